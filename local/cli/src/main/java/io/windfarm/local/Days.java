package io.windfarm.local;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Days of partitions, UTC, of which each end may be open.
 *
 * @param since the first day
 * @param until the last day
 */
record Days(Optional<LocalDate> since, Optional<LocalDate> until) {
  static final Days ALL = new Days(Optional.empty(), Optional.empty());

  private static final Pattern PARTITION = Pattern.compile("/year=(\\d+)/month=(\\d+)/day=(\\d+)/");

  /** Whether the partition of a file is one of them; true for a file that is in none. */
  boolean include(String path) {
    Matcher partition = PARTITION.matcher(path);
    if (!partition.find()) {
      return true;
    }
    try {
      LocalDate day =
          LocalDate.of(number(partition, 1), number(partition, 2), number(partition, 3));
      return since.filter(day::isBefore).isEmpty() && until.filter(day::isAfter).isEmpty();
    } catch (DateTimeException e) {
      return true; // No day at all: let the reader say what is wrong with it.
    }
  }

  private static int number(Matcher partition, int group) {
    return Integer.parseInt(partition.group(group));
  }
}
