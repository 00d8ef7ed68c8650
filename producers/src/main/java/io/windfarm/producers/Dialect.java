package io.windfarm.producers;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** The shapes of event that senders in the wild use and the pipeline reads. */
enum Dialect {
  /** Every field that there is: id, turbine, farm, region, country, type, data, unit, date. */
  CANONICAL(false),
  /** Only {@code id}, {@code data}, {@code type} and {@code date}; the turbine is the key. */
  FOUR_KEY(false),
  /** All sensors in one object, as numbers under keys of their own. */
  WIDE(true),
  /** All sensors in one object, as strings, with {@code idtemp} and a time without a zone. */
  AIRFLOW(true),
  /** All sensors in one object among a SCADA system's other fields. */
  SCADA(true);

  private final boolean wide;

  Dialect(boolean wide) {
    this.wide = wide;
  }

  /** Whether one event carries several sensors. */
  boolean wide() {
    return wide;
  }

  /** The name on the command line. */
  String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /**
   * The dialect of that name.
   *
   * @throws UsageException where there is none
   */
  static Dialect named(String label) {
    List<String> labels = Arrays.stream(values()).map(Dialect::label).toList();
    return Arrays.stream(values())
        .filter(dialect -> dialect.label().equals(label))
        .findFirst()
        .orElseThrow(() -> new UsageException(Suggestion.unknown("dialect", label, labels)));
  }
}
