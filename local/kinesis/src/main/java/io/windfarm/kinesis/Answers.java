package io.windfarm.kinesis;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.math.BigDecimal;

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

  /** A child as GetRecords names it at the end of its parent. */
  static void child(JsonGenerator out, Shard shard) throws IOException {
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
