package io.windfarm.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.windfarm.bench.FlinkContestant.Watch;
import io.windfarm.bench.latency.AlertDelays;
import io.windfarm.bench.latency.LiveSender;
import io.windfarm.bench.latency.LiveSender.Sent;
import io.windfarm.bench.stream.KafkaStream;
import io.windfarm.bench.stream.StreamEndpoint;
import io.windfarm.local.AlertNotice;
import io.windfarm.local.CheckpointFigures;
import io.windfarm.local.DataDirectory;
import io.windfarm.local.Failure;
import io.windfarm.local.FlinkCluster;
import io.windfarm.local.Percentiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The job with readings that come as they are measured, so many a second, through Kafka: how long
 * alerts take. Kafka, because it takes the least of the cores that all of them share.
 */
final class LatencyRun {
  private static final int SENSORS = Workload.SENSORS;

  /** For percentiles that mean something. */
  private static final int EMERGENCIES = 300;

  /** Until then compilers have most of the work. */
  private static final Duration WARM_UP = Duration.ofSeconds(30);

  /** What the job has unless told otherwise; told here, as it is taken away from every delay. */
  private static final Duration BOUND = Duration.ofSeconds(5);

  private static final long POLL_MILLIS = 100;

  private final Workload workload;
  private final Terms terms;
  private final Path data;
  private KafkaStream kafka;
  private Sent sent;
  private List<AlertNotice> notices;
  private CheckpointFigures checkpoints;

  private LatencyRun(Workload workload, Terms terms, Path data) {
    this.workload = workload;
    List<String> settings = new ArrayList<>(KafkaStream.ALERTS_AT_ONCE);
    settings.addAll(List.of("--ingest.out-of-orderness", BOUND.toSeconds() + " s"));
    this.terms = terms.withSettings(settings);
    this.data = data;
  }

  /**
   * What was found.
   *
   * @param perSecond readings sent a second
   */
  record Found(
      double perSecond,
      Duration warmUp,
      Sent sent,
      AlertDelays delays,
      CheckpointFigures checkpoints,
      Cost cost) {
    /** In words and a table. */
    String text() {
      return String.format(
          Locale.ROOT,
          "%,.0f events a second for %d s. Alerts beyond ingest.out-of-orderness, of the time after the"
              + " first %d s:%n%n%s%nCheckpoints: %d, median %d ms, p99 %d ms, longest %d ms."
              + " The sender was at most %d ms behind; the job used %.2f cores, the broker %.2f.%n",
          perSecond,
          sent.took().toSeconds(),
          warmUp.toSeconds(),
          delays.table(),
          checkpoints.completed(),
          checkpoints.medianMillis(),
          checkpoints.p99Millis(),
          checkpoints.longestMillis(),
          sent.mostBehind().toMillis(),
          cost.cores(),
          cost.endpointCores());
    }

    /** For programs. */
    void writeTo(Path file) throws IOException {
      ObjectMapper mapper = new ObjectMapper();
      ObjectNode json = mapper.createObjectNode();
      Machine.describe(json.putObject("machine"));
      json.put("events_per_second", Math.round(perSecond));
      json.put("seconds", sent.took().toMillis() / 1e3);
      json.put("warm_up_seconds", warmUp.toMillis() / 1e3);
      json.put("sender_most_behind_millis", sent.mostBehind().toMillis());
      json.put("cores", cost.cores()).put("endpoint_cores", cost.endpointCores());
      write(json.putObject("alerts_beyond_bound"), delays.all());
      ObjectNode rules = json.putObject("rules");
      delays.byRule().forEach((rule, each) -> write(rules.putObject(rule), each));
      json.putObject("checkpoints")
          .put("completed", checkpoints.completed())
          .put("millis_median", checkpoints.medianMillis())
          .put("millis_p99", checkpoints.p99Millis())
          .put("millis_longest", checkpoints.longestMillis());
      mapper.writerWithDefaultPrettyPrinter().writeValue(file.toFile(), json);
    }

    private static void write(ObjectNode json, Percentiles delays) {
      json.put("alerts", delays.sorted().size());
      json.put("millis_p50", delays.at(50).toMillis());
      json.put("millis_p99", delays.at(99).toMillis());
      json.put("millis_longest", delays.at(100).toMillis());
    }
  }

  /**
   * Runs it.
   *
   * @param events to send in all
   * @param perSecond so many each second: of a third as many turbines
   * @param data where the workload is kept, and the lake left
   */
  static Found of(long events, double perSecond, Terms terms, Path data) throws Exception {
    int turbines = (int) Math.max(1, Math.round(perSecond / SENSORS));
    int turbinesAnEmergency = Math.max(1, turbines / EMERGENCIES);
    return new LatencyRun(new Workload(events, turbines, 7, turbinesAnEmergency), terms, data)
        .run();
  }

  private Found run() throws Exception {
    Input input = Input.of(workload, data.resolve("input"));
    Path own = data.resolve("runs").resolve("latency");
    DataDirectory.delete(own);
    From live = (none, directory) -> Optional.of(kafka = KafkaStream.start(directory));
    Cost cost =
        FlinkContestant.job(terms)
            .reading(live)
            .watchedBy(
                new Watch() {
                  @Override
                  public void begun(FlinkCluster cluster, String job) throws Exception {
                    while (!cluster.rest().isRunning(job) && !cluster.rest().hasEnded(job)) {
                      Thread.sleep(POLL_MILLIS);
                    }
                    try (StreamEndpoint.Sender sender = kafka.sender()) {
                      sent = new LiveSender(input.file(), workload.start()).sendTo(sender);
                    }
                  }

                  @Override
                  public void ended(FlinkCluster cluster, String job) throws Exception {
                    checkpoints = cluster.rest().checkpoints(job);
                    notices = kafka.notices();
                  }
                })
            .run(input, 0, Files.createDirectories(own))
            .whole();
    List<String> faults =
        Outputs.in(own.resolve("lake")).faults(input, terms.tables() == Tables.ALL);
    if (!faults.isEmpty()) {
      throw new Failure("The run does not count: " + String.join("; ", faults));
    }
    Duration third = sent.took().dividedBy(3);
    Duration warmUp = third.compareTo(WARM_UP) < 0 ? third : WARM_UP;
    Instant since = sent.begun().plus(warmUp);
    AlertDelays delays = AlertDelays.of(notices, since, BOUND);
    if (delays.all().isEmpty()) {
      throw new Failure(
          "No alert was raised after " + warmUp.toSeconds() + " s: send more events.");
    }
    double perSecond = input.records() / (sent.took().toMillis() / 1e3);
    return new Found(perSecond, warmUp, sent, delays, checkpoints, cost);
  }
}
