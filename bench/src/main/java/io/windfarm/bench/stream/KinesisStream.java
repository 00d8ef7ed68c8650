package io.windfarm.bench.stream;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.windfarm.kinesis.KinesisServer;
import io.windfarm.local.Aws;
import io.windfarm.local.ChildProcess;
import io.windfarm.local.Failure;
import io.windfarm.local.JobSettings;
import io.windfarm.local.Project;
import io.windfarm.local.StartFailure;
import io.windfarm.local.Windfarm;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A stream of the project's own Kinesis endpoint, without the service's rates: a shard gives what a
 * reader asks for.
 */
public final class KinesisStream implements StreamEndpoint {
  /** More than one, as a fleet's stream has; a reader asks each of them five times a second. */
  private static final int SHARDS = 8;

  private static final Pattern SERVING = Pattern.compile("AWS_ENDPOINT_URL_KINESIS=(\\S+)");
  private static final Duration START = Duration.ofSeconds(60);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final ChildProcess process;
  private final URI uri;

  private KinesisStream(ChildProcess process, URI uri) {
    this.process = process;
    this.uri = uri;
  }

  /** Starts an endpoint with an empty stream, which keeps it below {@code directory}. */
  public static KinesisStream start(Path directory) throws IOException, InterruptedException {
    ChildProcess process =
        ChildProcess.java("The Kinesis endpoint", KinesisServer.class.getName())
            .classpath(Project.codeOf(KinesisServer.class))
            .classpath(Project.codeOf(Windfarm.class).resolveSibling("lib"))
            .jvmOptions(List.of("-Xmx512m", "-XX:+UseSerialGC"))
            .arguments(
                List.of(
                    "--port",
                    "0",
                    "--no-limits",
                    "--region",
                    Aws.LOCAL.region(),
                    "--directory",
                    directory.resolve("kinesis").toString(),
                    "--stream",
                    STREAM + ":" + SHARDS))
            .log(directory.resolve("logs").resolve("kinesis.log"))
            .start();
    try {
      return new KinesisStream(process, URI.create(process.awaitLine(SERVING, START).group(1)));
    } catch (StartFailure | InterruptedException e) {
      process.close();
      throw e;
    }
  }

  @Override
  public String name() {
    return "Kinesis endpoint";
  }

  @Override
  public List<String> settings() {
    return new JobSettings(List.of()).reading(STREAM, uri.toString(), Aws.LOCAL).arguments();
  }

  @Override
  public String decoded() {
    return "Decode.numRecordsIn";
  }

  @Override
  public ChildProcess process() {
    return process;
  }

  @Override
  public Sender sender() {
    return new ToShards(uri);
  }

  /** Calls of as many records as one may have, one call at a time: their order is kept. */
  private static final class ToShards implements Sender {
    private static final int MOST_RECORDS = 500;
    private static final int MOST_BYTES = 4_000_000;

    private final HttpClient client =
        HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final URI uri;
    private ObjectNode call = JSON.createObjectNode();
    private ArrayNode records = call.putArray("Records");
    private long bytes;

    ToShards(URI uri) {
      this.uri = uri;
    }

    @Override
    public void send(String key, byte[] payload) throws IOException, InterruptedException {
      records.addObject().put("PartitionKey", key).put("Data", payload);
      bytes += payload.length;
      if (records.size() == MOST_RECORDS || bytes > MOST_BYTES) {
        put();
      }
    }

    private void put() throws IOException, InterruptedException {
      HttpResponse<String> answer =
          client.send(
              HttpRequest.newBuilder(uri.resolve("/"))
                  .timeout(START)
                  .header("Content-Type", "application/x-amz-json-1.1")
                  .header("X-Amz-Target", "Kinesis_20131202.PutRecords")
                  .POST(BodyPublishers.ofString(call.put("StreamName", STREAM).toString()))
                  .build(),
              BodyHandlers.ofString());
      if (answer.statusCode() != 200
          || JSON.readTree(answer.body()).path("FailedRecordCount").asInt(-1) != 0) {
        throw new Failure("The Kinesis endpoint took not all records: " + answer.body());
      }
      call = JSON.createObjectNode();
      records = call.putArray("Records");
      bytes = 0;
    }

    @Override
    public void flush() throws IOException, InterruptedException {
      if (!records.isEmpty()) {
        put();
      }
    }

    /** A connection that nobody uses is closed by itself. */
    @Override
    public void close() {}
  }

  @Override
  public void close() {
    process.close();
  }
}
