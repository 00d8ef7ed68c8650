package io.windfarm.kinesis;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** Streams as wholes: made, deleted, described, listed, tagged, kept for longer or shorter. */
final class StreamOperations {
  /** The service's default in its large regions. */
  static final int SHARDS_AN_ACCOUNT = 500;

  static final int ON_DEMAND_STREAMS = 50;

  private static final int ON_DEMAND_SHARDS = 4;
  private static final int MOST_TAGS = 50;
  private static final int LEAST_HOURS = 24;
  private static final int MOST_HOURS = 8760;
  private static final List<String> METRICS =
      List.of(
          "IncomingBytes",
          "IncomingRecords",
          "IteratorAgeMilliseconds",
          "OutgoingBytes",
          "OutgoingRecords",
          "ReadProvisionedThroughputExceeded",
          "WriteProvisionedThroughputExceeded");

  private final Service service;

  StreamOperations(Service service) {
    this.service = service;
  }

  void register(Map<String, Operation> operations) {
    operations.put("CreateStream", this::createStream);
    operations.put("DeleteStream", this::deleteStream);
    operations.put("DescribeStream", this::describeStream);
    operations.put("DescribeStreamSummary", this::describeStreamSummary);
    operations.put("ListStreams", this::listStreams);
    operations.put("UpdateStreamMode", this::updateStreamMode);
    operations.put("IncreaseStreamRetentionPeriod", this::increaseRetention);
    operations.put("DecreaseStreamRetentionPeriod", this::decreaseRetention);
    operations.put("AddTagsToStream", this::addTags);
    operations.put("RemoveTagsFromStream", this::removeTags);
    operations.put("ListTagsForStream", this::listTags);
    operations.put("DescribeLimits", this::describeLimits);
    operations.put("EnableEnhancedMonitoring", this::enableMonitoring);
    operations.put("DisableEnhancedMonitoring", this::disableMonitoring);
  }

  private void createStream(Request request, JsonGenerator out) throws IOException {
    String name = request.name("StreamName");
    String mode = mode(request, "PROVISIONED");
    int shards =
        mode.equals("ON_DEMAND")
            ? request.integer("ShardCount", ON_DEMAND_SHARDS, 1, 100_000)
            : request.integer("ShardCount", 1, 100_000);
    Map<String, String> tags = request.has("Tags") ? request.textMap("Tags") : Map.of();
    refuseTooManyTags(tags);
    create(name, mode, shards, tags);
  }

  /** Makes a stream that is ready at once. */
  void create(String name, String mode, int shards, Map<String, String> tags) throws IOException {
    refuseBeyondShardLimit(service, shards);
    StreamState state = StreamState.create(name, service.clock().millis(), mode, shards);
    if (!service.streams().create(state.withTags(tags))) {
      throw ServiceError.inUse(
          "Stream " + name + " under account " + service.account().id() + " already exists.");
    }
  }

  private static String mode(Request request, String otherwise) {
    if (!request.has("StreamModeDetails")) {
      return otherwise;
    }
    String mode = Request.text(request.node("StreamModeDetails"), "StreamMode", null);
    if (mode == null) {
      throw Request.missing("streamModeDetails.streamMode");
    }
    if (!mode.equals("PROVISIONED") && !mode.equals("ON_DEMAND")) {
      throw ServiceError.constraint(
          "'" + mode + "'",
          "streamModeDetails.streamMode",
          "Member must satisfy enum value set: [PROVISIONED, ON_DEMAND]");
    }
    return mode;
  }

  /** Refuses what would take the account over its limit of open shards. */
  static void refuseBeyondShardLimit(Service service, int additional) {
    int open = service.openShards();
    if (open + additional > SHARDS_AN_ACCOUNT) {
      throw ServiceError.limitExceeded(
          "This request would exceed the shard limit for the account "
              + service.account().id()
              + " in "
              + service.account().region()
              + ". Current shard count for the account: "
              + open
              + ". Limit: "
              + SHARDS_AN_ACCOUNT
              + ". Number of additional shards that would have resulted from this request: "
              + additional
              + ".");
    }
  }

  private void deleteStream(Request request, JsonGenerator out) throws IOException {
    KinesisStream stream = service.stream(request);
    boolean enforce =
        request.has("EnforceConsumerDeletion")
            && request.node("EnforceConsumerDeletion").booleanValue();
    if (!stream.state().consumers().isEmpty() && !enforce) {
      throw ServiceError.inUse(
          "Stream "
              + stream.name()
              + " under account "
              + service.account().id()
              + " has consumers registered: deregister them or set EnforceConsumerDeletion.");
    }
    service.streams().delete(stream);
  }

  private void describeStream(Request request, JsonGenerator out) throws IOException {
    StreamState state = service.stream(request).state();
    int most = request.integer("Limit", 100, 1, 10_000);
    String after = request.text("ExclusiveStartShardId", "");
    List<Shard> shards =
        state.shards().stream().filter(shard -> shard.id().compareTo(after) > 0).toList();
    out.writeObjectFieldStart("StreamDescription");
    description(out, state);
    out.writeArrayFieldStart("Shards");
    for (Shard shard : shards.subList(0, Math.min(most, shards.size()))) {
      Answers.shard(out, shard);
    }
    out.writeEndArray();
    out.writeBooleanField("HasMoreShards", shards.size() > most);
    out.writeEndObject();
  }

  private void describeStreamSummary(Request request, JsonGenerator out) throws IOException {
    StreamState state = service.stream(request).state();
    out.writeObjectFieldStart("StreamDescriptionSummary");
    description(out, state);
    out.writeNumberField("OpenShardCount", state.openShards().size());
    out.writeNumberField("ConsumerCount", state.consumers().size());
    out.writeEndObject();
  }

  private void description(JsonGenerator out, StreamState state) throws IOException {
    out.writeStringField("StreamName", state.name());
    out.writeStringField("StreamARN", service.account().streamArn(state.name()));
    out.writeStringField("StreamStatus", "ACTIVE");
    modeDetails(out, state);
    out.writeNumberField("RetentionPeriodHours", state.retentionHours());
    Answers.time(out, "StreamCreationTimestamp", state.createdMillis());
    out.writeArrayFieldStart("EnhancedMonitoring");
    out.writeStartObject();
    metrics(out, "ShardLevelMetrics", state.metrics());
    out.writeEndObject();
    out.writeEndArray();
    out.writeStringField("EncryptionType", "NONE");
  }

  private static void modeDetails(JsonGenerator out, StreamState state) throws IOException {
    out.writeObjectFieldStart("StreamModeDetails");
    out.writeStringField("StreamMode", state.mode());
    out.writeEndObject();
  }

  private void listStreams(Request request, JsonGenerator out) throws IOException {
    int most = request.integer("Limit", 100, 1, 10_000);
    String after = request.text("ExclusiveStartStreamName", "");
    if (request.has("NextToken")) {
      try {
        after = PageToken.parts(request.text("NextToken"), 2).get(1);
      } catch (IllegalArgumentException e) {
        throw ServiceError.invalidArgument("NextToken is invalid.");
      }
    }
    String start = after;
    List<StreamState> states =
        service.streams().all().stream()
            .map(KinesisStream::state)
            .filter(state -> state.name().compareTo(start) > 0)
            .toList();
    List<StreamState> page = states.subList(0, Math.min(most, states.size()));
    out.writeArrayFieldStart("StreamNames");
    for (StreamState state : page) {
      out.writeString(state.name());
    }
    out.writeEndArray();
    out.writeArrayFieldStart("StreamSummaries");
    for (StreamState state : page) {
      out.writeStartObject();
      out.writeStringField("StreamName", state.name());
      out.writeStringField("StreamARN", service.account().streamArn(state.name()));
      out.writeStringField("StreamStatus", "ACTIVE");
      modeDetails(out, state);
      Answers.time(out, "StreamCreationTimestamp", state.createdMillis());
      out.writeEndObject();
    }
    out.writeEndArray();
    boolean more = states.size() > page.size();
    out.writeBooleanField("HasMoreStreams", more);
    if (more) {
      out.writeStringField("NextToken", PageToken.of("streams", page.get(page.size() - 1).name()));
    }
  }

  private void updateStreamMode(Request request, JsonGenerator out) throws IOException {
    String mode = mode(request, null);
    if (mode == null) {
      throw Request.missing("StreamModeDetails");
    }
    service.stream(request).change(state -> state.withMode(mode));
  }

  private void increaseRetention(Request request, JsonGenerator out) throws IOException {
    int hours = hours(request);
    service.stream(request)
        .change(
            state -> {
              if (hours < state.retentionHours()) {
                throw ServiceError.invalidArgument(
                    "Requested retention period ("
                        + hours
                        + " hours) for stream "
                        + state.name()
                        + " can not be shorter than existing retention period ("
                        + state.retentionHours()
                        + " hours). Use DecreaseRetentionPeriod API.");
              }
              return state.withRetention(hours);
            });
  }

  private void decreaseRetention(Request request, JsonGenerator out) throws IOException {
    int hours = hours(request);
    service.stream(request)
        .change(
            state -> {
              if (hours > state.retentionHours()) {
                throw ServiceError.invalidArgument(
                    "Requested retention period ("
                        + hours
                        + " hours) for stream "
                        + state.name()
                        + " can not be longer than existing retention period ("
                        + state.retentionHours()
                        + " hours). Use IncreaseRetentionPeriod API.");
              }
              return state.withRetention(hours);
            });
  }

  private static int hours(Request request) {
    int hours = request.integer("RetentionPeriodHours", Integer.MIN_VALUE, Integer.MAX_VALUE);
    if (hours < LEAST_HOURS) {
      throw ServiceError.invalidArgument(
          "Minimum allowed retention period is "
              + LEAST_HOURS
              + " hours. Requested retention period ("
              + hours
              + " hours) is too short.");
    }
    if (hours > MOST_HOURS) {
      throw ServiceError.invalidArgument(
          "Maximum allowed retention period is "
              + MOST_HOURS
              + " hours. Requested retention period ("
              + hours
              + " hours) is too long.");
    }
    return hours;
  }

  private void addTags(Request request, JsonGenerator out) throws IOException {
    Map<String, String> added = request.textMap("Tags");
    service.stream(request)
        .change(
            state -> {
              Map<String, String> tags = new TreeMap<>(state.tags());
              tags.putAll(added);
              refuseTooManyTags(tags);
              return state.withTags(tags);
            });
  }

  private static void refuseTooManyTags(Map<String, String> tags) {
    if (tags.size() > MOST_TAGS) {
      throw ServiceError.invalidArgument(
          "Failed to add tags to stream: a stream can have at most " + MOST_TAGS + " tags.");
    }
    tags.forEach(
        (key, value) -> {
          if (key.isEmpty() || key.length() > 128 || value.length() > 256) {
            throw ServiceError.validation(
                "1 validation error detected: a tag's key has 1 to 128 characters and its value at"
                    + " most 256: '"
                    + key
                    + "'");
          }
        });
  }

  private void removeTags(Request request, JsonGenerator out) throws IOException {
    List<String> removed = request.texts("TagKeys");
    service.stream(request)
        .change(
            state -> {
              Map<String, String> tags = new TreeMap<>(state.tags());
              removed.forEach(tags::remove);
              return state.withTags(tags);
            });
  }

  private void listTags(Request request, JsonGenerator out) throws IOException {
    StreamState state = service.stream(request).state();
    int most = request.integer("Limit", MOST_TAGS, 1, MOST_TAGS);
    String after = request.text("ExclusiveStartTagKey", "");
    List<Map.Entry<String, String>> tags =
        new TreeMap<>(state.tags())
            .entrySet().stream().filter(tag -> tag.getKey().compareTo(after) > 0).toList();
    out.writeArrayFieldStart("Tags");
    for (Map.Entry<String, String> tag : tags.subList(0, Math.min(most, tags.size()))) {
      out.writeStartObject();
      out.writeStringField("Key", tag.getKey());
      out.writeStringField("Value", tag.getValue());
      out.writeEndObject();
    }
    out.writeEndArray();
    out.writeBooleanField("HasMoreTags", tags.size() > most);
  }

  private void describeLimits(Request request, JsonGenerator out) throws IOException {
    out.writeNumberField("ShardLimit", SHARDS_AN_ACCOUNT);
    out.writeNumberField("OpenShardCount", service.openShards());
    out.writeNumberField(
        "OnDemandStreamCount",
        service.streams().all().stream()
            .filter(stream -> stream.state().mode().equals("ON_DEMAND"))
            .count());
    out.writeNumberField("OnDemandStreamCountLimit", ON_DEMAND_STREAMS);
  }

  private void enableMonitoring(Request request, JsonGenerator out) throws IOException {
    monitoring(request, out, true);
  }

  private void disableMonitoring(Request request, JsonGenerator out) throws IOException {
    monitoring(request, out, false);
  }

  private void monitoring(Request request, JsonGenerator out, boolean enable) throws IOException {
    List<String> asked = request.texts("ShardLevelMetrics");
    List<String> named = asked.contains("ALL") ? METRICS : asked;
    if (!METRICS.containsAll(named)) {
      throw ServiceError.constraint(
          asked.toString(),
          "shardLevelMetrics",
          "Member must satisfy enum value set: " + METRICS + " or ALL");
    }
    KinesisStream stream = service.stream(request);
    List<String> before = stream.state().metrics();
    StreamState after =
        stream.change(
            state -> {
              TreeSet<String> metrics = new TreeSet<>(state.metrics());
              if (enable) {
                metrics.addAll(named);
              } else {
                named.forEach(metrics::remove);
              }
              return state.withMetrics(List.copyOf(metrics));
            });
    out.writeStringField("StreamName", stream.name());
    out.writeStringField("StreamARN", service.account().streamArn(stream.name()));
    metrics(out, "CurrentShardLevelMetrics", before);
    metrics(out, "DesiredShardLevelMetrics", after.metrics());
  }

  private static void metrics(JsonGenerator out, String field, List<String> names)
      throws IOException {
    out.writeArrayFieldStart(field);
    for (String name : names) {
      out.writeString(name);
    }
    out.writeEndArray();
  }
}
