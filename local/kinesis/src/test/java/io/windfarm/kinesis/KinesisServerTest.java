package io.windfarm.kinesis;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.Record;
import software.amazon.awssdk.services.kinesis.model.ShardIteratorType;

class KinesisServerTest {
  @TempDir Path directory;

  @Test
  void losesNoAcknowledgedRecordWhenItIsKilled() throws Exception {
    List<String> acknowledged = new ArrayList<>();
    for (int life = 0; life < 2; life++) {
      Process process = serve("--stream", "telemetry:1");
      try (KinesisClient kinesis = KinesisEndpointTest.client(uri(process))) {
        for (int i = 0; i < 20; i++) {
          String data = "record-" + life + "-" + i;
          kinesis.putRecord(
              r -> r.streamName("telemetry").partitionKey("k").data(SdkBytes.fromUtf8String(data)));
          acknowledged.add(data);
        }
      } finally {
        process.destroyForcibly().waitFor();
      }
    }

    Process process = serve();
    try (KinesisClient kinesis = KinesisEndpointTest.client(uri(process))) {
      String iterator =
          kinesis
              .getShardIterator(
                  r ->
                      r.streamName("telemetry")
                          .shardId("shardId-000000000000")
                          .shardIteratorType(ShardIteratorType.TRIM_HORIZON))
              .shardIterator();
      List<Record> records = kinesis.getRecords(r -> r.shardIterator(iterator)).records();
      assertThat(records)
          .extracting(record -> record.data().asUtf8String())
          .isEqualTo(acknowledged);
    } finally {
      process.destroyForcibly().waitFor();
    }
  }

  @Test
  void saysHowAStreamIsGiven() {
    StringWriter errors = new StringWriter();

    int code =
        new CommandLine(new KinesisServer())
            .setErr(new PrintWriter(errors))
            .execute("--port", "0", "--stream", "telemetry");

    assertThat(code).isEqualTo(2);
    assertThat(errors.toString()).contains("NAME:SHARDS", "telemetry");
  }

  @Test
  void failsWhenItsDirectoryIsInUse() throws Exception {
    StringWriter errors = new StringWriter();
    try (KinesisEndpoint endpoint =
        KinesisEndpoint.builder().directory(directory).build().start()) {
      int code =
          new CommandLine(new KinesisServer())
              .setErr(new PrintWriter(errors))
              .execute("--port", "0", "--directory", directory.toString());

      assertThat(endpoint.uri().getPort()).isPositive();
      assertThat(code).isEqualTo(1);
      assertThat(errors.toString()).contains("Another Kinesis endpoint");
    }
  }

  private Process serve(String... more) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                KinesisServer.class.getName(),
                "--port",
                "0",
                "--directory",
                directory.toString()));
    command.addAll(Arrays.asList(more));
    return new ProcessBuilder(command).redirectErrorStream(true).start();
  }

  private static URI uri(Process process) throws IOException {
    BufferedReader output =
        new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8));
    String uri = null;
    for (String line = output.readLine(); line != null; line = output.readLine()) {
      if (line.startsWith("AWS_ENDPOINT_URL_KINESIS=")) {
        uri = line.substring("AWS_ENDPOINT_URL_KINESIS=".length());
      }
      if (line.equals("ready")) {
        return URI.create(uri);
      }
    }
    throw new IOException("The server ended before it was ready");
  }
}
