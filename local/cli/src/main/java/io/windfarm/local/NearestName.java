package io.windfarm.local;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Finds what somebody probably meant to write. */
public final class NearestName {
  /** Of the word's letters, one in so many may be wrong: with more it is another word. */
  private static final int LETTERS_A_FAULT = 3;

  private NearestName() {}

  /**
   * The name that is nearest; empty if none is near. Next to spelling, a name counts as near that
   * has all of the words.
   */
  public static Optional<String> to(String written, Collection<String> names) {
    int most = Math.max(1, written.length() / LETTERS_A_FAULT);
    Optional<String> spelled =
        names.stream()
            .filter(name -> edits(written, name) <= most)
            .min(Comparator.comparingInt(name -> edits(written, name)));
    List<String> words = List.of(written.split("[-_]"));
    return spelled.or(
        () -> names.stream().filter(name -> words.stream().allMatch(name::contains)).findFirst());
  }

  /** Letters to insert, to leave out or to change (Levenshtein's distance). */
  private static int edits(String a, String b) {
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int changed = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(changed, Math.min(row[j], row[j - 1]) + 1);
      }
    }
    return row[b.length()];
  }
}
