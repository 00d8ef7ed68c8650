package io.windfarm.bench;

import io.windfarm.bench.identity.IdentityJob;
import io.windfarm.bench.stream.StreamEndpoint;
import io.windfarm.local.ChildProcess;
import io.windfarm.local.Failure;
import io.windfarm.local.FlinkCluster;
import io.windfarm.local.FlinkRest;
import io.windfarm.local.Lifetime;
import io.windfarm.local.Project;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * A Flink job on a cluster of its own: a JobManager and a TaskManager, each a process, exactly-once
 * checkpoints every ten seconds to the disk.
 */
final class FlinkContestant implements Contestant {
  private static final long LOOK_MILLIS = 100;

  /** Looks until the JobManager is asked, which costs it something, whether that was all. */
  private static final int LOOKS = 3;

  /** Metrics are a second old anyway, and asking for them costs the JobManager. */
  private static final long METRICS_POLL_MILLIS = 500;

  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final String name;
  private final Path jar;
  private final List<Path> classpath;
  private final Terms terms;
  private final From from;
  private final List<String> tables;
  private final Watch watch;

  /** Sees a run while its processes live. */
  interface Watch {
    /** The job runs from now on. */
    default void begun(FlinkCluster cluster, String job) throws Exception {}

    /** The job has read its last event, of one pass. */
    default void read(FlinkCluster cluster, String job) {}

    /** The job has finished; its processes are still there. */
    default void ended(FlinkCluster cluster, String job) throws Exception {}
  }

  private FlinkContestant(
      String name,
      Path jar,
      List<Path> classpath,
      Terms terms,
      From from,
      List<String> tables,
      Watch watch) {
    this.name = name;
    this.jar = jar;
    this.classpath = classpath;
    this.terms = terms;
    this.from = from;
    this.tables = tables;
    this.watch = watch;
  }

  /** The job. */
  static FlinkContestant job(Terms terms) {
    return new FlinkContestant(
        "job",
        Project.jobJar(),
        List.of(),
        terms,
        From.FILES,
        terms.tables().names(),
        new Watch() {});
  }

  /** The job that does nothing; it finds the job's classes as if they were Flink's. */
  static FlinkContestant identity(Terms terms) {
    return new FlinkContestant(
        "identity",
        Project.codeOf(IdentityJob.class),
        List.of(Project.jobJar()),
        terms,
        From.FILES,
        List.of("readings", "raw", "rejected").stream()
            .filter(terms.tables().names()::contains)
            .toList(),
        new Watch() {});
  }

  /** The same, watched. */
  FlinkContestant watchedBy(Watch other) {
    return new FlinkContestant(name, jar, classpath, terms, from, tables, other);
  }

  /** The same with events from elsewhere. */
  FlinkContestant reading(From other) {
    return new FlinkContestant(name, jar, classpath, terms, other, tables, watch);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public List<String> tables() {
    return tables;
  }

  @Override
  public Run run(Input input, long warmUp, Path directory) throws Exception {
    try (Lifetime lifetime = Lifetime.untilExit()) {
      Optional<StreamEndpoint> stream = from.open(input, directory);
      if (stream.isPresent()) {
        lifetime.add(stream.get());
      }
      List<Long> endpoint = stream.stream().map(each -> each.process().pid()).toList();
      double endpointBefore = CpuTime.seconds(endpoint);
      long begun = System.nanoTime();
      FlinkCluster cluster = lifetime.add(cluster(directory));
      FlinkRest flink = cluster.rest();
      Allocation allocation =
          Allocation.of(
              cluster.taskManagers().get(0).pid(), directory.resolve("logs").resolve("gc.log"));
      String job =
          flink.submit(jar, arguments(input, directory, stream), Optional.empty(), terms.slots());
      watch.begun(cluster, job);
      Meter meter =
          new Meter(
              warmUp,
              input.records(),
              () -> used(cluster, begun, allocation, CpuTime.seconds(endpoint) - endpointBefore));
      if (stream.isPresent()) {
        drain(flink, job, stream.get().decoded(), input.records(), meter);
      }
      awaitEnd(
          flink,
          job,
          stream.isPresent()
              ? input::records
              : positionIn(input, cluster.taskManagers().get(0).pid()),
          meter,
          () -> watch.read(cluster, job));
      Run run = meter.end();
      if (!flink.state(job).equals("FINISHED")) {
        throw new Failure(
            "The " + name + " ended as " + flink.state(job) + ". " + flink.failure(job).orElse(""));
      }
      watch.ended(cluster, job);
      return run;
    }
  }

  private static Cost used(
      FlinkCluster cluster, long begun, Allocation allocation, double endpointSeconds)
      throws IOException, InterruptedException {
    // Time first: asking for the rest takes some.
    double seconds = (System.nanoTime() - begun) / 1e9;
    double cpuSeconds = CpuTime.seconds(processes(cluster));
    return new Cost(
        0,
        cpuSeconds,
        seconds,
        allocation.bytes(),
        ResidentMemory.peakBytes(processes(cluster)),
        endpointSeconds);
  }

  private static LongSupplier positionIn(Input input, long taskManager) throws IOException {
    FilePosition position = new FilePosition(taskManager, input.file());
    return () -> input.eventsTo(position.bytes());
  }

  private static void awaitEnd(
      FlinkRest flink, String job, LongSupplier read, Meter meter, Runnable whenRead)
      throws IOException, InterruptedException {
    for (int look = 1; look % LOOKS != 0 || !flink.hasEnded(job); look++) {
      Thread.sleep(LOOK_MILLIS);
      if (meter.look(read.getAsLong())) {
        whenRead.run();
      }
    }
  }

  private List<String> arguments(Input input, Path directory, Optional<StreamEndpoint> stream) {
    List<String> all =
        new ArrayList<>(
            stream
                .map(StreamEndpoint::settings)
                .orElse(
                    List.of(
                        "--source.type",
                        "files",
                        "--source.path",
                        input.file().toUri().toString())));
    all.addAll(terms.settingsButForTheSource());
    all.addAll(List.of("--lake.root", directory.resolve("lake").toUri().toString()));
    return all;
  }

  /** A stream has no end: when all was read, the job is stopped as if nothing more ever came. */
  private static void drain(FlinkRest flink, String job, String decoded, long records, Meter meter)
      throws IOException, InterruptedException {
    long read = 0;
    long since = System.nanoTime();
    while (!flink.hasEnded(job) && read < records) {
      Thread.sleep(METRICS_POLL_MILLIS);
      long now = flink.isRunning(job) ? flink.metric(job, decoded) : 0;
      meter.look(Math.max(now, read));
      if (now > read) {
        read = now;
        since = System.nanoTime();
      } else if (System.nanoTime() - since > PATIENCE.toNanos()) {
        throw new Failure(
            String.format(
                "The job has read %,d of %,d records, and no more for %d s.",
                read, records, PATIENCE.toSeconds()));
      }
    }
    if (!flink.hasEnded(job)) {
      flink.stop(job, true);
    }
  }

  private FlinkCluster cluster(Path directory) throws Exception {
    Path flink = directory.resolve("flink");
    FlinkCluster.Builder cluster =
        FlinkCluster.in(flink)
            .logs(directory.resolve("logs"))
            .checkpoints(flink.resolve("checkpoints").toUri().toString())
            .classpath(classpath.toArray(Path[]::new));
    terms.flink().forEach(cluster::set);
    if (terms.rocksDb()) {
      cluster.rocksDb();
    }
    return cluster.start();
  }

  private static List<Long> processes(FlinkCluster cluster) {
    List<Long> pids = new ArrayList<>();
    cluster.jobManagers().forEach(each -> pids.add(each.process().pid()));
    cluster.taskManagers().stream().map(ChildProcess::pid).forEach(pids::add);
    return pids;
  }
}
