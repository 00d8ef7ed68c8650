package io.windfarm.local.chaos;

import io.windfarm.local.ChildProcess;
import io.windfarm.local.Producers;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Turbines that send while something breaks: three sensors each at one reading a second of event
 * time, some readings faulty, with one emergency of each kind. Event time runs faster than the
 * clock, so that the emergencies, which take a minute, fit into half of one.
 *
 * @param turbines how many
 * @param lasts how long they send, by the clock
 * @param options further options of the producers
 */
record Fleet(int turbines, Duration lasts, List<String> options) {
  private static final int SPEED = 2;

  /** Half a percent of each: enough of all, and not so much that it hides the rest. */
  private static final List<String> FAULTS =
      List.of("missing=0.5%", "spike=0.5%", "duplicate=0.5%", "late=0.5%", "malformed=0.5%");

  private static final List<String> EMERGENCIES =
      List.of(
          "pressure-loss@8s",
          "thermal-runaway@2s",
          "power-factor-collapse",
          "pitch-emergency@2s",
          "silence");

  /** The longest emergencies need this. */
  private static final Duration SHORTEST = Duration.ofSeconds(31);

  /** A fleet with everything that a turbine may do wrong. */
  static Fleet of(int turbines) {
    List<String> options = new ArrayList<>(List.of("--late-by", "20s"));
    FAULTS.forEach(fault -> options.addAll(List.of("--fault", fault)));
    EMERGENCIES.forEach(emergency -> options.addAll(List.of("--emergency", emergency)));
    return new Fleet(turbines, SHORTEST, options);
  }

  /** A fleet with nothing that a turbine may do wrong. */
  static Fleet faultless(int turbines) {
    return new Fleet(turbines, SHORTEST, List.of());
  }

  /** A fleet with all but readings that come late: each turbine sends in order. */
  static Fleet inOrder(int turbines) {
    Fleet all = of(turbines);
    List<String> options = new ArrayList<>(all.options());
    int late = options.indexOf("late=0.5%");
    options.subList(late - 1, late + 1).clear();
    return new Fleet(turbines, all.lasts(), options);
  }

  /** The same for another time; for the least that its emergencies need, if that is longer. */
  Fleet lasting(Duration time) {
    return new Fleet(turbines, time.compareTo(SHORTEST) > 0 ? time : SHORTEST, options);
  }

  /** The same with further options of the producers, such as {@code --fault malformed=1%}. */
  Fleet with(String... more) {
    List<String> all = new ArrayList<>(options);
    all.addAll(List.of(more));
    return new Fleet(turbines, lasts, all);
  }

  /** Starts what sends all that a spool holds to a stream, and ends. */
  static ChildProcess drain(String stream, Path spool, Map<String, String> environment, Path log)
      throws IOException {
    return Producers.process(List.of("drain", "--stream", stream, "--spool", spool.toString()))
        .jvmOptions(ChildProcess.LIGHT)
        .environment(environment)
        .log(log)
        .start();
  }

  /** Starts them; what they made up and what was acknowledged is written below {@code folder}. */
  FleetRun start(String stream, long seed, Map<String, String> environment, Path folder, Path log)
      throws IOException {
    Path truth = folder.resolve("ground-truth.jsonl");
    Path summary = folder.resolve("producers.json");
    List<String> arguments = new ArrayList<>(List.of("fleet", "--stream", stream));
    arguments.addAll(List.of("--turbines", String.valueOf(turbines)));
    arguments.addAll(List.of("--speed", String.valueOf(SPEED)));
    arguments.addAll(List.of("--duration", lasts.toSeconds() * SPEED + "s"));
    arguments.addAll(List.of("--seed", String.valueOf(seed)));
    arguments.addAll(List.of("--ground-truth", truth.toString()));
    arguments.addAll(List.of("--summary", summary.toString()));
    arguments.addAll(options);
    ChildProcess process =
        Producers.process(arguments)
            .jvmOptions(ChildProcess.LIGHT)
            .environment(environment)
            .log(log)
            .start();
    return new FleetRun(process, truth, summary);
  }
}
