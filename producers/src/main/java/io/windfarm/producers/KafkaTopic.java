package io.windfarm.producers;

import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Properties;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.regex.Pattern;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * Where records go while the stream takes none: the same bytes under the same key, dated when they
 * are sent. Connects with the first of them, and anew after a failure. For several threads, one
 * call at a time.
 */
final class KafkaTopic implements AutoCloseable {
  private static final Pattern SERVERS = Pattern.compile("[^\\s,:]+:\\d+(,[^\\s,:]+:\\d+)*");

  private static final Duration ANSWER = Duration.ofSeconds(5);
  private static final Duration DELIVERY = Duration.ofSeconds(10);

  /** A record of Kinesis' largest size and what Kafka adds to it. */
  private static final int LARGEST_REQUEST_BYTES = 2 * RecordPacker.LARGEST_RECORD_BYTES;

  private static final Backoff BACKOFF = new Backoff(Duration.ofMillis(200), Duration.ofSeconds(5));

  private final String servers;
  private final String topic;
  private final Properties settings = new Properties();
  private final SplittableRandom random = new SplittableRandom();
  private Producer<String, byte[]> producer;
  private int failures;
  private String lastRefusal = "";
  private volatile long readyAtNanos = System.nanoTime();

  /**
   * Nothing is asked of the network yet.
   *
   * @param servers addresses, as in {@code host:9092,other:9092}
   * @param more settings of the Kafka client, such as those of TLS and SASL
   * @throws UsageException where the addresses are none
   */
  KafkaTopic(String servers, String topic, Properties more) {
    if (!SERVERS.matcher(servers).matches()) {
      throw new UsageException(
          "Kafka at '" + servers + "' is no address: write it as in 127.0.0.1:9092");
    }
    this.servers = servers;
    this.topic = topic;
    settings.putAll(more);
    settings.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, servers);
    settings.put(ProducerConfig.ACKS_CONFIG, "all");
    settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, "true");
    settings.put(ProducerConfig.LINGER_MS_CONFIG, "0");
    settings.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, "" + LARGEST_REQUEST_BYTES);
    settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, "" + ANSWER.toMillis());
    settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, "" + ANSWER.toMillis());
    settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, "" + DELIVERY.toMillis());
  }

  /** For messages. */
  String describe() {
    return "Kafka topic '" + topic + "' at " + servers;
  }

  /** Calls before then are in vain: it failed a moment ago. */
  long readyAtNanos() {
    return readyAtNanos;
  }

  /**
   * What became of a call.
   *
   * @param arrived which records, by their place in the call
   * @param refusal why others have not arrived, or empty
   */
  record Answer(BitSet arrived, String refusal) {}

  /** Sends records and waits until each is acknowledged by all replicas in sync, or has failed. */
  synchronized Answer put(List<Outgoing> records) throws InterruptedException {
    if (readyAtNanos - System.nanoTime() > 0) {
      return new Answer(new BitSet(), lastRefusal);
    }
    List<Future<RecordMetadata>> answers = new ArrayList<>(records.size());
    String refusal = "";
    try {
      connect();
      boolean reachable = true;
      for (int i = 0; reachable && i < records.size(); i++) {
        answers.add(send(records.get(i)));
        reachable = !isUnreachable(answers.get(i));
      }
    } catch (InterruptException e) {
      throw interrupted(e);
    } catch (KafkaException e) {
      refusal = reason(e);
    }
    BitSet arrived = new BitSet();
    for (int i = 0; i < answers.size(); i++) {
      try {
        answers.get(i).get();
        arrived.set(i);
      } catch (ExecutionException e) {
        refusal = reason(e.getCause());
      }
    }
    lastRefusal = refusal;
    settle(records.size(), arrived);
    return new Answer(arrived, refusal);
  }

  @Override
  public synchronized void close() {
    if (producer != null) {
      producer.close(ANSWER);
      producer = null;
    }
  }

  private void connect() {
    if (producer == null) {
      producer = new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer());
    }
  }

  private Future<RecordMetadata> send(Outgoing record) {
    long now = System.currentTimeMillis();
    return producer.send(new ProducerRecord<>(topic, null, now, record.key(), record.payload()));
  }

  /** Whether the client has waited for a broker in vain, as it would for every further record. */
  private static boolean isUnreachable(Future<RecordMetadata> answer) throws InterruptedException {
    try {
      if (answer.isDone()) {
        answer.get();
      }
      return false;
    } catch (ExecutionException e) {
      return e.getCause() instanceof TimeoutException;
    }
  }

  private void settle(int sent, BitSet arrived) {
    if (arrived.cardinality() < sent && producer != null) {
      // What it may still hold must not arrive after what is sent next.
      producer.close(Duration.ZERO);
      producer = null;
    }
    failures = arrived.isEmpty() ? failures + 1 : 0;
    if (failures > 0) {
      readyAtNanos = System.nanoTime() + BACKOFF.waitNanos(failures, random);
    }
  }

  private static InterruptedException interrupted(InterruptException cause) {
    // Kafka sets the flag that an InterruptedException is to find cleared.
    Thread.interrupted();
    InterruptedException plain = new InterruptedException(cause.getMessage());
    plain.initCause(cause);
    return plain;
  }

  private static String reason(Throwable failure) {
    Throwable root = failure;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return root.getMessage() == null
        ? root.getClass().getSimpleName()
        : OneLine.of(root.getMessage());
  }
}
