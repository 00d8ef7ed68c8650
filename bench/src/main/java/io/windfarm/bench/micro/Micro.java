package io.windfarm.bench.micro;

import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.format.ResultFormatType;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/**
 * Runs {@link InnerLoops} in a JVM of their own, as the TaskManager's is, with the bytes that each
 * allocates a reading. An argument is the file that takes the results as JSON.
 */
public final class Micro {
  private Micro() {}

  public static void main(String[] args) throws RunnerException {
    ChainedOptionsBuilder options =
        new OptionsBuilder()
            .include(InnerLoops.class.getName())
            .addProfiler(GCProfiler.class)
            .shouldFailOnError(true)
            .jvmArgs("-Xmx1g", "-XX:+UseG1GC");
    if (args.length > 0) {
      options = options.resultFormat(ResultFormatType.JSON).result(args[0]);
    }
    new Runner(options.build()).run();
  }
}
