package io.windfarm.bench;

import io.windfarm.bench.FlinkContestant.Watch;
import io.windfarm.local.CheckpointFigures;
import io.windfarm.local.FlinkCluster;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/** How the job's figures change as one thing about its input or its cluster does. */
final class Growth {
  private final long events;
  private final long startEvents;
  private final int rounds;
  private final Tables tables;
  private final Path inputs;
  private final Path runs;
  private final Consumer<String> progress;

  /**
   * @param events in each point's workload
   * @param startEvents as {@link Rounds} takes them away
   * @param rounds runs of each point
   * @param inputs where workloads are kept
   * @param runs where lakes are left
   */
  Growth(
      long events,
      long startEvents,
      int rounds,
      Tables tables,
      Path inputs,
      Path runs,
      Consumer<String> progress) {
    this.events = events;
    this.startEvents = startEvents;
    this.rounds = rounds;
    this.tables = tables;
    this.inputs = inputs;
    this.runs = runs;
    this.progress = progress;
  }

  /**
   * One measurement.
   *
   * @param curve which it belongs to
   * @param at the place on it, in words
   * @param cores that the whole run may use; 0 for all
   * @param blockSeconds readings of so much event time are in no order
   */
  record Point(
      String curve, String at, Workload workload, Terms terms, int cores, int blockSeconds) {}

  /** What was measured there. */
  record Measured(Point point, Result result, CheckpointFigures checkpoints) {}

  private static final int TURBINES = 1_000;

  private List<Point> points() {
    Workload usual = Workload.of(events, TURBINES);
    Terms terms = Terms.of(tables);
    List<Point> points = new ArrayList<>();
    points.add(new Point("cores", "one core, one slot", usual, terms, 1, 0));
    points.add(new Point("cores", "all cores, one slot", usual, terms, 0, 0));
    points.add(new Point("cores", "all cores, two slots", usual, terms.withSlots(2), 0, 0));
    for (int turbines : new int[] {300, 1_000, 10_000, 100_000}) {
      Workload workload = Workload.of(events, turbines);
      String at = String.format(Locale.ROOT, "%,d turbines", turbines);
      points.add(new Point("turbines", at + ", heap", workload, terms, 0, 0));
      points.add(new Point("turbines", at + ", RocksDB", workload, terms.withRocksDb(), 0, 0));
    }
    for (int seconds : new int[] {0, 1, 4}) {
      points.add(new Point("disorder", "within " + seconds + " s", usual, terms, 0, seconds));
    }
    for (String rolling : List.of("true", "false")) {
      points.add(
          new Point(
              "windows",
              "stats.rolling = " + rolling,
              usual,
              terms.withSettings(List.of("--stats.rolling", rolling)),
              0,
              0));
    }
    return points;
  }

  /** Measures every point, in turn. */
  List<Measured> run() throws Exception {
    List<Measured> measured = new ArrayList<>();
    for (Point point : points()) {
      progress.accept(point.curve() + ": " + point.at());
      measured.add(measure(point));
    }
    return measured;
  }

  private Measured measure(Point point) throws Exception {
    Input input = inputOf(point);
    CheckpointFigures[] checkpoints = new CheckpointFigures[1];
    Contestant job =
        FlinkContestant.job(point.terms())
            .watchedBy(
                new Watch() {
                  @Override
                  public void ended(FlinkCluster cluster, String job) {
                    checkpoints[0] = cluster.rest().checkpoints(job);
                  }
                });
    Rounds all = new Rounds(input, startEvents, runs, progress);
    if (point.cores() == 0) {
      Result result = all.run(List.of(job), rounds).get(0);
      return new Measured(point, result, checkpoints[0]);
    }
    Cores pinned = Cores.first(point.cores());
    try {
      Result result = all.run(List.of(job), rounds).get(0);
      return new Measured(point, result, checkpoints[0]);
    } finally {
      pinned.release();
    }
  }

  private Input inputOf(Point point) throws IOException, InterruptedException {
    Input input = Input.of(point.workload(), inputs);
    return point.blockSeconds() == 0
        ? input
        : input.disordered(point.workload().eventsIn(point.blockSeconds()));
  }

  /** As a Markdown table. */
  static String table(List<Measured> measured) {
    StringBuilder table = new StringBuilder();
    append(
        table,
        "curve",
        "at",
        "events per CPU-second",
        "events a second",
        "checkpoints",
        "state, bytes",
        "longest, ms");
    append(table, "---", "---", "---:", "---:", "---:", "---:", "---:");
    for (Measured each : measured) {
      append(
          table,
          each.point().curve(),
          each.point().at(),
          BenchTable.number(each.result().perCpuSecond()),
          BenchTable.number(each.result().perSecond()),
          each.checkpoints().completed(),
          BenchTable.number((double) each.checkpoints().mostStateBytes()),
          BenchTable.number((double) each.checkpoints().longestMillis()));
    }
    return table.toString();
  }

  private static void append(StringBuilder table, Object... cells) {
    table.append(
        String.format(Locale.ROOT, "| %-9s | %-25s | %21s | %15s | %11s | %13s | %11s |%n", cells));
  }
}
