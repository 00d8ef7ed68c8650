package io.windfarm.bench;

import io.windfarm.bench.profile.Profiler;
import io.windfarm.local.DataDirectory;
import io.windfarm.local.FlinkCluster;
import io.windfarm.local.Project;
import io.windfarm.local.Subcommand;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** What the job costs an event, beside what it is held against. */
@Command(
    name = "bench",
    description = {
      "What the job costs an event: events per CPU-second and per second, medians of interleaved runs.",
      "Each run has processes of its own; what a start costs is measured by itself and taken away."
    })
public final class BenchCommand implements Subcommand {
  @Spec private CommandSpec spec;

  @Option(
      names = "--events",
      paramLabel = "N",
      defaultValue = "2000000",
      description = "Readings in the workload; default: ${DEFAULT-VALUE}.")
  private long events;

  @Option(
      names = "--warm-up",
      paramLabel = "N",
      description = {
        "The first of them, whose cost is taken away with that of the start; default: 5000. With a",
        "million, that of the JIT compiler is taken away as well."
      })
  private long warmUp = Rounds.START_EVENTS;

  @Option(
      names = "--turbines",
      paramLabel = "N",
      defaultValue = "1000",
      description = "Turbines that send them; default: ${DEFAULT-VALUE}.")
  private int turbines;

  @Option(
      names = "--tables",
      paramLabel = "all|core",
      defaultValue = "all",
      description = "What is written: all, or readings, statistics and alerts; default: all.")
  private Tables tables;

  @Option(
      names = "--rounds",
      paramLabel = "N",
      defaultValue = "3",
      description = "How often each contestant runs; default: ${DEFAULT-VALUE}.")
  private int rounds;

  @Option(names = "--json", paramLabel = "FILE", description = "Also writes results as JSON.")
  private Path json;

  @Option(names = "--chart", paramLabel = "FILE", description = "Also draws them, as SVG.")
  private Path chart;

  @Option(
      names = "--profile",
      description =
          "One run of the job alone, recorded: what an event costs at each stage, in CPU and in"
              + " allocated bytes. The flame graph is DIR/profile/job.html, the recording job.jfr.")
  private boolean profile;

  @Option(
      names = "--dir",
      paramLabel = "DIR",
      description =
          "Where the workload is kept, and the last run's lakes; default: windfarm-data/bench.")
  private Path directory;

  @Option(
      names = "--contestants",
      paramLabel = "NAME",
      split = ",",
      description = "Which of job, baseline and identity; default: all.")
  private List<String> contestants = List.of();

  @Option(
      names = "--flink",
      paramLabel = "KEY=VALUE",
      description =
          "A setting of Flink's in the place of flink-conf's, such as"
              + " taskmanager.memory.managed.size=1g for RocksDB; may be given more than once.")
  private Map<String, String> flink = Map.of();

  @Parameters(
      paramLabel = "growth [CURVE]",
      arity = "0..*",
      description =
          "growth: the job alone, along curves that each change one thing: cores, turbines (and the"
              + " state backend), hot, disorder, payload, records, windows; those named, or all.")
  private List<String> what = List.of();

  @Override
  public Integer call() throws Exception {
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    if (rounds < 1) {
      throw new ParameterException(spec.commandLine(), "--rounds has to be 1 or more.");
    }
    if (!what.isEmpty() && !what.get(0).equals("growth")) {
      throw new ParameterException(
          spec.commandLine(), "'" + what.get(0) + "' can't be measured: it knows growth alone.");
    }
    DataDirectory data =
        DataDirectory.of(directory == null ? Project.data().resolve("bench") : directory);
    if (!what.isEmpty()) {
      return growth(data, out, what.subList(1, what.size()));
    }
    Workload workload = Workload.of(events, turbines);
    Input input = Input.of(workload, data.path().resolve("input"));
    out.printf(
        "%,d events of %d bytes each, %d turbines, seed %d; faults %s, emergencies %d%n",
        input.records(),
        input.bytes() / input.records(),
        turbines,
        workload.seed(),
        new TreeMap<>(input.faults()),
        input.emergencies());
    if (profile) {
      out.println();
      out.print(profiled(input, data.path()));
      return 0;
    }
    Path runs = data.path().resolve("runs");
    List<Result> results =
        new Rounds(input, input.head(warmUp), runs, out::println).run(chosen(), rounds);
    out.println();
    out.print(BenchTable.of(results));
    if (json != null) {
      BenchJson.write(json, workload, input, tables, results);
    }
    if (chart != null) {
      Files.writeString(
          chart,
          BenchChart.of(
              String.format(
                  Locale.ROOT,
                  "%,d events, %,d turbines, %s tables",
                  input.records(),
                  turbines,
                  tables.name().toLowerCase(Locale.ROOT)),
              results));
    }
    return 0;
  }

  private int growth(DataDirectory data, PrintStream out, List<String> curves) throws Exception {
    List<GrowthPoint> points = Curves.of(events, terms()).points(curves);
    Growth growth =
        new Growth(
            warmUp,
            rounds,
            data.path().resolve("input"),
            data.path().resolve("runs"),
            out::println);
    for (GrowthPoint point : points) {
      if (growth.measure(point)) {
        List<Measured> sofar = growth.measured();
        out.println(GrowthTable.of(sofar.subList(sofar.size() - 1, sofar.size())));
      }
      // After each point: a run of all curves takes long, and may be ended.
      if (json != null) {
        GrowthJson.write(json, growth);
      }
    }
    List<Measured> measured = growth.measured();
    out.print(GrowthTable.of(measured));
    if (chart != null && !measured.isEmpty()) {
      Map<String, List<Result>> panels = new LinkedHashMap<>();
      for (Measured each : measured) {
        panels
            .computeIfAbsent(each.point().curve(), none -> new ArrayList<>())
            .add(each.result().named(each.point().at()));
      }
      Files.writeString(
          chart,
          BenchChart.of(
              String.format(Locale.ROOT, "The job as one thing grows, %,d events", events),
              panels));
    }
    return growth.failed().isEmpty() ? 0 : 1;
  }

  private Terms terms() {
    return Terms.of(tables).withFlink(flink);
  }

  private String profiled(Input input, Path data) throws Exception {
    Profiler profiler = new Profiler("job", data.resolve("profile"));
    String[] budget = new String[1];
    Path own = data.resolve("runs").resolve("profiled");
    DataDirectory.delete(own);
    FlinkContestant.job(terms())
        .watchedBy(
            new FlinkContestant.Watch() {
              @Override
              public void begun(FlinkCluster cluster, String job) throws Exception {
                profiler.begin(cluster.taskManagers().get(0).pid());
              }

              @Override
              public void ended(FlinkCluster cluster, String job) throws Exception {
                budget[0] = profiler.end(input);
              }
            })
        .run(input, Files.createDirectories(own));
    return budget[0];
  }

  private List<Contestant> chosen() {
    Terms terms = terms();
    List<Contestant> all =
        List.of(
            FlinkContestant.job(terms),
            new BaselineContestant(terms),
            FlinkContestant.identity(terms));
    List<String> names = all.stream().map(Contestant::name).toList();
    for (String name : contestants) {
      if (!names.contains(name)) {
        throw new ParameterException(
            spec.commandLine(),
            "There is no contestant '" + name + "'. There are: " + String.join(", ", names));
      }
    }
    return contestants.isEmpty()
        ? all
        : all.stream().filter(each -> contestants.contains(each.name())).toList();
  }
}
