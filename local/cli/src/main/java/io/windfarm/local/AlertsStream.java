package io.windfarm.local;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads the alerts stream from its beginning, as an operator's pager would. */
public final class AlertsStream {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final URI endpoint;
  private final String stream;
  private final Map<String, String> iteratorOfShard = new LinkedHashMap<>();
  private final List<AlertNotice> notices = new ArrayList<>();

  public AlertsStream(URI endpoint, String stream) {
    this.endpoint = endpoint;
    this.stream = stream;
  }

  /** Everything that the stream has held so far, in order of arrival in each shard. */
  public List<AlertNotice> notices() throws IOException, InterruptedException {
    if (iteratorOfShard.isEmpty()) {
      for (JsonNode shard : call("ListShards", onStream()).path("Shards")) {
        String id = shard.path("ShardId").asText();
        ObjectNode request = onStream();
        request.put("ShardId", id).put("ShardIteratorType", "TRIM_HORIZON");
        iteratorOfShard.put(id, call("GetShardIterator", request).path("ShardIterator").asText());
      }
    }
    for (Map.Entry<String, String> shard : iteratorOfShard.entrySet()) {
      JsonNode answer;
      do {
        answer = call("GetRecords", JSON.createObjectNode().put("ShardIterator", shard.getValue()));
        for (JsonNode record : answer.path("Records")) {
          Instant arrival =
              Instant.ofEpochMilli(
                  Math.round(record.path("ApproximateArrivalTimestamp").asDouble() * 1000));
          notices.add(AlertNotice.of(JSON.readTree(record.path("Data").binaryValue()), arrival));
        }
        shard.setValue(answer.path("NextShardIterator").asText());
      } while (answer.path("MillisBehindLatest").asLong() > 0);
    }
    return List.copyOf(notices);
  }

  private ObjectNode onStream() {
    return JSON.createObjectNode().put("StreamName", stream);
  }

  private JsonNode call(String operation, ObjectNode request)
      throws IOException, InterruptedException {
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
    return JSON.readTree(response.body());
  }
}
