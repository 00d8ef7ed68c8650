package io.windfarm.local.chaos;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Everything that a stream holds, closed shards included, read back over the API: what the job had
 * to read. Needs no iterator to last, so a fault that expires them does not concern it.
 */
final class StreamLog {
  private final KinesisApi kinesis;
  private final Map<String, String> lastOfShard = new LinkedHashMap<>();
  private final List<Entry> entries = new ArrayList<>();

  StreamLog(KinesisApi kinesis) {
    this.kinesis = kinesis;
  }

  /** A record as it lies in its shard. */
  record Entry(String shard, String sequence, byte[] payload) {}

  /** All records so far, in order of their shard; reads on from where the last call ended. */
  List<Entry> read() throws IOException, InterruptedException {
    for (JsonNode shard : kinesis.call("ListShards", kinesis.onStream()).path("Shards")) {
      readOn(shard.path("ShardId").asText());
    }
    return entries;
  }

  private void readOn(String shard) throws IOException, InterruptedException {
    ObjectNode from = kinesis.onStream().put("ShardId", shard);
    String last = lastOfShard.get(shard);
    if (last == null) {
      from.put("ShardIteratorType", "TRIM_HORIZON");
    } else {
      from.put("ShardIteratorType", "AFTER_SEQUENCE_NUMBER").put("StartingSequenceNumber", last);
    }
    String iterator = kinesis.call("GetShardIterator", from).path("ShardIterator").asText();
    JsonNode answer;
    do {
      answer = kinesis.call("GetRecords", kinesis.request().put("ShardIterator", iterator));
      for (JsonNode record : answer.path("Records")) {
        String sequence = record.path("SequenceNumber").asText();
        String inLake = new BigInteger(sequence).toString(16);
        entries.add(new Entry(shard, inLake, record.path("Data").binaryValue()));
        lastOfShard.put(shard, sequence);
      }
      iterator = answer.path("NextShardIterator").asText("");
    } while (answer.path("MillisBehindLatest").asLong() > 0 && !iterator.isEmpty());
  }
}
