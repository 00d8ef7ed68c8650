package io.windfarm.producers;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** What can be wrong with a reading, or with the way it takes. None of it is an emergency. */
enum FaultKind {
  /** The value is null, empty, NaN or not there at all. */
  MISSING(1, 1, true),
  /** One reading far out, mostly still possible, sometimes not. */
  SPIKE(1, 1, true),
  /** The sensor repeats an earlier normal value. */
  STUCK(15, 45, false),
  /** The sensor wanders off slowly, within normal to warning, then is recalibrated. */
  DRIFT(60, 180, false),
  /** Readings that were never sent. */
  GAP(2, 8, true),
  /** The same event again, a few readings later, or seconds where readings are seldom. */
  DUPLICATE(1, 1, false),
  /** Withheld and sent when its time is past. */
  LATE(1, 1, true),
  /** Not an event that anybody can read. */
  MALFORMED(1, 1, true),
  /** Dated ten minutes or a year ahead. */
  FUTURE(1, 1, true);

  private final int shortest;
  private final int longest;
  private final boolean absent;

  FaultKind(int shortest, int longest, boolean absent) {
    this.shortest = shortest;
    this.longest = longest;
    this.absent = absent;
  }

  /** Fewest consecutive readings of a series that one occurrence touches. */
  int shortest() {
    return shortest;
  }

  /** Most consecutive readings of a series that one occurrence touches. */
  int longest() {
    return longest;
  }

  double meanLength() {
    return (shortest + longest) / 2.0;
  }

  /** Whether a rule may see no usable reading at that time; too many of them would be a silence. */
  boolean absent() {
    return absent;
  }

  /** The name on the command line and in the ground truth. */
  String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  static List<String> labels() {
    return Arrays.stream(values()).map(FaultKind::label).toList();
  }

  /**
   * The fault of that name.
   *
   * @throws UsageException where there is none
   */
  static FaultKind named(String label) {
    return Arrays.stream(values())
        .filter(kind -> kind.label().equals(label))
        .findFirst()
        .orElseThrow(() -> new UsageException(Suggestion.unknown("fault", label, labels())));
  }
}
