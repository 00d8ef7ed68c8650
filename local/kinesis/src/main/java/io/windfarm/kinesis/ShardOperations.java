package io.windfarm.kinesis;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Shards: listed, split, merged, scaled. */
final class ShardOperations {
  private static final Duration TOKEN_LIFETIME = Duration.ofMinutes(5);

  private final Service service;

  ShardOperations(Service service) {
    this.service = service;
  }

  void register(Map<String, Operation> operations) {
    operations.put("ListShards", this::listShards);
    operations.put("SplitShard", this::splitShard);
    operations.put("MergeShards", this::mergeShards);
    operations.put("UpdateShardCount", this::updateShardCount);
  }

  /** What a listing asks for; goes into the token, so that later pages follow the same filter. */
  private record Listing(String stream, String filter, String shardId, long millis, String after) {
    boolean takes(Shard shard, StreamState state, long horizonMillis) {
      if (shard.id().compareTo(after) <= 0) {
        return false;
      }
      // A stream younger than its retention is trimmed nowhere: it begins where it was made.
      long horizon = Math.max(horizonMillis, state.createdMillis());
      switch (filter) {
        case "":
        case "FROM_TRIM_HORIZON":
          return true;
        case "AFTER_SHARD_ID":
          return shard.id().compareTo(shardId) > 0;
        case "AT_LATEST":
          return shard.open();
        case "AT_TRIM_HORIZON":
          return shard.openAt(horizon);
        case "AT_TIMESTAMP":
          return shard.openAt(Math.max(millis, horizon));
        case "FROM_TIMESTAMP":
          return shard.open() || shard.closedMillis() >= millis;
        default:
          throw ServiceError.constraint(
              "'" + filter + "'",
              "shardFilter.type",
              "Member must satisfy enum value set: [AFTER_SHARD_ID, AT_TRIM_HORIZON,"
                  + " FROM_TRIM_HORIZON, AT_LATEST, AT_TIMESTAMP, FROM_TIMESTAMP]");
      }
    }

    String token(String lastShardId, long now) {
      return PageToken.of(stream, filter, shardId, millis, lastShardId, now);
    }
  }

  private void listShards(Request request, JsonGenerator out) throws IOException {
    int most = request.integer("MaxResults", 1_000, 1, 10_000);
    long now = service.clock().millis();
    Listing listing = request.has("NextToken") ? resumed(request, now) : fresh(request);
    KinesisStream stream = service.stream(listing.stream());
    StreamState state = stream.state();
    List<Shard> shards =
        state.shards().stream()
            .filter(shard -> listing.takes(shard, state, stream.horizonMillis()))
            .toList();
    List<Shard> page = shards.subList(0, Math.min(most, shards.size()));
    out.writeArrayFieldStart("Shards");
    for (Shard shard : page) {
      Answers.shard(out, shard);
    }
    out.writeEndArray();
    if (shards.size() > page.size()) {
      out.writeStringField("NextToken", listing.token(page.get(page.size() - 1).id(), now));
    }
  }

  private static Listing resumed(Request request, long now) {
    if (request.optionalStreamName() != null
        || request.has("ExclusiveStartShardId")
        || request.has("ShardFilter")
        || request.has("StreamCreationTimestamp")) {
      throw ServiceError.invalidArgument("NextToken and StreamName cannot be provided together.");
    }
    String token = request.text("NextToken");
    List<String> parts;
    long issued;
    Listing listing;
    try {
      parts = PageToken.parts(token, 6);
      issued = Long.parseLong(parts.get(5));
      listing =
          new Listing(
              parts.get(0), parts.get(1), parts.get(2), Long.parseLong(parts.get(3)), parts.get(4));
    } catch (IllegalArgumentException e) {
      throw ServiceError.invalidArgument("NextToken is invalid.");
    }
    if (now - issued > TOKEN_LIFETIME.toMillis()) {
      throw ServiceError.expiredNextToken(
          "NextToken is older than " + TOKEN_LIFETIME.toSeconds() + " seconds: list again.");
    }
    return listing;
  }

  private static Listing fresh(Request request) {
    String after = request.text("ExclusiveStartShardId", "");
    if (!request.has("ShardFilter")) {
      return new Listing(request.streamName(), "", "", 0, after);
    }
    JsonNode filter = request.node("ShardFilter");
    String type = Request.text(filter, "Type", null);
    if (type == null) {
      throw Request.missing("shardFilter.type");
    }
    String shardId = Request.text(filter, "ShardId", "");
    if (type.equals("AFTER_SHARD_ID") && shardId.isEmpty()) {
      throw ServiceError.invalidArgument("ShardFilter AFTER_SHARD_ID needs a ShardId.");
    }
    long millis = 0;
    if (type.endsWith("_TIMESTAMP")) {
      JsonNode time = filter.get("Timestamp");
      if (time == null || !time.isNumber()) {
        throw ServiceError.invalidArgument("ShardFilter " + type + " needs a Timestamp.");
      }
      millis = time.decimalValue().multiply(BigDecimal.valueOf(1_000)).longValue();
    }
    return new Listing(request.streamName(), type, shardId, millis, after);
  }

  private void splitShard(Request request, JsonGenerator out) throws IOException {
    KinesisStream stream = service.stream(request);
    BigInteger at = request.hashKey("NewStartingHashKey");
    StreamOperations.refuseBeyondShardLimit(service, 1);
    stream.change(
        state -> {
          Shard shard = open(state, request, "ShardToSplit");
          if (at.compareTo(shard.start().add(BigInteger.ONE)) <= 0
              || at.compareTo(shard.end()) >= 0) {
            throw ServiceError.invalidArgument(
                "NewStartingHashKey "
                    + at
                    + " used in SplitShard() on shard "
                    + shard.id()
                    + " in stream "
                    + state.name()
                    + " under account "
                    + service.account().id()
                    + " is not both greater than one plus the shard's StartingHashKey "
                    + shard.start()
                    + " and less than the shard's EndingHashKey "
                    + shard.end()
                    + ".");
          }
          return state.split(shard, at, service.clock().millis());
        });
  }

  private void mergeShards(Request request, JsonGenerator out) throws IOException {
    service.stream(request)
        .change(
            state -> {
              Shard shard = open(state, request, "ShardToMerge");
              Shard adjacent = open(state, request, "AdjacentShardToMerge");
              if (!shard.range().touches(adjacent.range())) {
                throw ServiceError.invalidArgument(
                    "Shards "
                        + shard.id()
                        + " and "
                        + adjacent.id()
                        + " in stream "
                        + state.name()
                        + " under account "
                        + service.account().id()
                        + " are not an adjacent pair of shards eligible for merging");
              }
              return state.merge(shard, adjacent, service.clock().millis());
            });
  }

  private Shard open(StreamState state, Request request, String field) {
    Shard shard = service.shard(state, request, field);
    if (!shard.open()) {
      throw ServiceError.invalidArgument(
          "Shard "
              + shard.id()
              + " in stream "
              + state.name()
              + " under account "
              + service.account().id()
              + " has already been merged or split, and thus is not eligible for merging or"
              + " splitting.");
    }
    return shard;
  }

  private void updateShardCount(Request request, JsonGenerator out) throws IOException {
    int target = request.integer("TargetShardCount", 1, 100_000);
    String scaling = request.text("ScalingType");
    if (!scaling.equals("UNIFORM_SCALING")) {
      throw ServiceError.constraint(
          "'" + scaling + "'",
          "scalingType",
          "Member must satisfy enum value set: [UNIFORM_SCALING]");
    }
    KinesisStream stream = service.stream(request);
    int before = stream.state().openShards().size();
    StreamOperations.refuseBeyondShardLimit(service, target - before);
    stream.change(
        state -> {
          refuseBeyondFactorOfTwo(state.openShards().size(), target);
          return state.scale(target, service.clock().millis());
        });
    out.writeStringField("StreamName", stream.name());
    out.writeStringField("StreamARN", service.account().streamArn(stream.name()));
    out.writeNumberField("CurrentShardCount", before);
    out.writeNumberField("TargetShardCount", target);
  }

  private static void refuseBeyondFactorOfTwo(int open, int target) {
    String counts = " Current open shard count: " + open + " Target shard count: " + target;
    if (target > 2 * open) {
      throw ServiceError.invalidArgument(
          "UpdateShardCount cannot scale up over double your current open shard count." + counts);
    }
    if (2 * target < open) {
      throw ServiceError.invalidArgument(
          "UpdateShardCount cannot scale down below half your current open shard count." + counts);
    }
  }
}
