package io.windfarm.producers;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Sizes as people type them: {@code 64MB}, {@code 2GB}; thousands, not 1,024s. */
final class ByteSize {
  private static final Pattern SHORT = Pattern.compile("(\\d{1,9})(kb|mb|gb)");

  private ByteSize() {}

  /**
   * Reads a size in bytes.
   *
   * @throws UsageException where the text is none
   */
  static long parse(String text) {
    Matcher match = SHORT.matcher(text.toLowerCase(Locale.ROOT));
    if (!match.matches()) {
      throw new UsageException("'" + text + "' is no size: write a number and kB, MB or GB");
    }
    long unit =
        switch (match.group(2)) {
          case "kb" -> 1_000L;
          case "mb" -> 1_000_000L;
          default -> 1_000_000_000L;
        };
    return Long.parseLong(match.group(1)) * unit;
  }
}
