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
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
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
      "Each run has processes of its own, and is measured from where its compilers are done."
    })
public final class BenchCommand implements Subcommand {
  /** Live, readings leave fewer at a time, and the sender and the broker need cores too. */
  private static final double SHARE_OF_MOST = 0.5;

  /** So many that half of them are enough for the compilers, and half for a figure. */
  private static final long EVENTS = 6_000_000;

  /** Of what measures many points, or takes its time by the clock. */
  private static final long FEWER_EVENTS = 2_000_000;

  private static final int TURBINES = 1_000;

  /**
   * What a turbine's turn costs grows with the fleet until nothing of it is in a cache: the most
   * that a small one's backlog gives, a large one can't send live.
   */
  private static final int TURBINES_OF_LATENCY = 15_000;

  /** In less no emergency has its end, and too little is left behind the compilers' first half. */
  private static final int SECONDS_OF_LATENCY = 60;

  private static final int ROUNDS = 3;

  @Spec private CommandSpec spec;

  @Option(
      names = "--events",
      paramLabel = "N",
      description =
          "Readings in the workload; default: 6000000, of growth 2000000, of latency as many, or"
              + " what a minute needs.")
  private Long events;

  @Option(
      names = "--warm-up",
      paramLabel = "N",
      description =
          "The first of them, which are not measured, as the JIT compiler is at work; default:"
              + " half of them. With 0 what follows the start is measured.")
  private Long warmUp;

  @Option(
      names = "--turbines",
      paramLabel = "N",
      description =
          "Turbines that send them; default: 1000. Of latency those of the backlog from which the"
              + " most is measured; default: 15000, about as many as then send live.")
  private Integer turbines;

  @Option(
      names = "--tables",
      paramLabel = "all|core",
      defaultValue = "all",
      description = "What is written: all, or readings, statistics and alerts; default: all.")
  private Tables tables;

  @Option(
      names = "--rounds",
      paramLabel = "N",
      description = "How often each contestant runs; default: 3, of growth 1.")
  private Integer rounds;

  @Option(names = "--json", paramLabel = "FILE", description = "Also writes results as JSON.")
  private Path json;

  @Option(names = "--chart", paramLabel = "FILE", description = "Also draws them, as SVG.")
  private Path chart;

  @Option(
      names = "--profile",
      description =
          "One run of the job alone, or of one point of growth, recorded: what an event costs at"
              + " each stage, in CPU and in allocated bytes. The flame graph is DIR/profile/job.html, the"
              + " recording job.jfr.")
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
      names = "--rate",
      paramLabel = "N",
      description =
          "Of latency: events a second; default: half of the most from a backlog in Kafka, measured"
              + " first.")
  private Integer rate;

  @Option(
      names = "--source",
      paramLabel = "files|kafka|kinesis",
      defaultValue = "files",
      description =
          "Where the job's events come from: a file, or a topic or stream that has them all before"
              + " it begins. The other contestants read files, and are left out then.")
  private Sources source;

  @Option(
      names = "--flink",
      paramLabel = "KEY=VALUE",
      description =
          "A setting of Flink's in the place of flink-conf's, such as"
              + " taskmanager.memory.managed.size=1g for RocksDB; may be given more than once.")
  private Map<String, String> flink = Map.of();

  @Parameters(
      paramLabel = "growth [CURVE[/POINT]]|latency|micro",
      arity = "0..*",
      description =
          "growth: the job alone, along curves that each change one thing: cores (and"
              + " what they bring two processes that share nothing), turbines (and the"
              + " state backend), hot, disorder, payload, records, windows; those named, or all."
              + " Of a curve also single points, as in turbines/333334-rocksdb: a curve by its name"
              + " measures each in turn, and an unknown point is answered with those that there are."
              + " latency: from event to alert, live through Kafka, and times of checkpoints."
              + " micro: each inner loop by itself, under JMH, in time and in allocated bytes.")
  private List<String> what = List.of();

  @Override
  public Integer call() throws Exception {
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    if (rounds != null && rounds < 1) {
      throw new ParameterException(spec.commandLine(), "--rounds has to be 1 or more.");
    }
    DataDirectory data =
        DataDirectory.of(directory == null ? Project.data().resolve("bench") : directory);
    if (!what.isEmpty()) {
      return instead(data.path(), out, what.get(0), what.subList(1, what.size()));
    }
    Workload workload = Workload.of(events(EVENTS), turbines(TURBINES));
    Input input = Input.of(workload, data.path().resolve("input"));
    out.printf(
        "%,d events of %d bytes each, %d turbines, seed %d; faults %s, emergencies %d%n",
        input.records(),
        input.bytes() / input.records(),
        turbines(TURBINES),
        workload.seed(),
        new TreeMap<>(input.faults()),
        input.emergencies());
    if (profile) {
      out.println();
      out.print(profiled(input, terms(), data.path()));
      return 0;
    }
    Path runs = data.path().resolve("runs");
    List<Result> results =
        new Rounds(input, warmUp(input.records()), runs, out::println)
            .run(chosen(), rounds(ROUNDS));
    out.println();
    out.print(BenchTable.of(results));
    if (source != Sources.FILES) {
      out.println(
          BenchTable.endpoint(
              source.title(), results.get(0), Runtime.getRuntime().availableProcessors()));
    }
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
                  turbines(TURBINES),
                  tables.name().toLowerCase(Locale.ROOT)),
              results));
    }
    return 0;
  }

  private int instead(Path data, PrintStream out, String other, List<String> more)
      throws Exception {
    if (other.equals("growth")) {
      return growth(data, out, more);
    }
    if (other.equals("micro") && more.isEmpty()) {
      out.println("The inner loops, each by itself, some two minutes:");
      out.print(MicroRun.of(Optional.ofNullable(json), data.resolve("logs")));
      return 0;
    }
    if (!other.equals("latency") || !more.isEmpty()) {
      throw new ParameterException(
          spec.commandLine(),
          "'"
              + String.join(" ", what)
              + "' can't be measured: growth and its curves can, latency and micro.");
    }
    return latency(data, out);
  }

  private int latency(Path data, PrintStream out) throws Exception {
    double perSecond = rate == null ? SHARE_OF_MOST * mostFromKafka(data, out) : rate;
    long aMinute = Math.round(SECONDS_OF_LATENCY * perSecond);
    LatencyRun.Found found =
        LatencyRun.of(events(Math.max(FEWER_EVENTS, aMinute)), perSecond, terms(), data);
    out.print(found.text());
    if (json != null) {
      found.writeTo(json);
    }
    return 0;
  }

  private double mostFromKafka(Path data, PrintStream out) throws Exception {
    out.println("How many the job takes at most of a backlog in Kafka, to send half of them:");
    int fleet = turbines(TURBINES_OF_LATENCY);
    long aMinute = (long) SECONDS_OF_LATENCY * Workload.SENSORS * fleet;
    Input input =
        Input.of(
            Workload.of(events(Math.max(FEWER_EVENTS, aMinute)), fleet), data.resolve("input"));
    Contestant job = FlinkContestant.job(terms()).reading(From.KAFKA);
    return new Rounds(input, warmUp(input.records()), data.resolve("runs"), out::println)
        .run(List.of(job), rounds(1))
        .get(0)
        .perSecond();
  }

  private int growth(Path data, PrintStream out, List<String> curves) throws Exception {
    if (source != Sources.FILES) {
      throw new ParameterException(
          spec.commandLine(), "growth reads files: leave --source out, or growth.");
    }
    List<GrowthPoint> points = Curves.of(events(FEWER_EVENTS), terms()).points(curves);
    if (profile) {
      if (points.size() != 1) {
        throw new ParameterException(
            spec.commandLine(), "--profile records one point: growth CURVE/POINT");
      }
      GrowthPoint point = points.get(0);
      if (point.control() || point.cores() > 0) {
        throw new ParameterException(
            spec.commandLine(),
            "--profile records the job on all cores, which "
                + point.path()
                + " is not: cores/all, for one, is.");
      }
      out.print(profiled(point.input(data.resolve("input")), point.terms(), data));
      return 0;
    }
    Growth growth =
        new Growth(
            warmUp(events(FEWER_EVENTS)),
            rounds(1),
            data.resolve("input"),
            data.resolve("runs"),
            out::println);
    return new GrowthReport(growth, out, json, chart).of(points) ? 0 : 1;
  }

  private int turbines(int unlessTold) {
    return turbines == null ? unlessTold : turbines;
  }

  private long events(long unlessTold) {
    return events == null ? unlessTold : events;
  }

  private long warmUp(long all) {
    return warmUp == null ? all / 2 : warmUp;
  }

  private int rounds(int unlessTold) {
    return rounds == null ? unlessTold : rounds;
  }

  private Terms terms() {
    return Terms.of(tables).withFlink(flink);
  }

  private String profiled(Input input, Terms terms, Path data) throws Exception {
    Profiler profiler = new Profiler("job", data.resolve("profile"));
    String[] budget = new String[1];
    Path own = data.resolve("runs").resolve("profiled");
    DataDirectory.delete(own);
    FlinkContestant.job(terms)
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
        .run(input, 0, Files.createDirectories(own));
    return budget[0];
  }

  private List<Contestant> chosen() {
    Terms terms = terms();
    List<Contestant> all =
        List.of(
            FlinkContestant.job(terms).reading(source.from()),
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
    if (source != Sources.FILES) {
      if (!contestants.isEmpty() && !contestants.equals(List.of("job"))) {
        throw new ParameterException(
            spec.commandLine(), "Only the job reads " + source.title() + ": --contestants job");
      }
      System.out.println("The job alone: baseline and identity read files.");
      return all.subList(0, 1);
    }
    return contestants.isEmpty()
        ? all
        : all.stream().filter(each -> contestants.contains(each.name())).toList();
  }
}
