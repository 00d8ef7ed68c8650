package io.windfarm.config;

import java.util.Collection;

/** Finds what someone probably meant to write. */
final class Nearest {
  /** More than this many wrong letters is another word. */
  private static final int MAX_EDITS = 3;

  private Nearest() {}

  /** A phrase such as {@code ; did you mean 'warning'?}, or empty if nothing is near. */
  static String suggestion(String written, Collection<String> known) {
    String best = null;
    int fewest = Math.min(MAX_EDITS, (written.length() + 1) / 2) + 1;
    for (String candidate : known) {
      int edits = edits(written, candidate);
      if (edits < fewest) {
        fewest = edits;
        best = candidate;
      }
    }
    return best == null ? "" : "; did you mean '" + best + "'?";
  }

  /** Levenshtein distance. */
  private static int edits(String a, String b) {
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(replaced, Math.min(row[j], row[j - 1]) + 1);
      }
    }
    return row[b.length()];
  }
}
