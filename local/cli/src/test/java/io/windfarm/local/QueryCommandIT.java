package io.windfarm.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Queries of a lake in S3, with what a user has in the environment. */
class QueryCommandIT {
  private static final String ROOT = "s3://windfarm/lake";

  @TempDir private static Path directory;
  private static S3Endpoint endpoint;

  @BeforeAll
  static void fillBucket() throws Exception {
    endpoint =
        S3Endpoint.start(directory.resolve("s3"), 0, directory.resolve("logs/s3.log"), "windfarm");
    // The endpoint's objects are the files under a bucket's folder.
    Path lake = Files.createDirectories(directory.resolve("s3/windfarm/lake"));
    WindFarmOfFive.write(lake);
    Path day = lake.resolve("alerts/region=eu-west-1/year=2026/month=11/day=20");
    Files.writeString(day.resolve(".part-0.parquet"), "in progress");
    Files.writeString(day.resolve("_manifest.json"), "{}");
  }

  @AfterAll
  static void stop() {
    endpoint.close();
  }

  @Test
  void fetchesTheTablesBehindAViewAndNoOther() throws Exception {
    Result result =
        query(
            "--format",
            "csv",
            "SELECT alert_id, severity FROM wind_turbine_maintenance_alerts ORDER BY alert_id");

    assertThat(result.out())
        .isEqualTo(
            "alert_id,severity\r\na1,CRITICAL\r\na2,HIGH\r\na3,CRITICAL\r\na4,HIGH\r\n"
                + "a5,CRITICAL\r\n");
    // A file a day and region: eu-west-1 has two days.
    assertThat(result.err()).containsPattern("Fetched 4 files, 0\\.0 MB from " + ROOT);
  }

  @Test
  void fetchesTheDaysAskedFor() throws Exception {
    Result result =
        query(
            "--since",
            "2026-11-12",
            "--until",
            "2026-11-12",
            "--format",
            "csv",
            "SELECT DISTINCT alert_id FROM alerts");

    assertThat(result.out()).isEqualTo("alert_id\r\na4\r\n");
    assertThat(result.err()).contains("Fetched 1 files");
  }

  @Test
  void answersAQuestion() throws Exception {
    Result result = query("--format", "csv", "freshness");

    assertThat(result.out())
        .isEqualTo("region,newest_event,newest_arrival,event_age_s,arrival_age_s\r\n");
    assertThat(result.err()).contains("Fetched 15 files");
  }

  /**
   * The driver reckons in the zone of its JVM, and is an hour off around a change of the clocks.
   */
  @Test
  void showsTimesAsTheyAreWhileClocksChange() throws Exception {
    Result result =
        query(
            "--format",
            "csv",
            "SELECT TIMESTAMPTZ '2026-03-08 05:30:00Z' AS spring,"
                + " TIMESTAMPTZ '2026-11-01 04:45:00Z' AS autumn");

    assertThat(result.out())
        .isEqualTo("spring,autumn\r\n2026-03-08T05:30:00.000Z,2026-11-01T04:45:00.000Z\r\n");
  }

  @Test
  void leavesNothingBehind() throws Exception {
    query("SELECT count(*) FROM alerts");

    assertThat(directory.resolve("tmp")).isEmptyDirectory();
  }

  @Test
  void saysWhichSettingsToCheckWhenS3Refuses() throws Exception {
    Result result = run("--root", "s3://no-such-bucket/lake", "SELECT * FROM alerts");

    assertThat(result.err())
        .contains("s3://no-such-bucket/lake", "Check AWS_ENDPOINT_URL_S3")
        .doesNotContain("\tat ");
    assertThat(result.exitCode()).isEqualTo(1);
  }

  private record Result(int exitCode, String out, String err) {}

  private static Result query(String... arguments) throws Exception {
    List<String> all = new ArrayList<>(List.of("--root", ROOT));
    all.addAll(List.of(arguments));
    Result result = run(all.toArray(new String[0]));
    assertThat(result.exitCode()).as(result.err()).isZero();
    return result;
  }

  private static Result run(String... arguments) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Project.home().resolve("windfarm").toString());
    command.add("query");
    command.addAll(List.of(arguments));
    Path err = directory.resolve("err.txt");
    ProcessBuilder builder = new ProcessBuilder(command).redirectError(err.toFile());
    builder
        .environment()
        .putAll(
            Map.of(
                "WINDFARM_BUILD", "skip",
                "TZ", "America/St_Johns",
                "JAVA_TOOL_OPTIONS",
                    "-Djava.io.tmpdir=" + Files.createDirectories(directory.resolve("tmp")),
                "AWS_ENDPOINT_URL_S3", endpoint.uri().toString(),
                "AWS_REGION", Aws.LOCAL.region(),
                "AWS_ACCESS_KEY_ID", Aws.LOCAL.accessKeyId(),
                "AWS_SECRET_ACCESS_KEY", Aws.LOCAL.secretAccessKey()));
    Process process = builder.start();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Result(process.waitFor(), out, Files.readString(err));
  }
}
