package io.windfarm.local.plan;

import java.util.Locale;

/** Numbers for people, and the units that AWS bills in. */
final class Format {
  private Format() {}

  /** What AWS calls a GB: 2^30 bytes. */
  static double gib(double bytes) {
    return bytes / (1L << 30);
  }

  /** Three significant digits at least, thousands apart, and no decimals that say nothing. */
  static String number(double value) {
    if (value == Math.rint(value) || Math.abs(value) >= 100) {
      return String.format(Locale.ROOT, "%,.0f", value);
    }
    return String.format(Locale.ROOT, Math.abs(value) >= 10 ? "%,.1f" : "%,.2f", value);
  }

  /** Bytes in a unit that suits them, decimal. */
  static String bytes(double bytes) {
    String[] units = {"B", "kB", "MB", "GB", "TB", "PB"};
    double value = bytes;
    int unit = 0;
    while (value >= 1_000 && unit < units.length - 1) {
      value /= 1_000;
      unit++;
    }
    return number(value) + " " + units[unit];
  }

  static String money(double amount) {
    return String.format(Locale.ROOT, "%,.2f", amount);
  }

  /** For what is a fraction of a unit of currency. */
  static String rate(double amount) {
    return String.format(Locale.ROOT, "%.3f", amount);
  }
}
