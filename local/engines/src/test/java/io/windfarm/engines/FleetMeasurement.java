package io.windfarm.engines;

import static org.assertj.core.api.Assertions.assertThat;

import io.windfarm.local.ChildProcess;
import io.windfarm.local.Lifetime;
import io.windfarm.local.Project;
import io.windfarm.local.S3Endpoint;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * What a day of the reference fleet takes in the lake, and what Trino takes to answer questions
 * about it, or about {@code fleet.questions} of it. No part of any build: {@code
 * docs/measurements.md} says how to run it. Writes the day below the folder {@code fleet.directory}
 * unless it is there, and answers on standard output.
 */
@EnabledIfSystemProperty(named = "fleet.directory", matches = ".+")
class FleetMeasurement {
  private static final String DAY = "2026-11-20";

  /** What {@code freshness} looks at, asked at the day's end; each is 15.4 million readings. */
  private static final String FIRST_HOUR_OF_READINGS = "21";

  private static final FixedClock CLOCK = new FixedClock(Instant.parse(DAY + "T23:59:30Z"));

  /**
   * The day is over, and compacted, when it is asked about; unless {@code fleet.compacted=false}.
   */
  private static final boolean COMPACTED =
      !System.getProperty("fleet.compacted", "true").equals("false");

  private static final String NEXT_DAY = "2026-11-21";
  private static final Duration ALLOWED = Duration.ofSeconds(30);
  private static final int RUNS = 3;

  private static final String HOUR = "SELECT sensor, count(*), avg(value) FROM ";

  /** Ways to ask for one hour of readings, which differ in what there is to plan. */
  private static final Map<String, String> HOURS =
      new TreeMap<>(
          Map.of(
              "the partition's columns",
              "readings WHERE year = 2026 AND month = 11 AND day = 20 AND hour = 22"
                  + " GROUP BY sensor",
              "dh",
              "readings_hourly WHERE dh = 'year=2026/month=11/day=20/hour=22' GROUP BY sensor",
              "date, year and hour",
              "wind_turbine_filtered WHERE \"date\" = DATE '2026-11-20' AND year = 2026"
                  + " AND hour = 22 GROUP BY sensor",
              "date and year, of three hours",
              "wind_turbine_filtered WHERE \"date\" = DATE '2026-11-20' AND year = 2026"
                  + " GROUP BY sensor"));

  private final Path directory = Path.of(System.getProperty("fleet.directory")).toAbsolutePath();
  private final String checkpoint = System.getProperty("fleet.checkpoint", "PT60S");
  private final Path lake = directory.resolve("s3/windfarm/lake");

  @Test
  void everyQuestionAboutADayIsAnsweredInTime() throws Exception {
    if (!Files.exists(lake)) {
      write();
    }
    long all = 0;
    for (String table : List.of("readings", "statistics", "alerts", "rejected", "ledger")) {
      all += describe(table);
    }
    List<String> late = new ArrayList<>();
    if (COMPACTED) {
      long start = System.nanoTime();
      System.out.print(
          FrontDoor.run(
              directory.resolve("compact.log"),
              List.of("compact", "--root", lake.toString(), "--before", NEXT_DAY)));
      System.out.printf(
          "compacted in %d s%n", Duration.ofNanos(System.nanoTime() - start).toSeconds());
      for (String table : List.of("readings", "statistics", "alerts", "rejected", "ledger")) {
        describe("_compacted/" + table);
      }
    }
    try (Lifetime lifetime = new Lifetime()) {
      S3Endpoint s3 =
          lifetime.add(
              S3Endpoint.start(
                  directory.resolve("s3"), 0, directory.resolve("s3.log"), "windfarm"));
      GlueEndpoint glue = lifetime.add(GlueEndpoint.start());
      Trino trino =
          lifetime.add(
              Trino.start(
                  Trino.jdk(), Trino.Size.LARGE, directory.resolve("trino"), glue.uri(), s3.uri()));
      List<String> settings =
          new ArrayList<>(
              List.of(
                  "--source.type",
                  "files",
                  "--source.path",
                  "file:///unused",
                  "--lake.root",
                  "s3://windfarm/lake"));
      if (COMPACTED) {
        settings.addAll(List.of("--compacted-before", NEXT_DAY));
      }
      Ddl ddl = Ddl.of("athena", directory.resolve("ddl"), settings);
      trino.awaitReady();
      ddl.create(glue, trino, "windfarm");
      System.out.println(
          "question, rows, first s, then s, CPU, planning, bytes, of all, drivers, load");
      Map<String, String> questions = new LinkedHashMap<>();
      for (String question : SqlFolder.ATHENA.names("questions")) {
        questions.put(question, CLOCK.at(SqlFolder.ATHENA.question(question)));
      }
      HOURS.forEach((how, where) -> questions.put("an hour by " + how, HOUR + where));
      questions.keySet().removeIf(question -> !asked(question));
      for (String question : questions.keySet()) {
        String sql = questions.get(question);
        List<Trino.Cost> costs = new ArrayList<>();
        for (int run = 0; run < 1 + RUNS; run++) {
          costs.add(trino.cost("windfarm", sql));
        }
        Trino.Cost first = costs.remove(0);
        costs.sort(Comparator.comparing(Trino.Cost::elapsed));
        Trino.Cost median = costs.get(RUNS / 2);
        System.out.printf(
            Locale.ROOT,
            "%s, %d, %.1f, %.1f, %s, %s, %,d, %.2f %%, %d, %.1f%n",
            question,
            median.rows(),
            first.elapsed().toMillis() / 1e3,
            median.elapsed().toMillis() / 1e3,
            median.cpu(),
            median.planning(),
            median.bytes(),
            100.0 * median.bytes() / all,
            median.splits(),
            load());
        if (first.elapsed().compareTo(ALLOWED) > 0) {
          late.add(question);
        }
      }
    }
    assertThat(late).as("took more than " + ALLOWED).isEmpty();
  }

  private static boolean asked(String question) {
    String only = System.getProperty("fleet.questions", "");
    return only.isEmpty() || List.of(only.split(",", -1)).contains(question);
  }

  private void write() throws IOException, InterruptedException {
    long start = System.nanoTime();
    try (ChildProcess writer =
        Lakes.flink("The writer of a fleet's day", FleetLake.class.getName())
            .classes(Project.codeOf(FleetLake.class))
            .classpath(Project.producersJar())
            .jvmOptions(List.of("-Xmx4g", "-XX:+UseParallelGC"))
            .arguments(List.of(lake.toUri().toString(), DAY, FIRST_HOUR_OF_READINGS, checkpoint))
            .log(directory.resolve("writer.log"))
            .start()) {
      if (writer.await() != 0) {
        throw new IllegalStateException(writer.output());
      }
      System.out.print(writer.output());
    }
    System.out.printf("written in %d s%n", Duration.ofNanos(System.nanoTime() - start).toSeconds());
  }

  /** Prints how many files a table has, and answers how many bytes these are. */
  private long describe(String table) throws IOException {
    List<Long> sizes = new ArrayList<>();
    try (Stream<Path> files = Files.walk(lake.resolve(table))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        sizes.add(Files.size(file));
      }
    }
    long bytes = sizes.stream().mapToLong(Long::longValue).sum();
    System.out.printf(Locale.ROOT, "%s: %,d files, %,d bytes%n", table, sizes.size(), bytes);
    return bytes;
  }

  private static double load() {
    return ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
  }
}
