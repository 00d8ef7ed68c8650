package io.windfarm.ingest;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

/**
 * Reads a decimal number from text, correctly rounded, without a string on the way for numbers of
 * up to 15 digits.
 *
 * <p>A decimal comma is read as such where it can't be anything else: a single comma between
 * digits, no point, and not exactly three digits behind it unless the digits before it can't be a
 * group of thousands. So {@code 75,8}, {@code 0,912} and {@code 1234,567} are numbers, and {@code
 * 1,234} is not, because it may mean either.
 */
final class NumberText {
  /** Every integer up to here, and so the digits of a number, is a double exactly. */
  private static final long MAX_EXACT = 1L << 53;

  /** Powers of ten that a double holds exactly. */
  private static final double[] POWERS = new double[23];

  /** Digits beyond this say nothing about a measurement; a bound on work, not on precision. */
  private static final int MAX_LENGTH = 400;

  /** An exponent beyond this is 0 or infinite whatever the digits. */
  private static final int MAX_EXPONENT = 9_999;

  static {
    double power = 1;
    for (int i = 0; i < POWERS.length; i++) {
      POWERS[i] = power;
      power *= 10;
    }
  }

  private NumberText() {}

  /** The number, infinite if it is too large or says so; NaN if the text is no number. */
  static double parse(byte[] text, int from, int to) {
    if (from >= to || to - from > MAX_LENGTH) {
      return Double.NaN;
    }
    int at = from;
    boolean negative = text[at] == '-';
    if (negative || text[at] == '+') {
      at++;
    }
    long mantissa = 0;
    int digits = 0;
    int scale = 0;
    int comma = -1;
    int mark = -1;
    int first = at;
    boolean exact = true;
    for (; at < to; at++) {
      byte c = text[at];
      if (c >= '0' && c <= '9') {
        digits++;
        if (mantissa < MAX_EXACT / 10) {
          mantissa = mantissa * 10 + (c - '0');
        } else {
          exact = false;
        }
        if (mark >= 0) {
          scale--;
        }
      } else if ((c == '.' || c == ',') && mark < 0) {
        mark = at;
        comma = c == ',' ? at : -1;
      } else {
        break;
      }
    }
    if (digits == 0) {
      return isInfinite(text, first, to)
          ? (negative ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY)
          : Double.NaN;
    }
    if (comma >= 0 && isAmbiguous(text, first, comma, at)) {
      return Double.NaN;
    }
    int exponent = 0;
    if (at < to) {
      if (text[at] != 'e' && text[at] != 'E') {
        return Double.NaN;
      }
      at++;
      boolean small = at < to && text[at] == '-';
      if (small || (at < to && text[at] == '+')) {
        at++;
      }
      if (at == to) {
        return Double.NaN;
      }
      for (; at < to; at++) {
        byte c = text[at];
        if (c < '0' || c > '9') {
          return Double.NaN;
        }
        exponent = Math.min(MAX_EXPONENT, exponent * 10 + (c - '0'));
      }
      exponent = small ? -exponent : exponent;
    }
    int power = exponent + scale;
    if (exact && power >= -22 && power <= 22) {
      // Both operands are exact, so the one operation rounds correctly (Clinger's fast path).
      double magnitude = power < 0 ? mantissa / POWERS[-power] : mantissa * POWERS[power];
      return negative ? -magnitude : magnitude;
    }
    String plain = new String(text, from, to - from, ISO_8859_1);
    return Double.parseDouble(comma < 0 ? plain : plain.replace(',', '.'));
  }

  private static boolean isAmbiguous(byte[] text, int first, int comma, int end) {
    int before = comma - first;
    int behind = end - comma - 1;
    return before == 0 || behind == 0 || (behind == 3 && before <= 3 && text[first] != '0');
  }

  private static boolean isInfinite(byte[] text, int from, int to) {
    return isWord(text, from, to, "infinity") || isWord(text, from, to, "inf");
  }

  private static boolean isWord(byte[] text, int from, int to, String word) {
    if (to - from != word.length()) {
      return false;
    }
    for (int i = 0; i < word.length(); i++) {
      if ((text[from + i] | 0x20) != word.charAt(i)) {
        return false;
      }
    }
    return true;
  }
}
