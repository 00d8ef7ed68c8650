package io.windfarm.local.plan;

import io.windfarm.local.TimeSpan;
import io.windfarm.local.plan.Alternatives.Alternative;
import io.windfarm.local.plan.Setup.Flink;
import io.windfarm.local.plan.Setup.Stream;
import java.io.PrintStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What a fleet needs and costs on AWS. Asks nobody: it reckons. */
@Command(
    name = "plan",
    description = {
      "What a fleet needs and costs on AWS: shards, task slots, bytes and files a day, and the bill of a"
          + " month, with cheaper ways to do the same.",
      "Prices, measurements and assumptions are in one file: --print-figures. How it reckons: docs/plan.md."
    },
    footer = {
      "",
      "Examples:",
      "  ./windfarm plan --turbines 1425 --sensors 3 --hz 1",
      "  ./windfarm plan --turbines 1425 --readings-per-record 15 --retention 24h --checkpoints 4m",
      "  ./windfarm plan --turbines 20000 --sensors 8 --hz 0.1 --stream on-demand --json",
      "  ./windfarm plan --print-figures > figures.yaml",
      "  ./windfarm plan --turbines 300 --figures figures.yaml"
    })
public final class PlanCommand implements Callable<Integer> {
  private static final int MOST_TURBINES = 1_000_000;
  private static final int MOST_SENSORS = 1_000;
  private static final BigDecimal MOST_HZ = BigDecimal.valueOf(1_000);
  private static final int MOST_READERS = 20;
  private static final Duration LEAST_RETENTION = Duration.ofHours(24);
  private static final Duration MOST_RETENTION = Duration.ofDays(365);

  @Spec private CommandSpec spec;

  @Option(
      names = "--turbines",
      paramLabel = "N",
      defaultValue = "1425",
      description = "Turbines; default: ${DEFAULT-VALUE}, the reference fleet.")
  private int turbines;

  @Option(
      names = "--sensors",
      paramLabel = "N",
      defaultValue = "3",
      description = "Sensors of each turbine; default: ${DEFAULT-VALUE}.")
  private int sensors;

  @Option(
      names = "--hz",
      paramLabel = "F",
      defaultValue = "1",
      description = "Readings a second of each sensor, as in 0.1; default: ${DEFAULT-VALUE}.")
  private BigDecimal hz;

  @Option(
      names = "--readings-per-record",
      paramLabel = "N",
      defaultValue = "1",
      description = "Readings of a turbine in one record; default: ${DEFAULT-VALUE}.")
  private int readingsPerRecord;

  @Option(
      names = "--event-bytes",
      paramLabel = "N",
      defaultValue = "190",
      description = "Bytes of the JSON of one reading; default: ${DEFAULT-VALUE}.")
  private int eventBytes;

  @Option(
      names = "--stream",
      paramLabel = "MODE",
      defaultValue = "provisioned",
      converter = StreamMode.class,
      description = "provisioned or on-demand; default: ${DEFAULT-VALUE}.")
  private Stream stream;

  @Option(
      names = "--readers",
      paramLabel = "N",
      defaultValue = "1",
      description = "Applications that read the stream, the job among them; default: 1.")
  private int readers;

  @Option(names = "--efo", description = "Readers use enhanced fan-out and do not poll.")
  private boolean fanOut;

  @Option(
      names = "--retention",
      paramLabel = "TIME",
      defaultValue = "168h",
      converter = TimeSpan.class,
      description = "Of the stream, 24h to 365d; default: ${DEFAULT-VALUE}, as in infra/.")
  private Duration retention;

  @Option(
      names = "--checkpoints",
      paramLabel = "TIME",
      defaultValue = "60s",
      converter = TimeSpan.class,
      description = "Time between checkpoints; default: ${DEFAULT-VALUE}, as in flink-conf/.")
  private Duration checkpoints;

  @Option(
      names = "--flink",
      paramLabel = "WHO",
      defaultValue = "managed",
      description =
          "managed (Managed Service for Apache Flink) or own (machines); default: ${DEFAULT-VALUE}.")
  private Flink flink;

  @Option(
      names = "--regions",
      paramLabel = "N",
      defaultValue = "4",
      description = "Regions of the lake, each a file of its own; default: ${DEFAULT-VALUE}.")
  private int regions;

  @Option(
      names = "--keep",
      paramLabel = "TIME",
      defaultValue = "365d",
      converter = TimeSpan.class,
      description = "How long the lake keeps what it has; default: ${DEFAULT-VALUE}.")
  private Duration keep;

  @Option(
      names = "--scan",
      paramLabel = "GB",
      defaultValue = "10",
      description = "What queries scan in a day; default: ${DEFAULT-VALUE}.")
  private double scan;

  @Option(
      names = {"--figures", "--prices"},
      paramLabel = "FILE",
      description = "Prices, measurements and assumptions of your own; default: those shipped.")
  private Path file;

  @Option(
      names = "--bench",
      paramLabel = "FILE",
      description =
          "What './windfarm bench --json FILE' or './windfarm bench growth windows/5-rolling --json"
              + " FILE' measured, in the place of the figures' throughput of a slot or state of a"
              + " sensor; may be given more than once.")
  private List<Path> bench = List.of();

  @Option(names = "--print-figures", description = "Prints the shipped figures and does no more.")
  private boolean printFigures;

  @Option(names = "--json", description = "Prints the plan as JSON.")
  private boolean json;

  @Override
  public Integer call() {
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    if (printFigures) {
      out.print(Figures.shippedText());
      out.flush();
      return 0;
    }
    refuseNonsense();
    Figures figures = file == null ? Figures.shipped() : Figures.of(file);
    for (Path each : bench) {
      figures = figures.with(BenchFigures.of(each));
    }
    Fleet fleet = new Fleet(turbines, sensors, hz, readingsPerRecord, eventBytes);
    refuseWhatNoShardTakes(fleet, (long) figures.of(Figure.KEY_BYTES));
    Setup setup =
        new Setup(stream, readers, fanOut, retention, checkpoints, flink, regions, keep, scan);
    Plan plan = Plan.of(fleet, setup, figures);
    List<Alternative> alternatives = Alternatives.to(plan, figures);
    if (json) {
      out.println(PlanJson.of(plan, alternatives, figures));
    } else {
      new PlanReport(out, figures).print(plan, alternatives);
    }
    return 0;
  }

  private void refuseNonsense() {
    List<String> faults = new ArrayList<>();
    within(faults, "--turbines", turbines, 1, MOST_TURBINES);
    within(faults, "--sensors", sensors, 1, MOST_SENSORS);
    if (hz.signum() <= 0 || hz.compareTo(MOST_HZ) > 0) {
      faults.add("--hz has to be above 0 and at most " + MOST_HZ + ", not " + hz.toPlainString());
    }
    within(faults, "--readings-per-record", readingsPerRecord, 1, Shards.RECORD_BYTES);
    within(faults, "--event-bytes", eventBytes, 1, Shards.RECORD_BYTES);
    within(faults, "--readers", readers, 1, MOST_READERS);
    within(faults, "--regions", regions, 1, MOST_SENSORS);
    if (retention.compareTo(LEAST_RETENTION) < 0 || retention.compareTo(MOST_RETENTION) > 0) {
      faults.add("--retention has to be 24h to 365d: Kinesis has no other");
    }
    if (checkpoints.compareTo(Duration.ofSeconds(1)) < 0
        || checkpoints.compareTo(Duration.ofHours(24)) > 0) {
      faults.add("--checkpoints has to be 1s to 24h");
    }
    if (!(scan >= 0) || Double.isInfinite(scan)) {
      faults.add("--scan has to be a number of GB of at least 0");
    }
    if (!faults.isEmpty()) {
      throw new ParameterException(spec.commandLine(), String.join("\n", faults));
    }
  }

  private static void within(List<String> faults, String name, long value, long least, long most) {
    if (value < least || value > most) {
      faults.add(name + " has to be " + least + " to " + most + ", not " + value);
    }
  }

  /**
   * A turbine's readings keep their order by going to one shard, which can't be divided further.
   */
  private void refuseWhatNoShardTakes(Fleet fleet, long keyBytes) {
    if (fleet.recordBytes() + keyBytes > Shards.RECORD_BYTES) {
      throw new ParameterException(
          spec.commandLine(),
          "A record of "
              + Format.bytes((double) fleet.recordBytes())
              + " is more than Kinesis takes, 1 MiB. The most of such readings in a record is "
              + "--readings-per-record "
              + (Shards.RECORD_BYTES - keyBytes + 1) / (eventBytes + 1));
    }
    if (Shards.share(fleet, keyBytes) > 1) {
      throw new ParameterException(
          spec.commandLine(),
          "One turbine sends "
              + Format.number(fleet.recordsPerSecond() / turbines)
              + " records and "
              + Format.bytes(fleet.recordsPerSecond() / turbines * fleet.recordBytes())
              + " a second, and has to do with one shard: 1,000 records and 1 MiB."
              + " Raise --readings-per-record, or send less.");
    }
  }
}
