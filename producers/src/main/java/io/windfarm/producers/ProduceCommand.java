package io.windfarm.producers;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** One of the programs: some sensors of some turbines, sent as the options say. */
@Command(
    mixinStandardHelpOptions = true,
    sortOptions = false,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:everything was acknowledged, or waits in the spool",
      "1:something was not",
      "2:the options can't be used"
    })
final class ProduceCommand implements Callable<Integer> {
  /** What planning a thousand turbines and loading the SDK take on two busy cores. */
  private static final Duration TIME_TO_GET_READY = Duration.ofSeconds(3);

  /** Records wait this long for company in real time, which delays an alert as much. */
  private static final Duration LINGER = Duration.ofMillis(50);

  private final List<Sensor> sensors;
  private final Map<String, String> environment;
  private final PrintStream standardOut;
  private final PrintStream standardErr;
  private final StopSignal stop;

  @Spec private CommandSpec spec;

  @Mixin private SenderOptions sender;

  @Option(
      names = "--turbines",
      paramLabel = "N",
      description = "turbines, spread over the farms (default: all ${DEFAULT-VALUE})")
  private int turbines = ReferenceFleet.SIZE;

  @Option(
      names = "--sensors",
      paramLabel = "core|all",
      description =
          "of fleet: core, the reference fleet's three, or all: power output, wind speed and rotor"
              + " speed besides (default: core)")
  private String sensorSet = "core";

  @Option(
      names = "--rate",
      paramLabel = "HZ",
      description = "readings a second of each turbine and sensor (default: 1)")
  private double rate = 1;

  @Option(
      names = "--duration",
      paramLabel = "TIME",
      description = "event time to cover, as in 90s or 5m (default: until stopped)")
  private String duration;

  @Option(names = "--count", paramLabel = "N", description = "end after so many readings")
  private Long count;

  @Option(
      names = "--start",
      paramLabel = "INSTANT",
      description =
          "date of the first readings, as in 2026-11-20T07:00:00Z (default: now; with --speed"
              + " above 1, so that the run's last reading is from now)")
  private String start;

  @Option(
      names = "--speed",
      paramLabel = "X|max",
      description = "event time per real time; max: as fast as accepted (default: 1)")
  private String speed = "1";

  @Option(
      names = "--dialect",
      paramLabel = "NAME",
      description = "shape of events: canonical, four-key, wide, airflow or scada")
  private String dialect = "canonical";

  @Option(
      names = "--readings-per-record",
      paramLabel = "N",
      description = "readings of a turbine that share a record, one a line (default: 1)")
  private int readingsPerRecord = 1;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "the same seed and start give the same readings (default: 1)")
  private long seed = 1;

  @Option(
      names = "--fault",
      paramLabel = "NAME=SHARE",
      description =
          "share of readings with a fault: missing, spike, stuck, drift, gap, duplicate, late,"
              + " malformed, future; repeatable")
  private List<String> faults = new ArrayList<>();

  @Option(
      names = "--late-by",
      paramLabel = "TIME",
      description = "how late a late reading is at least (default: 60s)")
  private String lateBy = "60s";

  @Option(
      names = "--emergency",
      paramLabel = "KIND[=TURBINE][@OFFSET]",
      description =
          "pressure-loss, thermal-runaway, power-factor-collapse, pitch-emergency or silence;"
              + " repeatable")
  private List<String> emergencies = new ArrayList<>();

  @Option(
      names = "--ground-truth",
      paramLabel = "FILE",
      description = "writes what was made up: faults and emergencies, as JSON lines")
  private Path groundTruth;

  @Option(
      names = "--summary",
      paramLabel = "FILE",
      description = "writes the run's account, as a JSON object")
  private Path summary;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "writes events as lines to a file, or - for standard output, not to Kinesis")
  private String out;

  @Option(
      names = "--metrics-port",
      paramLabel = "PORT",
      description =
          "shows the run's metrics to Prometheus on this port of 127.0.0.1; 0: a free one")
  private Integer metricsPort;

  @Option(names = "--quiet", description = "no progress and no summary on standard error")
  private boolean quiet;

  ProduceCommand(
      List<Sensor> sensors,
      Map<String, String> environment,
      PrintStream standardOut,
      PrintStream standardErr,
      StopSignal stop) {
    this.sensors = sensors;
    this.environment = environment;
    this.standardOut = standardOut;
    this.standardErr = standardErr;
    this.stop = stop;
  }

  @Override
  public Integer call() throws InterruptedException {
    try {
      Settings settings = settings();
      Simulation simulation = new Simulation(settings);
      if (out != null) {
        check(!sender.hasSpool(), "--spool is for Kinesis: leave it out, or --out");
        try (OutputStream file = "-".equals(out) ? standardOut : create(Path.of(out))) {
          return run(simulation, settings, new RecordFile(out, file));
        }
      }
      Duration linger = settings.speed() == Pace.MAX ? Duration.ZERO : LINGER;
      try (Sending sending =
          sender.start(environment, linger, settings.speed() != Pace.MAX, this::say)) {
        return run(simulation, settings, sending.sink());
      }
    } catch (UsageException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    } catch (NotAcknowledgedException | SpoolException e) {
      return failed(e.getMessage());
    } catch (IOException e) {
      return failed("can't write: " + e.getMessage());
    } catch (UncheckedIOException e) {
      return failed(e.getMessage() + " (" + e.getCause().getMessage() + ")");
    }
  }

  private int run(Simulation simulation, Settings settings, RecordSink sink)
      throws InterruptedException, IOException {
    long started = System.nanoTime();
    Optional<String> failure = Optional.empty();
    stop.whenStopped(sink::hurry);
    try (GroundTruth truth = groundTruth == null ? null : new GroundTruth(create(groundTruth))) {
      boolean realTime = start == null && settings.speed() == 1;
      long late = realTime ? System.currentTimeMillis() - settings.startMillis() : 0;
      Pace pace = new Pace(settings.speed(), settings.startMillis(), late, stop);
      Progress progress =
          quiet ? null : Progress.start(simulation, sink, pace, standardErr, isTerminal());
      MetricsPage metrics = metrics(simulation, sink, pace);
      try {
        simulation.run(sink, Optional.ofNullable(truth), pace);
      } catch (NotAcknowledgedException e) {
        failure = Optional.of(e.getMessage());
      } finally {
        if (metrics != null) {
          metrics.close();
        }
        if (progress != null) {
          progress.close();
        }
      }
    }
    Summary account =
        new Summary(
            failure.isEmpty() && !stop.isStopped() && sink.delivery().spooled() == 0,
            simulation.sentReadings(),
            sink.delivery(),
            simulation.faultCounts(),
            simulation.happened(),
            (System.nanoTime() - started) / 1_000_000,
            settings.startMillis(),
            simulation.nowMillis());
    if (summary != null) {
      Files.writeString(summary, account.json() + "\n", StandardCharsets.UTF_8);
    }
    if (!quiet) {
      standardErr.println(account.text());
    }
    if (failure.isPresent()) {
      long open = account.open();
      return failed(String.format("%,d readings were not acknowledged: %s", open, failure.get()));
    }
    sender.waiting(account.delivery()).ifPresent(standardErr::println);
    return 0;
  }

  private MetricsPage metrics(Simulation simulation, RecordSink sink, Pace pace) {
    if (metricsPort == null) {
      return null;
    }
    MetricsPage page = MetricsPage.start(metricsPort, simulation::sentReadings, sink, pace);
    say("metrics: http://127.0.0.1:" + page.port() + "/metrics");
    return page;
  }

  private void say(String line) {
    // Not behind the line of progress.
    standardErr.println((isTerminal() && !quiet ? System.lineSeparator() : "") + line);
  }

  @SuppressWarnings("SystemConsoleNull") // Only newer JDKs give every program a console.
  private static boolean isTerminal() {
    return System.console() != null;
  }

  private Settings settings() {
    check(turbines >= 1 && turbines <= 1_000_000, "--turbines lies between 1 and 1,000,000");
    check(rate > 0 && rate <= 1_000, "--rate lies above 0 and at most at 1000");
    check(readingsPerRecord >= 1, "--readings-per-record is at least 1");
    check(count == null || count >= 1, "--count is at least 1");
    check(count == null || duration == null, "--count and --duration exclude each other");
    double pace = pace();
    OptionalLong lasts =
        duration == null
            ? OptionalLong.empty()
            : OptionalLong.of(TimeSpan.parse(duration).toMillis());
    check(
        pace != Pace.MAX || count != null || duration != null,
        "--speed max needs an end: give --duration or --count");
    check(duration == null || lasts.orElse(0) > 0, "--duration is longer than nothing");
    long cadenceNanos = Math.max(1, Math.round(1e9 / rate));
    OptionalLong limit = count == null ? OptionalLong.empty() : OptionalLong.of(count);
    Settings open =
        new Settings(
            ReferenceFleet.turbines(turbines),
            sensors(),
            cadenceNanos,
            0,
            lasts,
            limit,
            pace,
            Dialect.named(dialect),
            readingsPerRecord,
            seed,
            FaultShares.parse(faults),
            TimeSpan.parse(lateBy).toMillis(),
            emergencies.stream().map(EmergencyRequest::parse).toList());
    return open.startingAt(startMillis(open));
  }

  private List<Sensor> sensors() {
    if (sensorSet.equals("core")) {
      return sensors;
    }
    check(sensorSet.equals("all"), "--sensors '" + sensorSet + "' is neither core nor all");
    check(sensors.equals(Sensor.CORE), "--sensors is for fleet: the others send one sensor each");
    check(
        !Dialect.named(dialect).wide(),
        "--sensors all needs events of one sensor each: --dialect canonical or four-key");
    return List.of(Sensor.values());
  }

  private long startMillis(Settings open) {
    if (start != null) {
      try {
        return Instant.parse(start).toEpochMilli();
      } catch (DateTimeParseException e) {
        throw new UsageException(
            "--start '" + start + "' is no instant: write it as in 2026-11-20T07:00:00Z");
      }
    }
    long now = System.currentTimeMillis();
    if (open.speed() > 1) {
      return now - open.lastsMillis().orElse(0);
    }
    // Into Kinesis a reading is sent at its date: the first is due when the program is ready. A
    // start in the past would begin with a burst, and a shard near its limit is long in catching
    // up.
    return out == null ? now + TIME_TO_GET_READY.toMillis() : now;
  }

  private double pace() {
    if ("max".equals(speed)) {
      return Pace.MAX;
    }
    try {
      double factor = Double.parseDouble(speed);
      check(factor > 0 && factor < Double.POSITIVE_INFINITY, "--speed is above 0, or max");
      return factor;
    } catch (NumberFormatException e) {
      throw new UsageException("--speed '" + speed + "' is no number: write it as in 60, or max");
    }
  }

  private static void check(boolean holds, String message) {
    if (!holds) {
      throw new UsageException(message);
    }
  }

  private static OutputStream create(Path file) throws IOException {
    try {
      if (file.toAbsolutePath().getParent() != null) {
        Files.createDirectories(file.toAbsolutePath().getParent());
      }
      return Files.newOutputStream(file);
    } catch (IOException e) {
      throw new IOException(file + " (" + e.getMessage() + "): choose another place", e);
    }
  }

  private int failed(String message) {
    standardErr.println("error: " + message);
    return 1;
  }
}
