package io.windfarm.local.plan;

import io.windfarm.local.plan.Alternatives.Alternative;
import io.windfarm.local.plan.Setup.Flink;
import io.windfarm.local.plan.Setup.Stream;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A plan for people: what is sent, what it needs, what it costs, and what else it could cost. */
final class PlanReport {
  /** More on the heap of one KPU (3 GB) is asking for trouble. */
  private static final double HEAP_STATE_BYTES = 1e9;

  private final PrintStream out;
  private final Figures figures;

  PlanReport(PrintStream out, Figures figures) {
    this.out = out;
    this.figures = figures;
  }

  void print(Plan plan, List<Alternative> alternatives) {
    fleet(plan.fleet());
    stream(plan);
    flink(plan);
    lake(plan);
    cost(plan);
    alternatives(alternatives);
  }

  private void fleet(Fleet fleet) {
    heading("Sent");
    row("turbines, sensors, Hz", fleet.turbines() + ", " + fleet.sensors() + ", " + hz(fleet));
    row("readings a second", Format.number(fleet.readingsPerSecond().doubleValue()));
    row(
        "records a second",
        Format.number(fleet.recordsPerSecond())
            + ", each of "
            + fleet.readingsPerRecord()
            + " readings and "
            + Format.bytes((double) fleet.recordBytes()));
    if (fleet.readingsPerRecord() > 1) {
      row("a record fills in", Format.number(fleet.secondsToFill()) + " s: alerts wait for it");
    }
    row("GB a month", Format.number(fleet.gbPerMonth()) + " (10^9 bytes of JSON events as sent)");
  }

  private void stream(Plan plan) {
    Shards shards = plan.shards();
    Setup setup = plan.setup();
    heading("Kinesis");
    row("shards by records", shards.byRecords() + " (" + Shards.RECORDS + " a second and shard)");
    row("shards by bytes", shards.byBytes() + " (1 MiB a second and shard, keys included)");
    if (setup.pollers() > 0) {
      row(
          "shards by reading",
          shards.byReading() + " (2 MiB a second and shard for " + setup.pollers() + " that poll)");
    }
    row("shards for the fullest", shards.bySpread() + " (turbines fall on shards by hash)");
    row(
        "shards needed",
        shards.needed() + (setup.stream() == Stream.ON_DEMAND ? ", which Kinesis provides" : ""));
    row("readers", readers(setup));
    double units =
        StreamCost.payloadUnits(plan.fleet().recordBytes() + (long) figures.of(Figure.KEY_BYTES))
            * plan.fleet().recordsPerSecond();
    row("PUT payload units", Format.number(units) + " a second, of 25 KB");
    row("retention", hours(setup.retention()));
  }

  private static String readers(Setup setup) {
    if (setup.fanOut()) {
      return setup.readers() + " with enhanced fan-out, 2 MB a second and shard each";
    }
    return setup.readers() > 1
        ? setup.readers() + " that poll and share 5 calls a second and shard: --efo sets them apart"
        : "1 that polls; fan-out pays from the second reader on, or for 100 ms";
  }

  private void flink(Plan plan) {
    Processing processing = plan.processing();
    heading("Flink");
    Figures.Entry rate = figures.entry(Figure.SLOT_READINGS_SECOND);
    row(
        "task slots",
        processing.slots()
            + " ("
            + Format.number(rate.value())
            + " readings a second each, planned with "
            + Format.number(100 * figures.of(Figure.HEADROOM))
            + " %)");
    row("", rate.source());
    row(
        plan.setup().flink() == Flink.MANAGED ? "KPUs" : "machines",
        plan.setup().flink() == Flink.MANAGED
            ? processing.units() + " and one for orchestration"
            : processing.machines() + ", of which one may fail");
    row("a checkpoint, complete", Format.bytes(processing.stateBytes()));
    row("", figures.entry(Figure.STATE_SENSOR_BYTES).source());
    if (processing.stateBytes() / processing.slots() > HEAP_STATE_BYTES) {
      row("", "more than a heap should hold for a slot: RocksDB (flink-conf/rocksdb.yaml)");
    }
  }

  private void lake(Plan plan) {
    heading("Lake, a day");
    String line = "  %-12s %16s %12s %10s %14s%n";
    print(line, "table", "rows", "bytes", "files", "bytes a file");
    double bytes = 0;
    double files = 0;
    for (TableLoad table : plan.tables()) {
      boolean known = table.rows() > 0;
      print(
          line,
          table.table(),
          known ? Format.number(Math.rint(table.rows())) : "",
          known ? Format.bytes(table.bytes()) : "little",
          Format.number(table.files()),
          known ? Format.bytes(table.bytes() / table.files()) : "");
      bytes += table.bytes();
      files += table.files();
    }
    print(line, "all", "", Format.bytes(bytes), Format.number(files), "");
    out.println(
        "  summaries grow by a row a sensor and day; alerts, anomalies and rejected by what happens");
  }

  private void cost(Plan plan) {
    heading(
        "A month in "
            + figures.currency()
            + ", "
            + figures.region()
            + ", list prices "
            + figures.priceDates());
    for (Cost.Line each : plan.cost()) {
      print("  %-34s %-42s %12s%n", each.what(), each.amount(), Format.money(each.monthly()));
    }
    print("  %-34s %-42s %12s%n", "all", "", Format.money(plan.monthly()));
    print(
        "  %-34s %-42s %12s%n",
        "a GB ingested",
        "of " + Format.number(plan.fleet().gbPerMonth()) + " GB",
        Format.rate(plan.perGb()));
  }

  private void alternatives(List<Alternative> alternatives) {
    heading("Other ways, below " + Format.money(Alternatives.TARGET_PER_GB) + " a GB or not");
    Optional<Alternative> best = Alternatives.best(alternatives);
    for (Alternative each : alternatives) {
      String mark =
          best.filter(each::equals).isPresent()
              ? "below, cheapest"
              : each.meetsTarget() ? "below" : "above";
      print(
          "  %10s %7s  %-16s %s%n",
          Format.money(each.plan().monthly()),
          Format.rate(each.plan().perGb()),
          mark,
          (each.changes().isEmpty() ? "as asked" : each.changes())
              + (each.price().isEmpty() ? "" : " (" + each.price() + ")"));
    }
    out.println(
        best.map(
                each ->
                    each.changes().isEmpty()
                        ? "What was asked for is the cheapest."
                        : "Cheapest below the target: " + each.changes() + ".")
            .orElse(
                "None of these is below "
                    + Format.money(Alternatives.TARGET_PER_GB)
                    + " a GB: a fleet this small pays for what runs whether it sends or not."));
  }

  private void heading(String text) {
    out.println();
    out.println(text);
  }

  private void row(String name, String value) {
    print("  %-24s %s%n", name, value);
  }

  private void print(String format, Object... values) {
    out.print(String.format(Locale.ROOT, format, values).replace(System.lineSeparator(), "\n"));
  }

  private static String hz(Fleet fleet) {
    return fleet.hz().stripTrailingZeros().toPlainString();
  }

  private static String hours(Duration duration) {
    return Format.number(duration.toMillis() / 3_600_000.0) + " h";
  }
}
