package io.windfarm.bench;

import io.windfarm.bench.baseline.Baseline;
import io.windfarm.local.ChildProcess;
import io.windfarm.local.Failure;
import io.windfarm.local.Project;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/**
 * The loop without Flink, in a JVM with the heap that the TaskManager has, and with the collector
 * that costs it least: where nobody waits for an answer, pauses do not count.
 */
final class BaselineContestant implements Contestant {
  private static final long LOOK_MILLIS = 100;
  private static final Pattern DONE = Pattern.compile(Pattern.quote(Baseline.DONE));

  private final Terms terms;

  /** Which it is kept to; empty for all. */
  private final OptionalInt core;

  BaselineContestant(Terms terms) {
    this(terms, OptionalInt.empty());
  }

  private BaselineContestant(Terms terms, OptionalInt core) {
    this.terms = terms;
    this.core = core;
  }

  /** The same on one core of the machine's, counted from 0. */
  BaselineContestant onCore(int number) {
    return new BaselineContestant(terms, OptionalInt.of(number));
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
  public Run run(Input input, long warmUp, Path directory) throws Exception {
    List<String> arguments = new ArrayList<>(terms.settings());
    arguments.addAll(List.of("--source.path", input.file().toUri().toString()));
    arguments.addAll(List.of("--lake.root", directory.resolve("lake").toUri().toString()));
    Path collections = directory.resolve("logs").resolve("baseline-gc.log");
    Files.createDirectories(collections.getParent());
    long begun = System.nanoTime();
    ChildProcess.Builder process =
        ChildProcess.java("The baseline", Baseline.class.getName())
            .classpath(Project.jobJar())
            .classes(Project.codeOf(Baseline.class))
            .classpath(Project.flinkLib())
            .jvmOptions(List.of("-Xmx1g", "-XX:+UseParallelGC", Allocation.logging(collections)))
            .arguments(arguments)
            .log(directory.resolve("logs").resolve("baseline.log"));
    try (ChildProcess loop =
        core.isPresent() ? Cores.start(process, core.getAsInt()) : process.start()) {
      FilePosition position = new FilePosition(loop.pid(), input.file());
      Meter meter = new Meter(warmUp, input.records(), () -> used(loop.pid(), begun, collections));
      while (!DONE.matcher(loop.output()).find()) {
        if (!loop.isAlive()) {
          throw new Failure("The baseline ended too early: " + loop.output().strip());
        }
        Thread.sleep(LOOK_MILLIS);
        meter.look(input.eventsTo(position.bytes()));
      }
      return meter.end();
    }
  }

  private static Cost used(long pid, long begun, Path collections)
      throws IOException, InterruptedException {
    List<Long> process = List.of(pid);
    // Time first: asking for the rest takes some.
    double seconds = (System.nanoTime() - begun) / 1e9;
    double cpuSeconds = CpuTime.seconds(process);
    return new Cost(
        0,
        cpuSeconds,
        seconds,
        Allocation.sinceStart(pid, collections).bytes(),
        ResidentMemory.peakBytes(process));
  }
}
