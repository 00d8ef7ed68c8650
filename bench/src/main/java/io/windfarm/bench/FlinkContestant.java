package io.windfarm.bench;

import io.windfarm.bench.identity.IdentityJob;
import io.windfarm.local.ChildProcess;
import io.windfarm.local.Failure;
import io.windfarm.local.FlinkCluster;
import io.windfarm.local.FlinkRest;
import io.windfarm.local.Lifetime;
import io.windfarm.local.Project;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A Flink job on a cluster of its own: a JobManager and a TaskManager, each a process, exactly-once
 * checkpoints every ten seconds to the disk.
 */
final class FlinkContestant implements Contestant {
  private static final long POLL_MILLIS = 250;

  private final String name;
  private final Path jar;
  private final List<Path> classpath;
  private final Terms terms;
  private final List<String> arguments;
  private final List<String> tables;
  private final Watch watch;

  /** Sees a run while its processes live. */
  interface Watch {
    /** The job runs from now on. */
    default void begun(FlinkCluster cluster, String job) throws Exception {}

    /** The job has finished; its processes are still there. */
    default void ended(FlinkCluster cluster, String job) throws Exception {}
  }

  private FlinkContestant(
      String name, Path jar, List<Path> classpath, Terms terms, List<String> tables, Watch watch) {
    this.name = name;
    this.jar = jar;
    this.classpath = classpath;
    this.terms = terms;
    this.arguments = terms.settings();
    this.tables = tables;
    this.watch = watch;
  }

  /** The job. */
  static FlinkContestant job(Terms terms) {
    return new FlinkContestant(
        "job", Project.jobJar(), List.of(), terms, terms.tables().names(), new Watch() {});
  }

  /** The job that does nothing; it finds the job's classes as if they were Flink's. */
  static FlinkContestant identity(Terms terms) {
    return new FlinkContestant(
        "identity",
        Project.codeOf(IdentityJob.class),
        List.of(Project.jobJar()),
        terms,
        List.of("readings", "raw", "rejected").stream()
            .filter(terms.tables().names()::contains)
            .toList(),
        new Watch() {});
  }

  /** The same, watched. */
  FlinkContestant watchedBy(Watch other) {
    return new FlinkContestant(name, jar, classpath, terms, tables, other);
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
  public Cost run(Input input, Path directory) throws Exception {
    List<String> all = new ArrayList<>(arguments);
    all.addAll(List.of("--source.path", input.file().toUri().toString()));
    all.addAll(List.of("--lake.root", directory.resolve("lake").toUri().toString()));
    try (Lifetime lifetime = Lifetime.untilExit()) {
      long begun = System.nanoTime();
      FlinkCluster cluster = lifetime.add(cluster(directory));
      FlinkRest flink = cluster.rest();
      Allocation allocation =
          Allocation.of(
              cluster.taskManagers().get(0).pid(), directory.resolve("logs").resolve("gc.log"));
      String job = flink.submit(jar, all, Optional.empty(), terms.slots());
      watch.begun(cluster, job);
      while (!flink.hasEnded(job)) {
        Thread.sleep(POLL_MILLIS);
      }
      double seconds = (System.nanoTime() - begun) / 1e9;
      double cpuSeconds = CpuTime.seconds(processes(cluster));
      long allocated = allocation.bytes();
      long resident = ResidentMemory.peakBytes(processes(cluster));
      if (!flink.state(job).equals("FINISHED")) {
        throw new Failure(
            "The " + name + " ended as " + flink.state(job) + ". " + flink.failure(job).orElse(""));
      }
      watch.ended(cluster, job);
      return new Cost(input.records(), cpuSeconds, seconds, allocated, resident);
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
