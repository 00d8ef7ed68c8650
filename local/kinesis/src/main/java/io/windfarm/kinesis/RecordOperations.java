package io.windfarm.kinesis;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Putting records and reading them. */
final class RecordOperations {
  static final int ENTRIES_A_CALL = 500;
  static final int BYTES_A_CALL = 5 << 20;
  static final int RECORD_BYTES = 1 << 20;
  static final int RECORDS_A_READ = 10_000;
  static final int BYTES_A_READ = 10 << 20;

  private final Service service;

  RecordOperations(Service service) {
    this.service = service;
  }

  void register(Map<String, Operation> operations) {
    operations.put("PutRecord", this::putRecord);
    operations.put("PutRecords", this::putRecords);
    operations.put("GetShardIterator", this::getShardIterator);
    operations.put("GetRecords", this::getRecords);
  }

  /** A record to put: where it belongs, and later what became of it. */
  private static final class Entry {
    final Payload payload;
    final BigInteger hashKey;
    Shard shard;
    long index;
    long arrivalMillis;
    String errorCode;
    String errorMessage;

    Entry(Payload payload, BigInteger hashKey) {
      this.payload = payload;
      this.hashKey = hashKey;
    }

    void fail(String code, String message) {
      errorCode = code;
      errorMessage = message;
    }

    String sequenceNumber() {
      return shard.sequence(index).print(arrivalMillis / 1000);
    }
  }

  private void putRecord(Request request, JsonGenerator out) throws IOException {
    KinesisStream stream = service.stream(request);
    if (request.has("SequenceNumberForOrdering")) {
      // Numbers of a shard always increase here, so the promise it asks for is kept anyway.
      try {
        SequenceNumber.parse(request.text("SequenceNumberForOrdering"));
      } catch (IllegalArgumentException e) {
        throw ServiceError.invalidArgument(
            "SequenceNumberForOrdering is not a sequence number of this stream.");
      }
    }
    Entry entry = entry(request.node("PartitionKey"), request, null);
    put(stream, List.of(entry));
    if (entry.errorCode != null) {
      throw ServiceError.throughputExceeded(entry.errorMessage);
    }
    out.writeStringField("ShardId", entry.shard.id());
    out.writeStringField("SequenceNumber", entry.sequenceNumber());
    out.writeStringField("EncryptionType", "NONE");
  }

  private void putRecords(Request request, JsonGenerator out) throws IOException {
    if (!request.has("Records") || !request.node("Records").isArray()) {
      throw Request.missing("Records");
    }
    JsonNode array = request.node("Records");
    if (array.isEmpty() || array.size() > ENTRIES_A_CALL) {
      throw ServiceError.constraint(
          "'[" + array.size() + " entries]'",
          "records",
          array.isEmpty()
              ? "Member must have length greater than or equal to 1"
              : "Member must have length less than or equal to " + ENTRIES_A_CALL);
    }
    KinesisStream stream = service.stream(request);
    List<Entry> entries = new ArrayList<>(array.size());
    long bytes = 0;
    for (JsonNode node : array) {
      Entry entry = entry(node.get("PartitionKey"), null, node);
      entries.add(entry);
      bytes += entry.payload.size();
    }
    if (bytes > BYTES_A_CALL) {
      throw ServiceError.invalidArgument("Records size exceeds 5 MB limit");
    }
    List<Entry> accepted = new ArrayList<>(entries.size());
    for (Entry entry : entries) {
      if (service.faults().failsEntry()) {
        entry.fail("InternalFailure", "Internal service failure.");
      } else {
        accepted.add(entry);
      }
    }
    put(stream, accepted);
    int failed = 0;
    out.writeArrayFieldStart("Records");
    for (Entry entry : entries) {
      out.writeStartObject();
      if (entry.errorCode == null) {
        out.writeStringField("SequenceNumber", entry.sequenceNumber());
        out.writeStringField("ShardId", entry.shard.id());
      } else {
        failed++;
        out.writeStringField("ErrorCode", entry.errorCode);
        out.writeStringField("ErrorMessage", entry.errorMessage);
      }
      out.writeEndObject();
    }
    out.writeEndArray();
    out.writeNumberField("FailedRecordCount", failed);
    out.writeStringField("EncryptionType", "NONE");
  }

  /** One entry, of PutRecord ({@code single}) or of PutRecords ({@code node}). */
  private static Entry entry(JsonNode keyNode, Request single, JsonNode node) {
    JsonNode dataNode = single != null ? single.node("Data") : node.get("Data");
    if (keyNode == null || keyNode.isNull()) {
      throw Request.missing("PartitionKey");
    }
    if (dataNode == null || dataNode.isNull()) {
      throw Request.missing("Data");
    }
    if (!keyNode.isTextual()) {
      throw ServiceError.serialization("PartitionKey must be a string");
    }
    String key = keyNode.textValue();
    int length = key.codePointCount(0, key.length());
    if (length < 1 || length > 256) {
      throw ServiceError.constraint(
          "'" + key + "'",
          "partitionKey",
          length < 1
              ? "Member must have length greater than or equal to 1"
              : "Member must have length less than or equal to 256");
    }
    byte[] data;
    try {
      data = dataNode.isTextual() ? dataNode.binaryValue() : null;
    } catch (IOException e) {
      data = null;
    }
    if (data == null) {
      throw ServiceError.serialization("Data must be a string in base64");
    }
    Payload payload = new Payload(key.getBytes(StandardCharsets.UTF_8), data);
    if (payload.size() > RECORD_BYTES) {
      throw ServiceError.constraint(
          "'java.nio.HeapByteBuffer[" + payload.size() + " bytes with its key]'",
          "data",
          "Member must have length less than or equal to " + RECORD_BYTES);
    }
    BigInteger explicit =
        single != null
            ? single.has("ExplicitHashKey") ? single.hashKey("ExplicitHashKey") : null
            : Request.hashKey(node, "ExplicitHashKey");
    return new Entry(payload, explicit != null ? explicit : HashKeyRange.hash(key));
  }

  /** Gives each entry its shard and appends what the limits let through, in order. */
  private void put(KinesisStream stream, List<Entry> entries) throws IOException {
    long now = service.clock().millis();
    boolean throttled = service.faults().throttles();
    stream.write(
        routing -> {
          Map<Shard, List<Entry>> byShard = new LinkedHashMap<>();
          for (Entry entry : entries) {
            entry.shard = routing.owner(entry.hashKey);
            if (throttled
                || (service.limited()
                    && !stream.limits(entry.shard).write(entry.payload.size(), now))) {
              entry.fail(
                  "ProvisionedThroughputExceededException",
                  rateExceeded(entry.shard, stream.name()));
            } else {
              byShard.computeIfAbsent(entry.shard, shard -> new ArrayList<>()).add(entry);
            }
          }
          for (Map.Entry<Shard, List<Entry>> group : byShard.entrySet()) {
            append(stream.log(group.getKey()), group.getValue(), now);
          }
        });
  }

  private static void append(ShardLog log, List<Entry> entries, long now) throws IOException {
    List<Payload> payloads = entries.stream().map(entry -> entry.payload).toList();
    ShardLog.Appended appended = log.append(payloads, now);
    for (int i = 0; i < entries.size(); i++) {
      entries.get(i).index = appended.firstIndex() + i;
      entries.get(i).arrivalMillis = appended.arrivalMillis();
    }
  }

  private String rateExceeded(Shard shard, String stream) {
    return "Rate exceeded for shard "
        + shard.id()
        + " in stream "
        + stream
        + " under account "
        + service.account().id()
        + ".";
  }

  private void getShardIterator(Request request, JsonGenerator out) throws IOException {
    KinesisStream stream = service.stream(request);
    StreamState state = stream.state();
    Shard shard = service.shard(state, request, "ShardId");
    long index =
        new StartingPosition(service, stream, shard, StartingPosition.Fields.ITERATOR)
            .index(request);
    out.writeStringField("ShardIterator", iterator(state, shard, index));
  }

  private String iterator(StreamState state, Shard shard, long index) {
    return new ShardIterator(
            state.name(),
            state.createdMillis(),
            shard.number(),
            index,
            service.clock().millis(),
            service.faults().iteratorGeneration())
        .token();
  }

  private void getRecords(Request request, JsonGenerator out) throws IOException {
    ShardIterator iterator = ShardIterator.parse(request.text("ShardIterator"));
    int most = request.integer("Limit", RECORDS_A_READ, 1, RECORDS_A_READ);
    String named = request.optionalStreamName();
    if (named != null && !named.equals(iterator.stream())) {
      throw ServiceError.invalidArgument(
          "The ShardIterator is of stream " + iterator.stream() + ", not of " + named + ".");
    }
    KinesisStream stream = service.stream(iterator.stream());
    StreamState state = stream.state();
    long now = service.clock().millis();
    iterator.refuseIfExpired(now, service.faults().iteratorGeneration());
    Shard shard =
        state.shards().stream()
            .filter(candidate -> candidate.number() == iterator.shard())
            .findFirst()
            .filter(found -> state.createdMillis() == iterator.streamCreatedMillis())
            .orElseThrow(
                () -> service.account().noShard(Shard.id(iterator.shard()), iterator.stream()));
    if (service.faults().throttles() || (service.limited() && !stream.limits(shard).read(now))) {
      throw ServiceError.throughputExceeded(rateExceeded(shard, stream.name()));
    }
    ShardLog.Batch batch =
        stream.log(shard).read(iterator.index(), stream.horizonMillis(), most, BYTES_A_READ);
    Answers.records(out, shard, batch.records());
    if (service.limited()) {
      stream.limits(shard).gave(batch.bytes());
    }
    // The state was taken before the read: had the shard been closed in between, its last records
    // could have been missed and the end told too early.
    if (batch.atEnd() && !shard.open()) {
      Answers.children(out, shard, stream.state());
    } else {
      out.writeStringField("NextShardIterator", iterator(state, shard, batch.nextIndex()));
    }
    out.writeNumberField("MillisBehindLatest", batch.millisBehind(now));
  }
}
