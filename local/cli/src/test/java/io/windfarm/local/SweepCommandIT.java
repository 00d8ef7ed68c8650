package io.windfarm.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.MultipartUpload;

/** Sweeps of an S3 endpoint, with what a user has in the environment. */
class SweepCommandIT {
  private static final String BUCKET = "windfarm";

  @TempDir private Path directory;
  private S3Endpoint endpoint;
  private S3Client s3;

  @BeforeEach
  void openUploads() throws Exception {
    endpoint =
        S3Endpoint.start(directory.resolve("s3"), 0, directory.resolve("logs/s3.log"), BUCKET);
    s3 =
        S3Client.builder()
            .endpointOverride(endpoint.uri())
            .forcePathStyle(true)
            .region(Region.of(Aws.LOCAL.region()))
            .credentialsProvider(
                StaticCredentialsProvider.create(
                    AwsBasicCredentials.create(
                        Aws.LOCAL.accessKeyId(), Aws.LOCAL.secretAccessKey())))
            .build();
    open("lake/raw/old");
    open("lake-of-others/raw/old");
    checkpoint("flink/checkpoints/job/chk-9/_metadata");
    age(Duration.ofHours(30));
    open("lake/raw/young");
  }

  @AfterEach
  void stop() {
    s3.close();
    endpoint.close();
  }

  @Test
  void abortsTheUploadsThatAreOldEnough() throws Exception {
    checkpoint("flink/checkpoints/job/chk-9/_metadata");

    String shown = sweep("--checkpoints", "s3://windfarm/flink", "s3://windfarm/lake");
    assertThat(shown)
        .contains("lake/raw/old", "Found 1 unfinished, and 1 too young")
        .doesNotContain("raw/young", "lake-of-others");
    assertThat(openUploads(s3)).hasSize(3);

    sweep("--checkpoints", "s3://windfarm/flink", "--delete", "s3://windfarm/lake/");
    assertThat(openUploads(s3))
        .containsExactlyInAnyOrder("lake/raw/young", "lake-of-others/raw/old");
  }

  @Test
  void leavesTheUploadsThatAnOldCheckpointMayNeed() throws Exception {
    String refusal =
        sweep("--checkpoints", "s3://windfarm/flink", "--delete", "s3://windfarm/lake");

    assertThat(refusal)
        .contains("s3://windfarm/flink/checkpoints/job/chk-9/_metadata", "Take --older-than 32h");
    assertThat(openUploads(s3)).hasSize(3);
  }

  @Test
  void saysWhichSettingsToCheckWhenS3Refuses() throws Exception {
    assertThat(sweep("--checkpoints", "none", "s3://no-such-bucket/lake"))
        .contains("s3://no-such-bucket/lake", "Check AWS_ENDPOINT_URL_S3");
  }

  private void open(String key) {
    s3.createMultipartUpload(upload -> upload.bucket(BUCKET).key(key));
  }

  private void checkpoint(String key) {
    s3.putObject(put -> put.bucket(BUCKET).key(key), RequestBody.fromString("metadata"));
  }

  private static List<String> openUploads(S3Client s3) {
    return s3.listMultipartUploads(list -> list.bucket(BUCKET)).uploads().stream()
        .map(MultipartUpload::key)
        .toList();
  }

  /** The endpoint dates what it holds by the files that it keeps. */
  private void age(Duration age) throws IOException {
    FileTime then = FileTime.from(Instant.now().minus(age));
    try (Stream<Path> files = Files.walk(directory.resolve("s3"))) {
      for (Path file : files.filter(path -> Files.isRegularFile(path)).toList()) {
        Files.setLastModifiedTime(file, then);
      }
    }
  }

  private String sweep(String... arguments) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Project.home().resolve("windfarm").toString());
    command.add("sweep");
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
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
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    process.waitFor();
    return output;
  }
}
