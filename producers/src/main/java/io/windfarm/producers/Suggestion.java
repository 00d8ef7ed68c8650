package io.windfarm.producers;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** The name that somebody probably meant. */
final class Suggestion {
  /** More typing errors than this and it is another word. */
  private static final int FAR = 3;

  private Suggestion() {}

  /** The sentence that refuses {@code given}, with the nearest of {@code known} and all of them. */
  static String unknown(String what, String given, Collection<String> known) {
    Optional<String> nearest =
        known.stream()
            .filter(name -> distance(given, name) <= FAR)
            .min(Comparator.comparingInt(name -> distance(given, name)));
    return "unknown "
        + what
        + " '"
        + given
        + "'"
        + nearest.map(name -> ": did you mean '" + name + "'?").orElse("")
        + " (there are: "
        + String.join(", ", known)
        + ")";
  }

  /** Levenshtein's distance. */
  private static int distance(String a, String b) {
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
        row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[b.length()];
  }
}
