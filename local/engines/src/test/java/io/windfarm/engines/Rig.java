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
  static final String BUCKET = "windfarm";
  static final String REGIONS = "us-east-1,us-west-2,eu-west-1,ap-southeast-1,unknown";

  /** The database over the job's lake, which database.sql names, and that over the chosen rows. */
  static final Map<String, String> DATABASES = Map.of("windfarm", "lake", "chosen", "chosen");

  private final Lifetime lifetime = new Lifetime();
  private final Instant start = Instant.now();
  final Lakes lakes;
  final GlueEndpoint glue;
  final Engine trino;
  final Engine spark;

  private Rig() throws Exception {
    try {
      Path directory = emptied(Project.home().resolve("local/engines/target/rig"));
      S3Endpoint s3 =
          lifetime.add(S3Endpoint.start(directory.resolve("s3"), 0, directory.resolve("s3.log"), BUCKET));
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
      createInSpark();
      say("Spark has its tables and views");
      server.awaitReady();
      say("Trino is up");
      createInTrino();
      say("Trino has its tables and views");
    } catch (Exception | Error e) {
      lifetime.close();
      throw e;
    }
  }

  /** The values of placeholders of one table's DDL. */
  static Map<String, String> placeholders(String database, String table) {
    String folder = table.equals("readings_hourly") ? "readings" : table;
    return Map.of(
        "location",
        "s3://" + BUCKET + "/" + DATABASES.get(database) + "/" + folder,
        "regions",
        REGIONS,
        "first_year",
        "2000",
        "last_year",
        "2099");
  }

  private void createInTrino() throws Exception {
    for (String database : DATABASES.keySet()) {
      HiveTable.createDatabase(SqlFolder.ATHENA.database().replace("windfarm", database), glue);
      for (String table : SqlFolder.ATHENA.names("tables")) {
        String ddl = SqlFolder.ATHENA.statement("tables", table, placeholders(database, table));
        glue.call("CreateTable", HiveTable.parse(ddl).createTable(database));
      }
    }
    for (String view : SqlFolder.ATHENA.viewsInOrder()) {
      trino.rows(SqlFolder.ATHENA.view(view));
    }
  }

  private void createInSpark() throws Exception {
    for (String database : DATABASES.keySet()) {
      spark.rows(SqlFolder.DATABRICKS.database().replace("windfarm", database));
      spark.rows("USE " + database);
      for (String table : SqlFolder.DATABRICKS.names("tables")) {
        spark.rows(SqlFolder.DATABRICKS.statement("tables", table, placeholders(database, table)));
        spark.rows("MSCK REPAIR TABLE " + table);
      }
    }
    spark.rows("USE windfarm");
    for (String view : SqlFolder.DATABRICKS.viewsInOrder()) {
      spark.rows(SqlFolder.DATABRICKS.view(view));
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
