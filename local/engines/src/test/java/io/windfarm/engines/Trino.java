package io.windfarm.engines;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.trino.jdbc.TrinoResultSet;
import io.windfarm.local.Aws;
import io.windfarm.local.ChildProcess;
import io.windfarm.local.FreePort;
import io.windfarm.local.Project;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Array;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;

/**
 * Trino, the engine inside Athena, in a JVM of its own: one node, with a catalog that takes tables
 * from a Glue endpoint, partitions from their projection, and data from an S3 endpoint.
 */
final class Trino implements AutoCloseable {
  private static final String CATALOG = "awsdatacatalog";
  private static final String USER = "windfarm";
  private static final Duration START = Duration.ofMinutes(2);

  private static final DateTimeFormatter LOCAL =
      new DateTimeFormatterBuilder()
          .appendPattern("uuuu-MM-dd HH:mm:ss")
          .appendFraction(ChronoField.NANO_OF_SECOND, 0, 9, true)
          .toFormatter(Locale.ROOT);

  private static final DateTimeFormatter ZONED =
      new DateTimeFormatterBuilder()
          .append(LOCAL)
          .appendLiteral(' ')
          .appendZoneRegionId()
          .toFormatter(Locale.ROOT);

  private final ChildProcess process;
  private final int port;

  private Trino(ChildProcess process, int port) {
    this.process = process;
    this.port = port;
  }

  /**
   * How much of the machine it may have.
   *
   * @param heap in the JVM's words
   * @param queryMemory of one query, in Trino's words
   * @param headroom what of the heap no query counts, likewise
   */
  record Size(String heap, String queryMemory, String headroom, List<String> jvmOptions) {
    /** Enough for small lakes, and quick to start. */
    static final Size SMALL = new Size("900m", "300MB", "200MB", ChildProcess.LIGHT);

    /** Compiled well, with memory for all turbines' minutes of some days. */
    static final Size LARGE = new Size("6g", "4GB", "1GB", List.of("-XX:+UseG1GC"));
  }

  /** What a statement cost, as Trino says it. */
  record Cost(long rows, Duration elapsed, String cpu, String planning, long bytes, long splits) {}

  /** Starts it; {@link #awaitReady} says when it answers. */
  static Trino start(Path jdk, Size size, Path directory, URI glue, URI s3) throws IOException {
    Path distribution = distribution();
    int port = FreePort.find();
    Path catalogs = Files.createDirectories(directory.resolve("catalog"));
    Path config =
        Files.writeString(
            directory.resolve("config.properties"),
            """
            coordinator=true
            node-scheduler.include-coordinator=true
            node.environment=test
            node.bind-ip=127.0.0.1
            node.internal-address=127.0.0.1
            http-server.http.port=%d
            http-server.log.enabled=false
            discovery.uri=http://127.0.0.1:%d
            plugin.dir=%s
            catalog.config-dir=%s
            query.max-memory=%s
            query.max-memory-per-node=%s
            memory.heap-headroom-per-node=%s
            """
                .formatted(
                    port,
                    port,
                    distribution.resolve("plugin"),
                    catalogs,
                    size.queryMemory(),
                    size.queryMemory(),
                    size.headroom()));
    Files.writeString(
        catalogs.resolve(CATALOG + ".properties"),
        """
        connector.name=hive
        hive.metastore=glue
        hive.metastore.glue.endpoint-url=%s
        hive.metastore.glue.region=us-east-1
        hive.metastore.glue.aws-access-key=%s
        hive.metastore.glue.aws-secret-key=%s
        hive.security=allow-all
        hive.partition-projection-enabled=true
        hive.ignore-absent-partitions=true
        hive.parquet.time-zone=UTC
        hive.timestamp-precision=MILLISECONDS
        fs.native-s3.enabled=true
        s3.endpoint=%s
        s3.region=us-east-1
        s3.path-style-access=true
        s3.aws-access-key=%s
        s3.aws-secret-key=%s
        """
            .formatted(
                glue,
                Aws.LOCAL.accessKeyId(),
                Aws.LOCAL.secretAccessKey(),
                s3,
                Aws.LOCAL.accessKeyId(),
                Aws.LOCAL.secretAccessKey()));
    ChildProcess process =
        ChildProcess.java("Trino", "io.trino.server.TrinoServer")
            .on(jdk)
            .classpath(server(distribution))
            .jvmOptions(size.jvmOptions())
            .jvmOptions(
                List.of(
                    "-Xmx" + size.heap(),
                    "--add-modules=jdk.incubator.vector",
                    "--sun-misc-unsafe-memory-access=allow",
                    "--enable-native-access=ALL-UNNAMED",
                    "-Djdk.attach.allowAttachSelf=true",
                    "-Duser.timezone=UTC",
                    "-Dconfig=" + config))
            .log(directory.resolve("trino.log"))
            .start();
    return new Trino(process, port);
  }

  /** Waits until it takes queries. */
  Trino awaitReady() throws InterruptedException {
    HttpClient http = HttpClient.newHttpClient();
    HttpRequest info =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/v1/info")).build();
    process.await(
        "it takes queries",
        START,
        () -> {
          try {
            return http.send(info, HttpResponse.BodyHandlers.ofString())
                .body()
                .contains("\"starting\":false");
          } catch (IOException e) {
            return false;
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UncheckedIOException(new IOException(e));
          }
        });
    return this;
  }

  /** The engine with the tables of a database. */
  Engine in(String database) {
    return (sql, session) -> rows(database, sql, session);
  }

  /** Runs a statement that has a result, and says what that took. */
  Cost cost(String database, String sql) throws SQLException, IOException, InterruptedException {
    long start = System.nanoTime();
    long rows = 0;
    String query;
    try (Connection connection = connect(database, ZoneOffset.UTC);
        Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      query = result.unwrap(TrinoResultSet.class).getQueryId();
      while (result.next()) {
        rows++;
      }
    }
    Duration elapsed = Duration.ofNanos(System.nanoTime() - start);
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/v1/query/" + query))
            .header("X-Trino-User", USER)
            .build();
    JsonNode stats =
        new ObjectMapper()
            .readTree(
                HttpClient.newHttpClient()
                    .send(request, HttpResponse.BodyHandlers.ofString())
                    .body())
            .path("queryStats");
    return new Cost(
        rows,
        elapsed,
        stats.path("totalCpuTime").asText(),
        stats.path("planningTime").asText(),
        Long.parseLong(stats.path("physicalInputDataSize").asText().replace("B", "")),
        stats.path("totalDrivers").asLong());
  }

  private Connection connect(String database, ZoneId session) throws SQLException {
    Properties properties = new Properties();
    properties.setProperty("user", USER);
    properties.setProperty("timezone", session.getId());
    return DriverManager.getConnection(
        "jdbc:trino://127.0.0.1:" + port + "/" + CATALOG + "/" + database, properties);
  }

  private List<Row> rows(String database, String sql, ZoneId session) throws SQLException {
    try (Connection connection = connect(database, session);
        Statement statement = connection.createStatement()) {
      List<Row> rows = new ArrayList<>();
      if (statement.execute(sql)) {
        try (ResultSet result = statement.getResultSet()) {
          int width = result.getMetaData().getColumnCount();
          while (result.next()) {
            Object[] values = new Object[width];
            for (int column = 1; column <= width; column++) {
              values[column - 1] = value(result, column);
            }
            rows.add(Row.of(values));
          }
        }
      }
      return rows;
    }
  }

  /** Times by their text: what the driver makes of them depends on this JVM's zone. */
  private static Object value(ResultSet result, int column) throws SQLException {
    String type = result.getMetaData().getColumnTypeName(column);
    if (type.startsWith("timestamp") || type.equals("date")) {
      String text = result.getString(column);
      if (text == null) {
        return null;
      }
      if (type.equals("date")) {
        return LocalDate.parse(text);
      }
      return type.endsWith("with time zone")
          ? ZonedDateTime.parse(text, ZONED)
          : LocalDateTime.parse(text, LOCAL);
    }
    Object value = result.getObject(column);
    return value instanceof Array array ? array.getArray() : value;
  }

  @Override
  public void close() {
    process.close();
  }

  /** The JDK that it runs on. */
  static Path jdk() {
    return Optional.ofNullable(System.getProperty("engines.java.home"))
        .filter(home -> !home.isBlank())
        .map(Path::of)
        .orElseThrow(
            () ->
                new IllegalStateException(
                    "Trino needs a JDK 22 or newer: run ./windfarm test --engines, which finds one,"
                        + " or give -Dengines.java.home=FOLDER."));
  }

  private static Path server(Path distribution) throws IOException {
    try (Stream<Path> versions = Files.list(distribution.resolve("server"))) {
      return versions.findFirst().orElseThrow().resolve("lib");
    }
  }

  /** Where the build unpacked it. */
  private static Path distribution() {
    return Project.home().resolve("local/engines/target/trino");
  }
}
