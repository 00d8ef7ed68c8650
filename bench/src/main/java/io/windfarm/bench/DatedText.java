package io.windfarm.bench;

import javax.annotation.Nullable;

/** Where a line says when it was measured. */
public final class DatedText {
  private static final String BEFORE = "\"date\":\"";

  /** So long a date is. */
  public static final int DATE = "2026-11-20T07:15:03.125Z".length();

  private DatedText() {}

  /** Where the date begins in a line; -1 if there is none of the form that the simulators write. */
  public static int dateIn(@Nullable String line) {
    int before = line == null ? -1 : line.indexOf(BEFORE);
    int at = before + BEFORE.length();
    boolean whole =
        before >= 0
            && at + DATE < line.length()
            && line.charAt(at + DATE) == '"'
            && line.charAt(at) == '2'
            && line.charAt(at + DATE - 1) == 'Z';
    return whole ? at : -1;
  }
}
