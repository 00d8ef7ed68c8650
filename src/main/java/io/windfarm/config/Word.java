package io.windfarm.config;

/**
 * Brings the names that senders use to one form, so that {@code "Hydraulic Pressure "}, {@code
 * hydraulic_pressure} and {@code HydraulicPressure} are the same word. Differences in spelling
 * beyond that are aliases in the catalog: nothing is guessed.
 */
public final class Word {
  private Word() {}

  /**
   * Lower case, without white space, underscores and hyphens, and without a trailing {@code (unit)}
   * or {@code [unit]}.
   */
  public static String of(String name) {
    int bracket = bracket(name);
    return squeeze(name, 0, bracket < 0 ? name.length() : bracket);
  }

  /** The unit in brackets at the end of {@code name}, as {@link #ofUnit} writes it, or empty. */
  public static String unitIn(String name) {
    int bracket = bracket(name);
    return bracket < 0
        ? ""
        : ofUnit(name.substring(bracket + 1, name.stripTrailing().length() - 1));
  }

  /** Lower case, without white space and underscores: {@code "deg C"} is {@code degc}. */
  public static String ofUnit(String unit) {
    StringBuilder word = new StringBuilder(unit.length());
    for (int i = 0; i < unit.length(); i++) {
      char c = unit.charAt(i);
      if (!isBlank(c) && c != '_') {
        word.append(Character.toLowerCase(c));
      }
    }
    return word.toString();
  }

  private static String squeeze(String name, int from, int to) {
    StringBuilder word = new StringBuilder(to - from);
    for (int i = from; i < to; i++) {
      char c = name.charAt(i);
      if (!isBlank(c) && c != '_' && c != '-') {
        word.append(Character.toLowerCase(c));
      }
    }
    return word.toString();
  }

  /** Where the bracket opens that the last character closes, if something stands before it. */
  private static int bracket(String name) {
    int last = name.length() - 1;
    while (last >= 0 && isBlank(name.charAt(last))) {
      last--;
    }
    if (last < 0) {
      return -1;
    }
    char close = name.charAt(last);
    char open = close == ')' ? '(' : '[';
    int bracket = close == ')' || close == ']' ? name.lastIndexOf(open, last) : -1;
    return bracket > 0 ? bracket : -1;
  }

  private static boolean isBlank(char c) {
    return Character.isWhitespace(c) || c == '\u00a0';
  }
}
