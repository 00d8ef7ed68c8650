package io.windfarm.local.chaos;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.windfarm.local.Failure;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes what a scenario makes up, in the order and as fast as it is told: in batches, to the shard
 * that it names. Event time is the caller's: an hour of it may be written in a second. Nothing is
 * in the stream for certain before {@link #flush}.
 */
public final class Feed {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int BATCH = 500;

  private final KinesisApi kinesis;
  private final List<String> hashKeys = new ArrayList<>();
  private ArrayNode batch = JSON.createArrayNode();
  private long records;

  /** A feed to all shards that the stream has now. */
  public Feed(KinesisApi kinesis) throws IOException, InterruptedException {
    this.kinesis = kinesis;
    for (JsonNode shard : kinesis.call("ListShards", kinesis.onStream()).path("Shards")) {
      hashKeys.add(shard.path("HashKeyRange").path("StartingHashKey").asText());
    }
  }

  /** Adds a reading of farm A. */
  void reading(int shard, String turbine, String type, Instant time, double value)
      throws IOException, InterruptedException {
    ObjectNode event = JSON.createObjectNode();
    event.put("id", turbine + "-" + type.charAt(0) + "-" + time.toEpochMilli());
    event.put("turbine_id", turbine).put("farm_id", "A").put("type", type);
    event.put("data", value).put("date", time.toString());
    record(shard, turbine, event.toString().getBytes(StandardCharsets.UTF_8));
  }

  /** Adds a record of any bytes. */
  public void record(int shard, String partitionKey, byte[] payload)
      throws IOException, InterruptedException {
    batch
        .addObject()
        .put("PartitionKey", partitionKey)
        .put("ExplicitHashKey", hashKeys.get(shard))
        .put("Data", payload);
    records++;
    if (batch.size() == BATCH) {
      flush();
    }
  }

  /**
   * Puts what is still waiting.
   *
   * @throws Failure if the stream did not take all of it
   */
  public void flush() throws IOException, InterruptedException {
    if (batch.isEmpty()) {
      return;
    }
    ObjectNode request = kinesis.onStream();
    request.set("Records", batch);
    batch = JSON.createArrayNode();
    JsonNode answer = kinesis.call("PutRecords", request);
    if (answer.path("FailedRecordCount").asInt() > 0) {
      throw new Failure("The stream refused records that nothing was to stop: " + answer);
    }
  }

  /** Records so far. */
  public long records() {
    return records;
  }
}
