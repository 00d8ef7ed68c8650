package io.windfarm.bench;

import io.windfarm.bench.baseline.Baseline;
import io.windfarm.local.ChildProcess;
import io.windfarm.local.Project;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** The loop without Flink, in a JVM with the heap that the TaskManager has. */
final class BaselineContestant implements Contestant {
  private static final Duration PATIENCE = Duration.ofHours(2);
  private static final Pattern DONE = Pattern.compile(Pattern.quote(Baseline.DONE));

  private final Terms terms;

  BaselineContestant(Terms terms) {
    this.terms = terms;
  }

  @Override
  public String name() {
    return "baseline";
  }

  @Override
  public List<String> tables() {
    return terms.tables().names();
  }

  @Override
  public Cost run(Input input, Path directory) throws Exception {
    List<String> arguments = new ArrayList<>(terms.settings());
    arguments.addAll(List.of("--source.path", input.file().toUri().toString()));
    arguments.addAll(List.of("--lake.root", directory.resolve("lake").toUri().toString()));
    Path collections = directory.resolve("logs").resolve("baseline-gc.log");
    Files.createDirectories(collections.getParent());
    long begun = System.nanoTime();
    try (ChildProcess loop =
        ChildProcess.java("The baseline", Baseline.class.getName())
            .classpath(Project.jobJar())
            .classes(Project.codeOf(Baseline.class))
            .classpath(Project.flinkLib())
            .jvmOptions(List.of("-Xmx1g", "-XX:+UseG1GC", Allocation.logging(collections)))
            .arguments(arguments)
            .log(directory.resolve("logs").resolve("baseline.log"))
            .start()) {
      loop.awaitLine(DONE, PATIENCE);
      double seconds = (System.nanoTime() - begun) / 1e9;
      List<Long> process = List.of(loop.pid());
      double cpuSeconds = CpuTime.seconds(process);
      return new Cost(
          input.records(),
          cpuSeconds,
          seconds,
          Allocation.sinceStart(loop.pid(), collections).bytes(),
          ResidentMemory.peakBytes(process));
    }
  }
}
