package io.windfarm.bench.profile;

import static org.assertj.core.api.Assertions.assertThat;

import io.windfarm.bench.Input;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProfilerTest {
  private static final Input INPUT = new Input(Path.of("none"), 1_000, 0, Map.of(), 0);

  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  @TempDir private Path folder;
  private double[] sorted = {};

  @Test
  void recordsAJvmThatRunsAndSaysWhereItsTimeWent() throws Exception {
    Profiler profiler = new Profiler("test", folder);
    profiler.begin(ProcessHandle.current().pid());
    long enough = THREADS.getCurrentThreadCpuTime() + 1_000_000_000;
    while (THREADS.getCurrentThreadCpuTime() < enough) {
      sorted = new Random(1).doubles(10_000).sorted().toArray();
    }

    String budget = profiler.end(INPUT);

    assertThat(sorted).isSorted();
    assertThat(budget).contains("| other ", "| JIT compiler ", "| all ");
    assertThat(budget.lines().filter(line -> line.startsWith("| other ")))
        .singleElement()
        .asString()
        .doesNotContain(" 0.0 % ");
    assertThat(Files.readString(folder.resolve("test.html")))
        .contains("ProfilerTest.recordsAJvm", "</html>")
        .doesNotContain("http:", "https:");
  }
}
