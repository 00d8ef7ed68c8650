package io.windfarm.local.chaos;

import io.windfarm.local.AlertNotice;
import io.windfarm.local.AlertsStream;
import io.windfarm.local.Aws;
import io.windfarm.local.ChildProcess;
import io.windfarm.local.ExpectedAlert;
import io.windfarm.local.Failure;
import io.windfarm.local.JobSettings;
import io.windfarm.local.Lake;
import io.windfarm.local.Percentiles;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;

/**
 * One scenario's job, running, with streams and a lake of its own. What a scenario does it says
 * here in words such as {@code produce}, {@code killTaskManagers} and {@code awaitCaughtUp}; {@link
 * #end} then drains the job and judges.
 */
@SuppressWarnings("try")
final class Trial implements AutoCloseable {
  /** What the lake lags behind the stream when all is well: two checkpoints and their commits. */
  private static final Duration USUAL_LAG = Duration.ofSeconds(8);

  private final Rig rig;
  private final Scenario scenario;
  private final String name;
  private final Random random;
  private final KinesisApi kinesis;
  private final SentRecords sent;
  private final CommittedRecords committed;
  private final List<FleetRun> fleets = new ArrayList<>();
  private final List<ExpectedAlert> expectedAlerts = new ArrayList<>();
  private final Set<ExpectedAlert> recurringAlerts = new HashSet<>();
  private final List<Duration> runningAgain = new ArrayList<>();
  private final List<Row.CatchUp> catchUps = new ArrayList<>();
  private final List<Measure> measures = new ArrayList<>();
  private final Verdict.Builder verdict = new Verdict.Builder();
  private JobRun job;
  private String done = "";

  private Trial(Rig rig, Scenario scenario) throws Exception {
    this.rig = rig;
    this.scenario = scenario;
    this.name = scenario.name();
    this.random = new Random(rig.seed() * 31 + name.hashCode());
    rig.kinesis().createStreamIfMissing(name, scenario.shards());
    rig.kinesis().createStreamIfMissing(alertsStream(name), 1);
    this.kinesis = new KinesisApi(rig.kinesis().uri(), name);
    this.sent = new SentRecords(new StreamLog(kinesis), fallback());
    this.committed = CommittedRecords.in(rig.lake(name));
    say("starting its job");
    this.job =
        submit(name, alertsStream(name), scenario.jobSettings(), Optional.empty(), parallelism());
  }

  private Optional<FallbackTopic> fallback() throws IOException, InterruptedException {
    return scenario.divertsToKafka()
        ? Optional.of(FallbackTopic.create(rig.kafkaServers(), name))
        : Optional.empty();
  }

  /** Plays a scenario from an empty stream to the verdict. */
  static Row run(Rig rig, Scenario scenario) throws Exception {
    try (Trial trial = new Trial(rig, scenario)) {
      Optional<String> failure = Optional.empty();
      Optional<Verdict> verdict = Optional.empty();
      try {
        trial.job.awaitRunningSince(Instant.EPOCH);
        scenario.play(trial);
        verdict = Optional.of(trial.end());
      } catch (Failure | IOException e) {
        failure = Optional.of(String.valueOf(e.getMessage()));
      }
      return new Row(
          scenario.name(),
          scenario.fault(),
          trial.done,
          verdict,
          trial.runningAgain,
          trial.catchUps,
          trial.measures,
          failure);
    }
  }

  /** To break, and to look at. */
  Rig rig() {
    return rig;
  }

  /** The trial's own, from the run's seed. */
  Random random() {
    return random;
  }

  /** The stream that the job reads. */
  KinesisApi kinesis() {
    return kinesis;
  }

  /** All that was sent so far. */
  SentRecords sent() {
    return sent;
  }

  /** Says what was done, for the table's second column. */
  void did(String what) {
    done = done.isEmpty() ? what : done + ", " + what;
  }

  /** Says what is going on. */
  void say(String what) {
    rig.progress().say(name, what);
  }

  /** Lets turbines send from now on; returns when the job has committed the first readings. */
  void produce(Fleet fleet) throws Exception {
    long seed = random.nextInt(1_000_000);
    Path log = rig.logs().resolve("producers-" + name + ".log");
    Fleet sending = sent.tell(fleet, rig.folder(name).resolve("spool.db"));
    fleets.add(sending.start(name, seed, rig.environment(), rig.folder(name), log));
    job.await("the first readings were in the lake", () -> committed.count() > 0);
  }

  /** Kills all that sends; what it has not sent is no longer waited for. */
  void killProducers() throws InterruptedException {
    for (FleetRun fleet : fleets) {
      fleet.kill();
    }
    fleets.clear();
  }

  /** Requires that every record that a spool holds was sent; how many it holds. */
  int requireSent(Path spool) throws Exception {
    String control = name + "-held";
    rig.kinesis().createStreamIfMissing(control, 1);
    Path log = rig.logs().resolve("drain-" + name + ".log");
    try (ChildProcess drain = Fleet.drain(control, spool, rig.environment(), log)) {
      if (drain.await() != 0) {
        throw new Failure("The spool could not be drained. Its log: " + drain.log());
      }
    }
    List<StreamLog.Entry> due = new StreamLog(new KinesisApi(rig.kinesis().uri(), control)).read();
    verdict.lost("in the spool, and sent nowhere", sent.missing(due));
    return due.size();
  }

  /** Waits until all that sends has come to its end. */
  void awaitSent() throws InterruptedException {
    for (FleetRun fleet : fleets) {
      fleet.await();
    }
  }

  /** Adds an alert that the job has to raise, once. */
  void expect(ExpectedAlert alert) {
    expectedAlerts.add(alert);
  }

  /** Adds an alert that the job has to raise, and may raise again when it was over. */
  void expectRecurring(ExpectedAlert alert) {
    expectedAlerts.add(alert);
    recurringAlerts.add(alert);
  }

  /** Lets a while pass that nobody can foresee, so that faults strike at any stage of the work. */
  void pause(Duration least, Duration most) throws InterruptedException {
    long spread = most.minus(least).toMillis();
    Thread.sleep(least.toMillis() + (long) (spread * random.nextDouble()));
  }

  /** Lets a fault last. */
  void letPass(Duration time) throws InterruptedException {
    Thread.sleep(time.toMillis());
  }

  /** Kills TaskManagers at once, replaces them, and waits until all tasks run again. */
  void killTaskManagers(int count) throws Exception {
    Instant killed = Instant.now();
    rig.replaceTaskManagers(count, random);
    awaitRunningAgain(killed);
  }

  /** Kills the JobManager that leads, and waits until all tasks run again under another one. */
  void killJobManager() throws Exception {
    Instant killed = Instant.now();
    rig.replaceJobManager();
    awaitRunningAgain(killed);
  }

  /** The number of subtasks that a job has unless it is rescaled. */
  int parallelism() {
    return Rig.TASK_MANAGERS;
  }

  /** Stops the job with a savepoint and goes on from it with another number of subtasks. */
  void rescale(int subtasks) throws Exception {
    String savepoint = job.stopWithSavepoint();
    say("going on with " + subtasks + " subtasks");
    job =
        submit(name, alertsStream(name), scenario.jobSettings(), Optional.of(savepoint), subtasks);
    job.awaitRunningSince(Instant.EPOCH);
  }

  /** Waits until every task runs in a run that began after a moment: that of the fault. */
  void awaitRunningAgain(Instant fault) throws Exception {
    job.awaitRunningSince(fault);
    Duration took = Duration.between(fault, Instant.now());
    runningAgain.add(took);
    say("RUNNING again after " + Percentiles.seconds(took));
  }

  /**
   * Waits until the lake is level with the stream: lags behind it no more than usually.
   *
   * @param outage how long the fault lasted that is over now
   */
  void awaitCaughtUp(Duration outage) throws Exception {
    Instant over = Instant.now();
    TreeMap<Instant, Integer> inStream = new TreeMap<>();
    job.await(
        "the lake was level with the stream",
        outage.multipliedBy(4),
        () -> {
          Instant now = Instant.now();
          inStream.put(now, sent.read().size());
          var due = inStream.floorEntry(now.minus(USUAL_LAG));
          return committed.count() >= (due == null ? inStream.firstEntry() : due).getValue();
        });
    Row.CatchUp catchUp = new Row.CatchUp(outage, Duration.between(over, Instant.now()));
    catchUps.add(catchUp);
    say("caught up " + Percentiles.seconds(catchUp.took()) + " after the outage");
  }

  /** Waits until everything that the stream holds by now is in the lake. */
  void awaitCommitted() throws Exception {
    int records = sent.read().size();
    job.await("the lake held all " + records + " records", () -> committed.count() >= records);
  }

  /** Waits until something that was not in the lake before is in it. */
  void awaitCommittedSome() throws Exception {
    long before = committed.count();
    job.await("the lake held more records", () -> committed.count() > before);
  }

  /** What has come out on the alerts stream so far. */
  List<AlertNotice> notices() throws IOException, InterruptedException {
    return new AlertsStream(rig.kinesis().uri(), alertsStream(name)).notices();
  }

  /** Waits until an alert has come out on the alerts stream; its first notice. */
  AlertNotice awaitNotice(String turbine, String rule) throws Exception {
    AlertNotice[] found = new AlertNotice[1];
    job.await(
        "there was an alert " + rule + " of " + turbine,
        () -> {
          for (AlertNotice notice : notices()) {
            if (notice.turbineId().equals(turbine) && notice.rule().equals(rule)) {
              found[0] = notice;
              return true;
            }
          }
          return false;
        });
    return found[0];
  }

  /** The job, since it was last submitted. */
  JobRun job() {
    return job;
  }

  /**
   * Runs the job over the whole stream again, from its beginning and with nothing broken: what it
   * would have made of it without the fault.
   *
   * @return the root of that run's lake
   */
  Path undisturbed() throws Exception {
    String control = name + "-undisturbed";
    say("the same stream without the fault");
    JobRun second = beside(control, List.of("--source.stream", name));
    int records = sent.read().size();
    try (CommittedRecords inControl = CommittedRecords.in(rig.lake(control))) {
      second.await("the lake held all records", () -> inControl.count() >= records);
      second.drain();
    }
    return rig.lake(control);
  }

  /** Compares two lakes row for row: that of the disturbed job with that of another one. */
  void requireSame(Path disturbed, Path undisturbed) throws Exception {
    LakeDifference.run(disturbed, undisturbed, rig.folder(name), verdict);
  }

  /**
   * Submits another job, which reads a stream of its own and sends no alerts; nothing of this is
   * judged.
   *
   * @param name of the stream, if {@code settings} say no other, and of the lake
   */
  JobRun beside(String name, List<String> settings) {
    return submit(name, "", settings, Optional.empty(), parallelism());
  }

  /** Creates a stream of one shard besides the trial's; its name. */
  String streamBeside(String suffix) throws IOException {
    String other = name + "-" + suffix;
    rig.kinesis().createStreamIfMissing(other, 1);
    return other;
  }

  /** Something timed, for the table. */
  void measured(String text, boolean inTime) {
    measures.add(new Measure(text, inTime));
    say(text);
  }

  /** A check of the scenario's own: a finding unless it holds. */
  void require(boolean holds, String finding) {
    verdict.finding(!holds, finding);
  }

  /** Drains the job; where its lake is. From then on there is nothing to break. */
  Path drain() throws Exception {
    awaitSent();
    if (!job.hasEnded()) {
      awaitCommitted();
      job.drain();
    }
    return rig.lake(name);
  }

  private Verdict end() throws Exception {
    Path root = drain();
    say("comparing");
    List<StreamLog.Entry> records = sent.read();
    long acknowledged = 0;
    for (FleetRun fleet : fleets) {
      acknowledged += fleet.acknowledgedRecords();
      verdict.lost("left in the spool", fleet.spooledReadings());
      expectedAlerts.addAll(fleet.expectedAlerts());
    }
    verdict.lost("acknowledged, and nowhere", Math.max(0, acknowledged - records.size()));
    try (Lake lake = Lake.open(root)) {
      Comparison.run(lake, records, rig.folder(name), verdict);
      Manifests.check(lake, verdict);
      if (scenario.keepsOrder()) {
        TurbineOrder.run(lake, verdict);
      }
      AlertCheck.run(lake, expectedAlerts, recurringAlerts, notices(), verdict);
    }
    return verdict.build();
  }

  private JobRun submit(
      String lake, String alerts, List<String> settings, Optional<String> savepoint, int subtasks) {
    List<String> arguments =
        sent.tell(new JobSettings(settings))
            .orElse("source.stream", lake)
            .orElse("alerts.stream", alerts)
            .orElse("lake.root", Rig.lakeRoot(lake))
            .orElse("clean.max-lookahead", "5s")
            .forStack(rig.kinesis().uri().toString(), Aws.LOCAL)
            .arguments();
    return JobRun.submit(rig.cluster().rest(), arguments, savepoint, subtasks);
  }

  private static String alertsStream(String name) {
    return name + "-alerts";
  }

  /** Ends what still runs. */
  @Override
  public void close() throws Exception {
    fleets.forEach(FleetRun::close);
    committed.close();
    sent.close();
    try {
      job.cancel();
    } catch (Failure e) {
      say("its job could not be ended: " + e.getMessage());
    }
  }
}
