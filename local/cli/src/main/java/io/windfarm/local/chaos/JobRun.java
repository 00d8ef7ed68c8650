package io.windfarm.local.chaos;

import io.windfarm.local.Failure;
import io.windfarm.local.FlinkRest;
import io.windfarm.local.Project;
import java.net.ConnectException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The job on the cluster, from a submission to its end, and what it can be asked meanwhile. */
public final class JobRun {
  /** Beyond any time that passes: then something hangs. */
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  private static final long POLL_MILLIS = 200;

  private static final String DECODED = "Decode.numRecordsIn";
  private static final String IN_ORDER = "Once, in order";

  private final FlinkRest flink;
  private final String id;
  private Optional<Long> restartsAtFirst = Optional.empty();

  private JobRun(FlinkRest flink, String id) {
    this.flink = flink;
    this.id = id;
  }

  /**
   * Submits the shaded jar.
   *
   * @param savepoint to go on from
   */
  public static JobRun submit(
      FlinkRest flink, List<String> arguments, Optional<String> savepoint, int subtasks) {
    return new JobRun(flink, flink.submit(Project.jobJar(), arguments, savepoint, subtasks));
  }

  /** Waits until every task runs in a run that began after a moment. */
  public void awaitRunningSince(Instant moment) throws Exception {
    await(
        "every task ran",
        () -> flink.runningSince(id).filter(since -> since.isAfter(moment)).isPresent());
    if (restartsAtFirst.isEmpty()) {
      restartsAtFirst = Optional.of(flink.restarts(id));
    }
  }

  /** Waits for a moment at which a checkpoint has begun and is not complete. */
  void awaitCheckpointUnderWay() throws Exception {
    await("a checkpoint was under way", () -> flink.checkpointsUnderWay(id) > 0);
  }

  /**
   * Waits until so many records of its stream were decoded since its last restart.
   *
   * @param limit how much longer than usual that may take
   */
  public void awaitDecoded(long records, Duration limit) throws Exception {
    await(records + " records were read", limit, () -> flink.metric(id, DECODED) >= records);
  }

  /** How much state it has now, by the next checkpoint that begins, in bytes. */
  public long stateBytes() throws Exception {
    long before = flink.completedCheckpoints(id);
    // The first to complete may have begun before.
    await("two checkpoints were complete", () -> flink.completedCheckpoints(id) >= before + 2);
    return flink.stateBytes(id);
  }

  /**
   * How often it has restarted since all of it ran for the first time, as far as its JobManager
   * knows: one that begins may be given a TaskManager that has just ended.
   */
  long restarts() {
    return flink.restarts(id) - restartsAtFirst.orElse(0L);
  }

  /** Waits until event time has come past a moment, where readings wait for their turn. */
  void awaitEventTime(Instant moment) throws Exception {
    await(
        "event time was past " + moment,
        () -> flink.watermark(id, IN_ORDER).filter(now -> now.isAfter(moment)).isPresent());
  }

  /** Stops it, to go on from the savepoint that is returned. */
  String stopWithSavepoint() throws InterruptedException {
    return flink.stop(id, false);
  }

  /** Stops it for good: what waits for event time to pass leaves. */
  public void drain() throws InterruptedException {
    flink.stop(id, true);
  }

  boolean hasEnded() {
    return flink.hasEnded(id);
  }

  /** Ends it, if it has not ended. */
  void cancel() throws Exception {
    if (!hasEnded()) {
      flink.cancel(id);
      await("the job was cancelled", this::hasEnded);
    }
  }

  /** A condition that may be asked while what it asks is broken. */
  interface Condition {
    boolean holds() throws Exception;
  }

  /** Waits until a condition holds, while the job is expected to work towards it. */
  void await(String what, Condition condition) throws Exception {
    await(what, Duration.ZERO, condition);
  }

  /**
   * The same with more patience.
   *
   * @param more how much longer than usual it may take
   */
  void await(String what, Duration more, Condition condition) throws Exception {
    Duration limit = PATIENCE.plus(more);
    long deadline = System.nanoTime() + limit.toNanos();
    while (!holds(condition)) {
      if (System.nanoTime() > deadline) {
        throw new Failure(
            "Waited "
                + limit.toSeconds()
                + " s in vain until "
                + what
                + ". Last failure of the job: "
                + lastFailure());
      }
      Thread.sleep(POLL_MILLIS);
    }
  }

  private static boolean holds(Condition condition) throws Exception {
    try {
      return condition.holds();
    } catch (Failure | ConnectException e) {
      return false; // What would answer is down just now; if it stays so, the time will be up.
    }
  }

  private String lastFailure() {
    try {
      return flink.failure(id).orElse("none");
    } catch (Failure e) {
      return e.getMessage();
    }
  }
}
