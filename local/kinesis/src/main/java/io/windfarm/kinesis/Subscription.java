package io.windfarm.kinesis;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Future;

/**
 * A subscription to a shard: sends records as they arrive, by the thread of its request, until its
 * time is over, the shard has ended, the client has gone, or another subscription takes its place.
 * With limits on it gives 2 MB/s, slowing down rather than refusing.
 */
final class Subscription implements AutoCloseable {
  private static final JsonFactory JSON = new JsonFactory();

  /** An event is read and encoded as a whole, so it is kept well below the 10 MB of GetRecords. */
  private static final int BYTES_AN_EVENT = 1 << 20;

  /** Tells the client that we are there, and us whether the client is. */
  private static final Duration LONGEST_SILENCE = Duration.ofSeconds(5);

  /** How long a change other than a new record may go unnoticed. */
  private static final Duration LONGEST_WAIT = Duration.ofMillis(200);

  private final Service service;
  private final KinesisStream stream;
  private final Consumer consumer;
  private final int shardNumber;
  private final Duration lifetime;
  private final long startedMillis;
  private final TokenBucket bytesOut;
  private long index;
  private long lastSentNanos;
  private volatile boolean ended;
  private volatile boolean takenOver;
  private Thread thread;
  private Future<?> watch;
  private boolean closed;

  /**
   * @param from index of the first record to send
   */
  Subscription(
      Service service,
      KinesisStream stream,
      Consumer consumer,
      int shardNumber,
      long from,
      Duration lifetime) {
    this.service = service;
    this.stream = stream;
    this.consumer = consumer;
    this.shardNumber = shardNumber;
    this.index = from;
    this.lifetime = lifetime;
    this.startedMillis = service.clock().millis();
    this.bytesOut = new TokenBucket(ShardLimits.BYTES_OUT_PER_SECOND, startedMillis);
  }

  /** What only one subscription may have at a time. */
  String key() {
    return consumer.arn(service.account().streamArn(stream.name())) + "/" + Shard.id(shardNumber);
  }

  long startedMillis() {
    return startedMillis;
  }

  Duration lifetime() {
    return lifetime;
  }

  /** Sends all there is to send; returns when the subscription is over. */
  void writeTo(OutputStream out) throws IOException {
    begin();
    EventStreamWriter events = new EventStreamWriter(out, Protocol.JSON);
    try {
      events.event("initial-response", new byte[] {'{', '}'});
      push(events);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ServiceError e) {
      events.exception(
          e.type(), json(fields -> fields.writeStringField("message", e.getMessage())));
    }
  }

  private void push(EventStreamWriter events) throws IOException, InterruptedException {
    while (!isOver()) {
      if (service.limited() && !bytesOut.has(0, service.clock().millis())) {
        Thread.sleep(LONGEST_WAIT.toMillis() / 10);
        continue;
      }
      // Taken before the read: had the shard been closed in between, its last records could be
      // missed and the end told too early.
      Shard shard = shard();
      ShardLog.Batch batch = read(shard);
      boolean last = batch.atEnd() && !shard.open();
      index = Math.max(1, batch.nextIndex());
      if (!batch.records().isEmpty() || last || silent()) {
        events.event("SubscribeToShardEvent", event(shard, batch, last));
        lastSentNanos = System.nanoTime();
        bytesOut.take((double) batch.bytes());
      }
      if (last) {
        return;
      }
      if (batch.atEnd()) {
        stream.log(shard).awaitRecord(index, LONGEST_WAIT);
      }
    }
  }

  private boolean isOver() {
    if (takenOver) {
      throw inUse();
    }
    return ended || service.clock().millis() - startedMillis >= lifetime.toMillis();
  }

  /** The shard as it is now, while there is a consumer to read it. */
  private Shard shard() {
    StreamState state = stream.state();
    if (!state.consumers().contains(consumer)) {
      throw ServiceError.notFound(
          "Consumer " + consumer.name() + " of stream " + state.name() + " was deregistered.");
    }
    return state.shards().stream()
        .filter(shard -> shard.number() == shardNumber)
        .findFirst()
        .orElseThrow(() -> service.account().noShard(Shard.id(shardNumber), state.name()));
  }

  private ShardLog.Batch read(Shard shard) {
    try {
      return stream
          .log(shard)
          .read(index, stream.horizonMillis(), RecordOperations.RECORDS_A_READ, BYTES_AN_EVENT);
    } catch (IOException e) {
      throw ServiceError.internalInStream(e.getMessage());
    }
  }

  /** True at first, so that a subscription to a quiet shard is confirmed at once. */
  private boolean silent() {
    return lastSentNanos == 0 || System.nanoTime() - lastSentNanos >= LONGEST_SILENCE.toNanos();
  }

  private byte[] event(Shard shard, ShardLog.Batch batch, boolean last) throws IOException {
    long now = service.clock().millis();
    return json(
        fields -> {
          Answers.records(fields, shard, batch.records());
          if (last) {
            Answers.children(fields, shard, stream.state());
          } else {
            fields.writeStringField(
                "ContinuationSequenceNumber", continuation(shard, batch.records(), now));
          }
          fields.writeNumberField("MillisBehindLatest", batch.millisBehind(now));
        });
  }

  /** After which to go on: the last record's number, or that of the shard's start. */
  private String continuation(Shard shard, List<StoredRecord> records, long now) {
    if (index == 1) {
      return shard.startingSequenceNumber();
    }
    long arrivalMillis = records.isEmpty() ? now : records.get(records.size() - 1).arrivalMillis();
    return shard.sequence(index - 1).print(arrivalMillis / 1000);
  }

  private interface Fields {
    void write(JsonGenerator fields) throws IOException;
  }

  private static byte[] json(Fields fields) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
    try (JsonGenerator out = JSON.createGenerator(bytes)) {
      out.writeStartObject();
      fields.write(out);
      out.writeEndObject();
    }
    return bytes.toByteArray();
  }

  /** Ends it as if its time were over. */
  void end() {
    ended = true;
  }

  /** Ends it for another one in its place. */
  void takeOver() {
    takenOver = true;
  }

  /** What a client hears that is too early with another subscription, or late with this one. */
  ServiceError inUse() {
    return ServiceError.inUse(
        "Another active subscription exists for this consumer: "
            + String.join(
                ":",
                service.account().id(),
                stream.name(),
                Shard.id(shardNumber),
                consumer.name()));
  }

  private synchronized void begin() {
    thread = Thread.currentThread();
  }

  /** Breaks the connection if its thread still waits for the client. */
  synchronized void interrupt() {
    if (thread != null) {
      thread.interrupt();
    }
  }

  /** What to cancel when it is over. */
  synchronized void onClose(Future<?> cancelled) {
    watch = cancelled;
  }

  synchronized boolean isClosed() {
    return closed;
  }

  @Override
  public synchronized void close() {
    closed = true;
    thread = null;
    if (watch != null) {
      watch.cancel(false);
    }
  }
}
