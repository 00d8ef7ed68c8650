package io.windfarm.local.chaos;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.windfarm.local.Failure;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/**
 * Requests to the Kinesis endpoint on one stream: each is sent once, no answer is waited for twice.
 */
public final class KinesisApi {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final URI endpoint;
  private final String stream;

  /** Requests to {@code endpoint} on {@code stream}. */
  public KinesisApi(URI endpoint, String stream) {
    this.endpoint = endpoint;
    this.stream = stream;
  }

  /** A request that names the stream. */
  ObjectNode onStream() {
    return JSON.createObjectNode().put("StreamName", stream);
  }

  /** A request that names nothing yet. */
  ObjectNode request() {
    return JSON.createObjectNode();
  }

  /** Puts one record. */
  void put(String partitionKey, byte[] payload) throws IOException, InterruptedException {
    call("PutRecord", onStream().put("PartitionKey", partitionKey).put("Data", payload));
  }

  /**
   * Any operation of the service, such as {@code SplitShard}.
   *
   * @throws Failure if the endpoint refuses
   */
  JsonNode call(String operation, ObjectNode request) throws IOException, InterruptedException {
    var response =
        client.send(
            HttpRequest.newBuilder(endpoint.resolve("/"))
                .timeout(Duration.ofSeconds(30))
                .header("Content-Type", "application/x-amz-json-1.1")
                .header("X-Amz-Target", "Kinesis_20131202." + operation)
                .POST(BodyPublishers.ofString(request.toString()))
                .build(),
            BodyHandlers.ofString());
    if (response.statusCode() != 200) {
      throw new Failure(operation + " on " + stream + ": " + response.body());
    }
    return response.body().isEmpty() ? JSON.createObjectNode() : JSON.readTree(response.body());
  }
}
