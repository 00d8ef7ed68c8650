package io.windfarm.kinesis;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Pieces that several answers have in common. */
final class Answers {
  private Answers() {}

  /** A time as the protocol has it: seconds since the epoch, with a fraction. */
  static void time(JsonGenerator out, String field, long millis) throws IOException {
    out.writeNumberField(field, BigDecimal.valueOf(millis, 3));
  }

  static void shard(JsonGenerator out, Shard shard) throws IOException {
    out.writeStartObject();
    out.writeStringField("ShardId", shard.id());
    if (shard.parent() >= 0) {
      out.writeStringField("ParentShardId", Shard.id(shard.parent()));
    }
    if (shard.adjacentParent() >= 0) {
      out.writeStringField("AdjacentParentShardId", Shard.id(shard.adjacentParent()));
    }
    hashKeyRange(out, shard);
    out.writeObjectFieldStart("SequenceNumberRange");
    out.writeStringField("StartingSequenceNumber", shard.startingSequenceNumber());
    if (!shard.open()) {
      out.writeStringField("EndingSequenceNumber", shard.endingSequenceNumber());
    }
    out.writeEndObject();
    out.writeEndObject();
  }

  static void records(JsonGenerator out, Shard shard, List<StoredRecord> records)
      throws IOException {
    out.writeArrayFieldStart("Records");
    for (StoredRecord record : records) {
      out.writeStartObject();
      out.writeStringField(
          "SequenceNumber", shard.sequence(record.index()).print(record.arrivalMillis() / 1000));
      time(out, "ApproximateArrivalTimestamp", record.arrivalMillis());
      out.writeBinaryField("Data", record.data());
      out.writeStringField("PartitionKey", new String(record.key(), StandardCharsets.UTF_8));
      out.writeEndObject();
    }
    out.writeEndArray();
  }

  /** Where readers go on at the end of a closed shard. */
  static void children(JsonGenerator out, Shard parent, StreamState state) throws IOException {
    out.writeArrayFieldStart("ChildShards");
    for (Shard child : state.shards()) {
      if (child.hasParent(parent.number())) {
        child(out, child);
      }
    }
    out.writeEndArray();
  }

  private static void child(JsonGenerator out, Shard shard) throws IOException {
    out.writeStartObject();
    out.writeStringField("ShardId", shard.id());
    out.writeArrayFieldStart("ParentShards");
    out.writeString(Shard.id(shard.parent()));
    if (shard.adjacentParent() >= 0) {
      out.writeString(Shard.id(shard.adjacentParent()));
    }
    out.writeEndArray();
    hashKeyRange(out, shard);
    out.writeEndObject();
  }

  private static void hashKeyRange(JsonGenerator out, Shard shard) throws IOException {
    out.writeObjectFieldStart("HashKeyRange");
    out.writeStringField("StartingHashKey", shard.start().toString());
    out.writeStringField("EndingHashKey", shard.end().toString());
    out.writeEndObject();
  }
}
