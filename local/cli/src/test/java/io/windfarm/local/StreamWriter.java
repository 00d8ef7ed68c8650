package io.windfarm.local;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.math.BigInteger;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Puts records into a stream over HTTP, in order, and counts them. */
final class StreamWriter {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int MAX_ENTRIES = 500;
  private static final int MAX_BYTES = 4_000_000;

  private final HttpClient http = HttpClient.newHttpClient();
  private final URI endpoint;
  private final String stream;
  private ArrayNode batch = JSON.createArrayNode();
  private int batchBytes;
  private long records;

  StreamWriter(URI endpoint, String stream) {
    this.endpoint = endpoint;
    this.stream = stream;
  }

  StreamWriter put(String partitionKey, String payload) throws IOException, InterruptedException {
    return put(partitionKey, payload.getBytes(StandardCharsets.UTF_8));
  }

  StreamWriter put(String partitionKey, byte[] payload) throws IOException, InterruptedException {
    if (batch.size() == MAX_ENTRIES || batchBytes + payload.length > MAX_BYTES) {
      flush();
    }
    batch
        .addObject()
        .put("PartitionKey", partitionKey)
        .put("Data", Base64.getEncoder().encodeToString(payload));
    batchBytes += payload.length;
    records++;
    return this;
  }

  /** Sends what is waiting; how many records were put in all. */
  long flush() throws IOException, InterruptedException {
    if (!batch.isEmpty()) {
      ObjectNode request = JSON.createObjectNode().put("StreamName", stream);
      request.set("Records", batch);
      JsonNode answer = call("PutRecords", request);
      if (answer.path("FailedRecordCount").asInt(-1) != 0) {
        throw new IOException("PutRecords: " + answer);
      }
      batch = JSON.createArrayNode();
      batchBytes = 0;
    }
    return records;
  }

  /** Splits a shard in two, the second of which begins with that hash key. */
  void split(String shard, BigInteger at) throws IOException, InterruptedException {
    call(
        "SplitShard",
        JSON.createObjectNode()
            .put("StreamName", stream)
            .put("ShardToSplit", shard)
            .put("NewStartingHashKey", at.toString()));
  }

  private JsonNode call(String operation, ObjectNode request)
      throws IOException, InterruptedException {
    HttpResponse<byte[]> response =
        http.send(
            HttpRequest.newBuilder(endpoint)
                .header("Content-Type", "application/x-amz-json-1.1")
                .header("X-Amz-Target", "Kinesis_20131202." + operation)
                .POST(HttpRequest.BodyPublishers.ofByteArray(JSON.writeValueAsBytes(request)))
                .build(),
            HttpResponse.BodyHandlers.ofByteArray());
    JsonNode answer = JSON.readTree(response.body());
    if (response.statusCode() != 200) {
      throw new IOException(operation + ": " + response.statusCode() + " " + answer);
    }
    return answer;
  }
}
