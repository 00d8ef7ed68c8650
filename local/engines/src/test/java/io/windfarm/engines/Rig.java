package io.windfarm.engines;

import io.windfarm.local.Lifetime;
import io.windfarm.local.Project;
import io.windfarm.local.S3Endpoint;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
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
  private static final URI PLACE = URI.create("s3://" + BUCKET + "/");
  private static final String JOB = PLACE + Lakes.JOB;
  private final Lifetime lifetime = new Lifetime();
  private final Instant start = Instant.now();
  final Lakes lakes;

  /** The statements of the tables over the chosen rows, by name. */
  final Map<String, String> chosenTables;

  final GlueEndpoint glue;

  /** Over the job's lake, as are {@link #spark} and {@link #duckDb}. */
  final Engine trino;

  final Engine spark;
  final DuckDb duckDb;

  /** Over the same rows in a lake with several roots, a day of which is compacted. */
  final Map<String, Engine> apart;

  /** The tables of that lake, by name; some are views. */
  final Map<String, String> apartTables;

  /** Over what earlier versions of the job wrote, with today's tables and views. */
  final Map<String, Engine> older;

  final DuckDb olderInDuckDb;

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
                  Trino.jdk(), Trino.Size.SMALL, directory.resolve("trino"), glue.uri(), s3.uri()));
      Spark session = lifetime.add(new Spark(directory.resolve("spark"), s3.uri()));
      trino = new Timed("Trino", server.in("windfarm"));
      spark = new Timed("Spark", session.in("windfarm"));
      apart = Map.of("Trino", server.in(Lakes.APART), "Spark", session.in(Lakes.APART));
      older = Map.of("Trino", server.in(Lakes.OLDER), "Spark", session.in(Lakes.OLDER));
      say("S3, Glue and Spark are up, Trino is starting");
      lakes = Lakes.write(directory.resolve("lakes"), directory.resolve("work"), s3.uri(), BUCKET);
      say("the lakes are written");
      Path ddl = directory.resolve("ddl");
      Ddl databricks = ddl("databricks", ddl, Lakes.JOB);
      createTablesInSpark(databricks.movedTo(JOB, PLACE + Lakes.CHOSEN), session, Lakes.CHOSEN);
      createInSpark(databricks, session, "windfarm");
      createInSpark(databricks.movedTo(JOB, PLACE + Lakes.OLDER), session, Lakes.OLDER);
      createInSpark(ddl("databricks", ddl, Lakes.APART), session, Lakes.APART);
      say("Spark has its tables and views");
      server.awaitReady();
      say("Trino is up");
      Ddl athena = ddl("athena", ddl, Lakes.JOB);
      chosenTables = athena.movedTo(JOB, PLACE + Lakes.CHOSEN).of("tables");
      athena.movedTo(JOB, PLACE + Lakes.CHOSEN).createTables(glue, server, Lakes.CHOSEN);
      athena.create(glue, server, "windfarm");
      athena.movedTo(JOB, PLACE + Lakes.OLDER).create(glue, server, Lakes.OLDER);
      Ddl athenaApart = ddl("athena", ddl, Lakes.APART);
      apartTables = athenaApart.of("tables");
      athenaApart.create(glue, server, Lakes.APART);
      duckDb = lifetime.add(new DuckDb(lakes.job(), athena.of("views").values()));
      olderInDuckDb = lifetime.add(new DuckDb(lakes.older(), athena.of("views").values()));
      say("Trino and DuckDB have their tables and views");
    } catch (Exception | Error e) {
      lifetime.close();
      throw e;
    }
  }

  private static Ddl ddl(String dialect, Path folder, String lake) throws Exception {
    List<String> settings = new ArrayList<>(Lakes.roots(PLACE, lake));
    settings.addAll(List.of("--source.type", "files", "--source.path", "file:///unused"));
    if (lake.equals(Lakes.APART)) {
      settings.addAll(List.of("--compacted-before", Lakes.COMPACTED_BEFORE));
    }
    return Ddl.of(dialect, folder.resolve(lake), settings);
  }

  private void createInSpark(Ddl ddl, Spark session, String database) throws Exception {
    createTablesInSpark(ddl, session, database);
    for (String view : ddl.of("views").values()) {
      session.in(database).rows(view);
    }
  }

  private void createTablesInSpark(Ddl ddl, Spark session, String database) throws Exception {
    session.in("default").rows(ddl.database().replace("windfarm", database));
    for (Map.Entry<String, String> table : ddl.of("tables").entrySet()) {
      session.in(database).rows(table.getValue());
      // Spark does not repair a table whose folder is not there: nothing belonged there yet.
      if (!Ddl.isView(table.getValue()) && Files.exists(lakes.folderOf(table.getValue()))) {
        session.in(database).rows("MSCK REPAIR TABLE " + table.getKey());
      }
    }
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
