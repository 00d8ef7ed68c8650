package io.windfarm.producers;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Lengths of time as people type them: {@code 500ms}, {@code 90s}, {@code 5m}, {@code 2h}. */
final class TimeSpan {
  private static final Pattern SHORT = Pattern.compile("(\\d+(?:\\.\\d+)?)(ms|s|m|h|d)");

  private TimeSpan() {}

  /**
   * Reads a length of time.
   *
   * @throws UsageException where the text is none
   */
  static Duration parse(String text) {
    Matcher match = SHORT.matcher(text.toLowerCase(Locale.ROOT));
    if (match.matches()) {
      long unitMillis =
          switch (match.group(2)) {
            case "ms" -> 1;
            case "s" -> 1_000;
            case "m" -> 60_000;
            case "h" -> 3_600_000;
            default -> 86_400_000;
          };
      try {
        return Duration.ofMillis(
            new BigDecimal(match.group(1)).multiply(BigDecimal.valueOf(unitMillis)).longValue());
      } catch (ArithmeticException e) {
        throw refused(text);
      }
    }
    try {
      Duration duration = Duration.parse(text);
      if (!duration.isNegative()) {
        return duration;
      }
    } catch (DateTimeParseException e) {
      throw refused(text);
    }
    throw refused(text);
  }

  /** {@code 1m30s}-like, for messages. */
  static String format(long millis) {
    if (millis < 10_000) {
      return String.format(Locale.ROOT, "%.1f s", millis / 1_000.0);
    }
    if (millis < 120_000) {
      return String.format(Locale.ROOT, "%d s", (millis + 999) / 1_000);
    }
    return String.format(Locale.ROOT, "%d min", (millis + 59_999) / 60_000);
  }

  private static UsageException refused(String text) {
    return new UsageException(
        "'" + text + "' is no length of time: write a number and ms, s, m, h or d, as in 90s");
  }
}
