package io.windfarm.local;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import picocli.CommandLine;

/**
 * The time that parts a lake for its readers: rows of partitions that were over by then come from
 * compacted files, those of all others from the files that the job wrote. Both predicates are about
 * partitions alone, so no partition is in both, and none in neither.
 *
 * @param hour UTC, a whole one
 */
public record CompactedBefore(LocalDateTime hour) {
  /** The folder of compacted tables below a root, as {@code io.windfarm.lake.Compaction} has it. */
  public static final String FOLDER = "_compacted";

  private static final DateTimeFormatter WRITTEN = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH");
  private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("uuuuMMdd");
  private static final DateTimeFormatter HOUR = DateTimeFormatter.ofPattern("uuuuMMddHH");
  private static final DateTimeFormatter PATH =
      DateTimeFormatter.ofPattern("'year='uuuu'/month='MM'/day='dd'/hour='HH");

  /** The start of a day or hour, as in {@code 2026-11-20} or {@code 2026-11-20T07}. */
  public static final class Converter implements CommandLine.ITypeConverter<CompactedBefore> {
    @Override
    public CompactedBefore convert(String written) {
      try {
        return new CompactedBefore(PartitionRange.of(written, null).since().orElseThrow());
      } catch (DateTimeException e) {
        throw new CommandLine.TypeConversionException(e.getMessage());
      }
    }
  }

  /** As a user writes it. */
  @Override
  public String toString() {
    return hour.format(WRITTEN);
  }

  /** Whether the partition of a file is read from compacted files; false for one in none. */
  boolean holds(String path) {
    return !new PartitionRange(Optional.of(hour), Optional.empty()).include(path);
  }

  /**
   * What holds for partitions that are read from compacted files.
   *
   * @param grain {@code hour}, {@code day}, or {@code dh} for one column of text
   */
  String condition(String grain) {
    return condition(grain, "<");
  }

  /** What holds for all others. */
  String otherwise(String grain) {
    return condition(grain, ">=");
  }

  private String condition(String grain, String relation) {
    if (grain.equals("dh")) {
      return "dh " + relation + " '" + hour.format(PATH) + "'";
    }
    boolean hourly = grain.equalsIgnoreCase("hour");
    // The year by itself as well: engines look at a column alone before they make up partitions.
    return "year "
        + relation.charAt(0)
        + "= "
        + hour.getYear()
        + " AND "
        + (hourly
            ? "year * 1000000 + month * 10000 + day * 100 + hour "
            : "year * 10000 + month * 100 + day ")
        + relation
        + " "
        + hour.format(hourly ? HOUR : DAY);
  }

  /** Where the compacted files of a table are, for {@code <root>/<table>}. */
  static String location(String table) {
    String place = table.replaceFirst("/+$", "");
    int slash = place.lastIndexOf('/');
    return place.substring(0, slash + 1) + FOLDER + place.substring(slash);
  }
}
