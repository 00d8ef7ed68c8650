package io.windfarm.local.plan;

import io.windfarm.local.plan.Cost.Line;
import io.windfarm.local.plan.Setup.Stream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What Kinesis costs in a month: the stream of telemetry and a shard for alerts. */
final class StreamCost {
  /** Included in the price of a stream. */
  static final Duration FREE_RETENTION = Duration.ofHours(24);

  /** From here on retention is paid by the GB in either mode. */
  static final Duration LONG_TERM = Duration.ofDays(7);

  private static final int HOURS = Fleet.HOURS_A_MONTH;
  private static final int KB = 1 << 10;

  private final Fleet fleet;
  private final Setup setup;
  private final long shards;
  private final Figures figures;
  private final long recordBytes;
  private final double recordsPerSecond;
  private final List<Line> lines = new ArrayList<>();

  private StreamCost(Fleet fleet, Setup setup, long shards, Figures figures) {
    this.fleet = fleet;
    this.setup = setup;
    this.shards = shards;
    this.figures = figures;
    this.recordBytes = fleet.recordBytes() + (long) figures.of(Figure.KEY_BYTES);
    this.recordsPerSecond = fleet.recordsPerSecond();
  }

  static List<Line> of(Fleet fleet, Setup setup, long shards, Figures figures) {
    StreamCost cost = new StreamCost(fleet, setup, shards, figures);
    if (setup.stream() == Stream.PROVISIONED) {
      cost.provisioned();
    } else {
      cost.onDemand();
    }
    cost.longTermRetention();
    cost.add("Kinesis, alerts", "1 shard", HOURS * cost.price(Figure.KINESIS_SHARD_HOUR));
    return cost.lines;
  }

  /** Of one record, as many units as it has begun. */
  static long payloadUnits(long recordBytes) {
    return Math.max(1, wholes(recordBytes, Shards.PAYLOAD_UNIT_BYTES));
  }

  private static long wholes(long bytes, int unit) {
    return (bytes + unit - 1) / unit;
  }

  private void provisioned() {
    add("Kinesis, shards", shards + " shards", shards * HOURS * price(Figure.KINESIS_SHARD_HOUR));
    double millions = fleet.perMonth(recordsPerSecond) * payloadUnits(recordBytes) / 1_000_000;
    add(
        "Kinesis, PUT payload units",
        Format.number(millions) + " million",
        millions * price(Figure.KINESIS_PUT_MILLION));
    if (setup.retention().compareTo(FREE_RETENTION) > 0) {
      add(
          "Kinesis, retention to 7 days",
          shards + " shards",
          shards * HOURS * price(Figure.KINESIS_EXTENDED_SHARD_HOUR));
    }
    if (setup.fanOut()) {
      double gb = gibPerMonth(recordBytes) * setup.readers();
      add(
          "Kinesis, enhanced fan-out",
          setup.readers() + " consumers, " + Format.number(gb) + " GB",
          setup.readers() * shards * HOURS * price(Figure.KINESIS_EFO_SHARD_HOUR)
              + gb * price(Figure.KINESIS_EFO_GB));
    }
  }

  private void onDemand() {
    add(
        "Kinesis, on-demand stream",
        "1 stream",
        HOURS * price(Figure.KINESIS_ONDEMAND_STREAM_HOUR));
    double in = gibPerMonth(wholes(recordBytes, KB) * KB);
    add(
        "Kinesis, written",
        Format.number(in) + " GB, records in whole KB",
        in * price(Figure.KINESIS_ONDEMAND_IN_GB));
    double out = gibPerMonth(recordBytes) * setup.readers();
    add(
        "Kinesis, read",
        setup.readers()
            + (setup.fanOut() ? " fan-out, " : " polling, ")
            + Format.number(out)
            + " GB",
        out
            * price(
                setup.fanOut() ? Figure.KINESIS_ONDEMAND_EFO_GB : Figure.KINESIS_ONDEMAND_OUT_GB));
    double kept = storedGib(FREE_RETENTION, LONG_TERM);
    if (kept > 0) {
      add(
          "Kinesis, retention to 7 days",
          Format.number(kept) + " GB",
          kept * price(Figure.KINESIS_ONDEMAND_EXTENDED_GB_MONTH));
    }
  }

  private void longTermRetention() {
    double kept = storedGib(LONG_TERM, setup.retention());
    if (kept > 0) {
      add(
          "Kinesis, retention beyond 7 days",
          Format.number(kept) + " GB",
          kept * price(Figure.KINESIS_LONG_TERM_GB_MONTH));
    }
  }

  /** What is in the stream that is older than {@code from} and younger than {@code to}. */
  private double storedGib(Duration from, Duration to) {
    Duration until = to.compareTo(setup.retention()) < 0 ? to : setup.retention();
    double seconds = Math.max(0, until.minus(from).toMillis() / 1_000.0);
    return Format.gib(recordsPerSecond * recordBytes * seconds);
  }

  private double gibPerMonth(long bytesOfRecord) {
    return Format.gib(fleet.perMonth(recordsPerSecond) * bytesOfRecord);
  }

  private double price(Figure figure) {
    return figures.of(figure);
  }

  private void add(String what, String amount, double monthly) {
    lines.add(new Line(what, amount, monthly));
  }
}
