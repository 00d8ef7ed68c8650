package io.windfarm.local;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A job on a cluster, followed through the failures of what it runs on. */
final class FlinkJob {
  private static final long POLL_MILLIS = 100;

  private final FlinkRest rest;
  private final String id;
  private Optional<Instant> awaited = Optional.empty();

  private FlinkJob(FlinkRest rest, String id) {
    this.rest = rest;
    this.id = id;
  }

  /**
   * Submits a job, with no state and the parallelism of the cluster's configuration.
   *
   * @throws Failure with the innermost cause if the jar's main class fails
   */
  static FlinkJob submit(FlinkRest rest, Path jar, List<String> arguments) {
    return new FlinkJob(rest, rest.submit(jar, arguments, Optional.empty()));
  }

  /** Submits a job that goes on from a savepoint or a retained checkpoint; fails as above. */
  static FlinkJob restore(
      FlinkRest rest, Path jar, List<String> arguments, String savepoint, int parallelism) {
    return new FlinkJob(rest, rest.submit(jar, arguments, Optional.of(savepoint), parallelism));
  }

  String id() {
    return id;
  }

  /**
   * Waits until every task runs, in a run that no earlier call has returned for: at first the one
   * after the submission, then the one after the next failure. So a call between kill and recovery
   * waits for the recovery, however late the cluster notices what was killed; and one for a process
   * that the job did not use waits in vain.
   *
   * @throws Failure if the job ends or the time is up
   */
  void awaitRunning(Duration limit) throws InterruptedException {
    long deadline = System.nanoTime() + limit.toNanos();
    String seen = "nothing was heard of it";
    while (true) {
      try {
        Optional<Instant> run = rest.runningSince(id);
        if (run.isPresent() && !run.equals(awaited)) {
          awaited = run;
          return;
        }
        seen = "it was " + rest.state(id);
      } catch (Failure e) {
        seen = e.getMessage(); // While JobManagers change there is no answer, or no such job.
      }
      if (seen.equals("it was FAILED") || seen.equals("it was CANCELED")) {
        throw new Failure("Job " + id + " ended: " + seen + ". " + rest.failure(id).orElse(""));
      }
      if (System.nanoTime() > deadline) {
        throw new Failure(
            "Job " + id + " did not run again in " + limit.toSeconds() + " s: " + seen + ".");
      }
      Thread.sleep(POLL_MILLIS);
    }
  }

  /** Such as RUNNING, FINISHED, FAILED, RESTARTING. */
  String state() {
    return rest.state(id);
  }

  /** Checkpoints completed since the submission, as far as the present JobManager knows. */
  long completedCheckpoints() {
    return rest.completedCheckpoints(id);
  }

  /** Restarts after failures, as far as the present JobManager knows. */
  long restarts() {
    return rest.restarts(id);
  }

  /** What made the job fail last, as far as the present JobManager knows. */
  Optional<String> lastFailure() {
    return rest.failure(id);
  }

  /** Takes a savepoint while the job runs on; returns where it is. */
  String savepoint() throws InterruptedException {
    return rest.savepoint(id);
  }

  /** Stops with a savepoint to go on from; returns where it is. */
  String stop() throws InterruptedException {
    return rest.stop(id, false);
  }
}
