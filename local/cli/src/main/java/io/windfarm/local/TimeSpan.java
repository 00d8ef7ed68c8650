package io.windfarm.local;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads {@code 90s}, {@code 2m}, {@code 1h} and ISO-8601 durations. */
final class TimeSpan implements ITypeConverter<Duration> {
  private static final Pattern SHORT = Pattern.compile("(\\d{1,9})(s|m|h)");

  @Override
  public Duration convert(String text) {
    Matcher matcher = SHORT.matcher(text.toLowerCase(Locale.ROOT));
    try {
      Duration duration = matcher.matches() ? Duration.parse("PT" + text) : Duration.parse(text);
      if (!duration.isNegative() && !duration.isZero()) {
        return duration;
      }
    } catch (DateTimeParseException e) {
      // Said below, as for durations that make no sense.
    }
    throw new TypeConversionException(
        "'" + text + "' is no length of time: write a number and s, m or h, as in 90s");
  }
}
