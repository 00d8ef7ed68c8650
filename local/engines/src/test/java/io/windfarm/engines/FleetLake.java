package io.windfarm.engines;

import io.windfarm.producers.FleetSeries;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Writes a day of the reference fleet (1,425 turbines, three sensors, a reading a second) as the
 * job would have written it, by the job's own writers and statistics, without a stream to come out
 * of: {@code FleetLake ROOT DAY FIRST_HOUR CHECKPOINT}.
 *
 * <p>{@code statistics}, {@code alerts}, {@code rejected} and {@code ledger} are those of the whole
 * day, {@code readings} those from FIRST_HOUR on: an hour of them is 15.4 million rows. CHECKPOINT
 * is the interval between checkpoints, in ISO-8601 ({@code PT60S}): a file a table, partition and
 * interval. The same arguments give the same rows. Runs in a JVM of its own, on the job's jar,
 * Flink, and the simulators'.
 */
public final class FleetLake {
  private static final long SEED = 20_261_120;

  /**
   * As many as the job's subtasks on two cores. Partitions take turns among subtasks, so each has
   * two regions at a time.
   */
  private static final List<List<String>> REGIONS_OF_SUBTASKS =
      List.of(List.of("eu-west-1", "ap-southeast-1"), List.of("us-east-1", "us-west-2"));

  private FleetLake() {}

  public static void main(String[] args) throws Exception {
    if (args.length != 4) {
      throw new IllegalArgumentException("Give ROOT DAY FIRST_HOUR CHECKPOINT.");
    }
    Instant start = LocalDate.parse(args[1]).atStartOfDay().toInstant(ZoneOffset.UTC);
    Instant readingsFrom = start.plus(Duration.ofHours(Long.parseLong(args[2])));
    Duration checkpoint = Duration.parse(args[3]);
    List<FleetSeries> fleet = FleetSeries.ofReferenceFleet(SEED);
    ExecutorService threads = Executors.newFixedThreadPool(REGIONS_OF_SUBTASKS.size());
    try {
      List<Future<Long>> parts = new ArrayList<>();
      for (int subtask = 0; subtask < REGIONS_OF_SUBTASKS.size(); subtask++) {
        List<String> regions = REGIONS_OF_SUBTASKS.get(subtask);
        FleetPart part =
            new FleetPart(
                args[0],
                subtask,
                fleet.stream().filter(series -> regions.contains(series.region())).toList());
        parts.add(threads.submit(() -> part.write(start, readingsFrom, checkpoint)));
      }
      long readings = 0;
      for (Future<Long> part : parts) {
        readings += part.get();
      }
      System.out.printf(
          "%,d readings in %,d ms of CPU%n",
          readings, ProcessHandle.current().info().totalCpuDuration().orElseThrow().toMillis());
    } finally {
      threads.shutdownNow();
    }
  }
}
