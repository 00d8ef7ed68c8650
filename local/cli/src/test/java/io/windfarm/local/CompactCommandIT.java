package io.windfarm.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.HttpURLConnection;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** One lake in S3, compacted, then with late files, then again. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class CompactCommandIT {
  private static final CompactedBefore NOON =
      new CompactedBefore(LocalDateTime.of(2026, 11, 20, 12, 0));

  @TempDir private static Path directory;
  private static S3Endpoint endpoint;
  private static Path lake;
  private static String printed;

  @BeforeAll
  static void compactOnce() throws Exception {
    endpoint =
        S3Endpoint.start(directory.resolve("s3"), 0, directory.resolve("logs/s3.log"), "windfarm");
    // The endpoint's objects are the files under a bucket's folder.
    lake = directory.resolve("s3/windfarm/lake");
    Path written = Files.createDirectories(directory.resolve("written"));
    WindFarmOfFive.write(written);
    for (Path file : files(written)) {
      put(file, lake.resolve(written.relativize(file)));
    }
    printed = compact();
  }

  @AfterAll
  static void stop() {
    endpoint.close();
  }

  @Test
  @Order(1)
  void saysWhatItDidAndHowReadersSeeIt() throws Exception {
    assertThat(printed)
        .containsPattern("s3://windfarm/lake/readings: \\d+ files, .* are now \\d+ files")
        .endsWith(
            "All that was over by 2026-11-20T12 is compacted. So that readers see it:\n"
                + "  ./windfarm ddl --lake.root s3://windfarm/lake --compacted-before 2026-11-20T12\n");
    assertThat(files(lake.resolve("_compacted/_manifests")))
        .hasSameSizeAs(files(lake.resolve("_compacted")));
  }

  @ParameterizedTest
  @EnumSource(LakeTable.class)
  @Order(2)
  void aTableHasTheRowsThatItHad(LakeTable table) throws Exception {
    assertThat(rows(table, Optional.of(NOON))).isEqualTo(rows(table, Optional.empty()));
  }

  @Test
  @Order(2)
  void readingsOfBothKindsAreAsked() throws Exception {
    try (Lake open = open(LakeTable.READINGS, Optional.of(NOON))) {
      assertThat(open.files(LakeTable.READINGS))
          .anyMatch(file -> file.startsWith(lake.resolve("_compacted")))
          .anyMatch(file -> file.startsWith(lake.resolve("readings")));
    }
  }

  @Test
  @Order(2)
  void fetchesCompactedFilesInThePlaceOfTheOthers() throws Exception {
    String[] query = {"query", "--root", "s3://windfarm/lake", "--format", "csv"};
    String sql = "SELECT region, count(*) FROM readings GROUP BY ALL ORDER BY ALL";

    assertThat(run(query, "--compacted-before", "2026-11-20T12", sql)).isEqualTo(run(query, sql));
  }

  @Test
  @Order(3)
  void lateRowsAreSeenWhenTheyAreCompactedToo() throws Exception {
    List<String> before = rows(LakeTable.READINGS, Optional.of(NOON));
    Path early = files(lake.resolve("readings")).get(0);
    assertThat(NOON.holds(early.toString())).isTrue();
    put(early, early.resolveSibling("readings-late-1.parquet"));
    assertThat(rows(LakeTable.READINGS, Optional.of(NOON))).isEqualTo(before);

    printed = compact("--tables", "readings");

    assertThat(printed)
        .endsWith(
            """
            Of readings all that was over by 2026-11-20T12 is compacted. So that readers see it:
              ./windfarm ddl --lake.root s3://windfarm/lake --compacted-before 2026-11-20T12
            """);
    assertThat(printed.lines().filter(line -> line.contains("are now"))).hasSize(1);
    assertThat(rows(LakeTable.READINGS, Optional.of(NOON)))
        .isEqualTo(rows(LakeTable.READINGS, Optional.empty()))
        .hasSizeGreaterThan(before.size());
  }

  private static List<Path> files(Path folder) throws Exception {
    try (Stream<Path> found = Files.walk(folder)) {
      return found
          .filter(Files::isRegularFile)
          .filter(file -> !folder.endsWith("_compacted") || file.toString().endsWith(".parquet"))
          .sorted()
          .toList();
    }
  }

  /** Objects have an ETag, which a file that was only copied into the bucket lacks. */
  private static void put(Path file, Path object) throws Exception {
    URI uri = endpoint.uri().resolve("/" + directory.resolve("s3").relativize(object));
    HttpResponse<String> answer =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(uri).PUT(HttpRequest.BodyPublishers.ofFile(file)).build(),
                HttpResponse.BodyHandlers.ofString());
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(HttpURLConnection.HTTP_OK);
  }

  private static Lake open(LakeTable table, Optional<CompactedBefore> compacted) throws Exception {
    return Lake.open(List.of(lake), PartitionRange.ALL, compacted, Set.of(table));
  }

  private static List<String> rows(LakeTable table, Optional<CompactedBefore> compacted)
      throws Exception {
    List<String> rows = new ArrayList<>();
    try (Lake open = open(table, compacted);
        Statement statement = open.statement();
        ResultSet result =
            statement.executeQuery("SELECT t::VARCHAR FROM " + table.label() + " t ORDER BY ALL")) {
      while (result.next()) {
        rows.add(result.getString(1));
      }
    }
    return rows;
  }

  private static String compact(String... more) throws Exception {
    List<String> arguments =
        new ArrayList<>(List.of("--root", "s3://windfarm/lake", "--before", "2026-11-20T12"));
    arguments.addAll(List.of(more));
    return run(new String[] {"compact"}, arguments.toArray(new String[0]));
  }

  private static String run(String[] first, String... arguments) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Project.home().resolve("windfarm").toString());
    command.addAll(List.of(first));
    command.addAll(List.of(arguments));
    Path err = directory.resolve("err.txt");
    ProcessBuilder builder = new ProcessBuilder(command).redirectError(err.toFile());
    builder
        .environment()
        .putAll(
            Map.of(
                "WINDFARM_BUILD", "skip",
                "AWS_ENDPOINT_URL_S3", endpoint.uri().toString(),
                "AWS_REGION", Aws.LOCAL.region(),
                "AWS_ACCESS_KEY_ID", Aws.LOCAL.accessKeyId(),
                "AWS_SECRET_ACCESS_KEY", Aws.LOCAL.secretAccessKey()));
    Process process = builder.start();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(Files.readString(err)).isZero();
    return out;
  }
}
