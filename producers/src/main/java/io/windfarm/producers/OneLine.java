package io.windfarm.producers;

import java.util.regex.Pattern;

/** What a server said, fit to be printed: it is others who choose the words. */
final class OneLine {
  private static final int LONGEST = 500;

  /** Line ends, and what moves a terminal's cursor. */
  private static final Pattern CONTROL = Pattern.compile("[\\p{Cc}\\u2028\\u2029]");

  private OneLine() {}

  /** The text without control characters, or its beginning. */
  static String of(String text) {
    String line = CONTROL.matcher(text).replaceAll("?");
    return line.length() <= LONGEST ? line : line.substring(0, LONGEST) + "…";
  }
}
