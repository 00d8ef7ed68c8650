package io.windfarm.local;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads {@code 90s}, {@code 2m}, {@code 1h}, {@code 3d} and ISO-8601 durations. */
public final class TimeSpan implements ITypeConverter<Duration> {
  private static final Pattern SHORT = Pattern.compile("\\d{1,9}[smh]");
  private static final Pattern DAYS = Pattern.compile("\\d{1,6}d");

  @Override
  public Duration convert(String text) {
    try {
      Duration duration = Duration.parse(iso(text));
      if (!duration.isNegative() && !duration.isZero()) {
        return duration;
      }
    } catch (DateTimeParseException e) {
      // Said below, as for durations that make no sense.
    }
    throw new TypeConversionException(
        "'" + text + "' is no length of time: write a number and s, m, h or d, as in 90s");
  }

  private static String iso(String text) {
    String lower = text.toLowerCase(Locale.ROOT);
    if (DAYS.matcher(lower).matches()) {
      return "P" + text;
    }
    return SHORT.matcher(lower).matches() ? "PT" + text : text;
  }
}
