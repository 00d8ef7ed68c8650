package io.windfarm.engines;

import io.windfarm.local.Lifetime;
import io.windfarm.local.Project;
import io.windfarm.local.S3Endpoint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * The lakes, and every engine with its tables and views over them; started once for all tests, and
 * ended behind the last. Everything listens on the loopback interface, on free ports.
 */
final class Rig implements ExtensionContext.Store.CloseableResource {
  private static final String BUCKET = "windfarm";
  private static final String JOB = "s3://" + BUCKET + "/lake";
  private static final String CHOSEN = "s3://" + BUCKET + "/chosen";
  private static final List<String> SETTINGS =
      List.of("--source.type", "files", "--source.path", "file:///unused", "--lake.root", JOB);
  private final Lifetime lifetime = new Lifetime();
  private final Instant start = Instant.now();
  final Lakes lakes;

  /** The statements of the tables over the chosen rows, by name. */
  final Map<String, String> chosenTables;

  final GlueEndpoint glue;
  final Engine trino;
  final Engine spark;

  /** Over the job's lake alone. */
  final DuckDb duckDb;

  private Rig() throws Exception {
    try {
      Path directory = emptied(Project.home().resolve("local/engines/target/rig"));
      S3Endpoint s3 =
          lifetime.add(
              S3Endpoint.start(directory.resolve("s3"), 0, directory.resolve("s3.log"), BUCKET));
      glue = lifetime.add(GlueEndpoint.start());
      Trino server =
          lifetime.add(
              Trino.start(
                  jdk(), Trino.distribution(), directory.resolve("trino"), glue.uri(), s3.uri()));
      trino = new Timed("Trino", server);
      say("S3 and Glue are up, Trino is starting");
      lakes = Lakes.write(directory.resolve("lakes"), directory.resolve("work"), s3.uri(), BUCKET);
      say("both lakes are written");
      spark = new Timed("Spark", lifetime.add(new Spark(directory.resolve("spark"), s3.uri())));
      Ddl databricks = Ddl.of("databricks", directory.resolve("ddl"), SETTINGS);
      createInSpark(databricks.movedTo(JOB, CHOSEN), "chosen");
      createInSpark(databricks, "windfarm");
      for (String view : databricks.of("views").values()) {
        spark.rows(view);
      }
      say("Spark has its tables and views");
      server.awaitReady();
      say("Trino is up");
      Ddl athena = Ddl.of("athena", directory.resolve("ddl"), SETTINGS);
      chosenTables = athena.movedTo(JOB, CHOSEN).of("tables");
      createInTrino(athena.movedTo(JOB, CHOSEN), "chosen");
      createInTrino(athena, "windfarm");
      for (String view : athena.of("views").values()) {
        trino.rows(view);
      }
      duckDb = lifetime.add(new DuckDb(lakes.job(), athena.of("views").values()));
      say("Trino and DuckDB have their tables and views");
    } catch (Exception | Error e) {
      lifetime.close();
      throw e;
    }
  }

  private void createInTrino(Ddl ddl, String database) throws Exception {
    HiveTable.createDatabase(ddl.database().replace("windfarm", database), glue);
    for (String table : ddl.of("tables").values()) {
      glue.call("CreateTable", HiveTable.parse(table).createTable(database));
    }
  }

  private void createInSpark(Ddl ddl, String database) throws Exception {
    spark.rows(ddl.database().replace("windfarm", database));
    spark.rows("USE " + database);
    for (Map.Entry<String, String> table : ddl.of("tables").entrySet()) {
      spark.rows(table.getValue());
      spark.rows("MSCK REPAIR TABLE " + table.getKey());
    }
  }

  private static Path jdk() {
    return Optional.ofNullable(System.getProperty("engines.java.home"))
        .filter(home -> !home.isBlank())
        .map(Path::of)
        .orElseThrow(
            () ->
                new IllegalStateException(
                    "Trino needs a JDK 22 or newer: run ./windfarm test --engines, which finds one,"
                        + " or give -Dengines.java.home=FOLDER."));
  }

  private void say(String what) {
    System.out.printf("%5d ms: %s%n", Duration.between(start, Instant.now()).toMillis(), what);
  }

  private static Path emptied(Path directory) throws IOException {
    if (Files.exists(directory)) {
      List<Path> files;
      try (Stream<Path> walk = Files.walk(directory)) {
        files = walk.sorted(Comparator.reverseOrder()).toList();
      }
      for (Path file : files) {
        Files.delete(file);
      }
    }
    return Files.createDirectories(directory);
  }

  @Override
  public void close() {
    say("all tests have run");
    System.out.println(trino);
    System.out.println(spark);
    lifetime.close();
  }

  /** Hands the one rig to the tests that ask for it. */
  static final class Started implements ParameterResolver {
    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
      return parameter.getParameter().getType() == Rig.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
      return context
          .getRoot()
          .getStore(ExtensionContext.Namespace.GLOBAL)
          .getOrComputeIfAbsent(Rig.class, type -> start());
    }

    private static Rig start() {
      try {
        return new Rig();
      } catch (Exception e) {
        throw new IllegalStateException(e.getMessage(), e);
      }
    }
  }
}
