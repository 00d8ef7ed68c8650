package io.windfarm.producers;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import software.amazon.awssdk.services.kinesis.KinesisClient;

/** A sender and what it holds open. */
final class Sending implements AutoCloseable {
  private final KinesisClient client;
  private final Optional<Fallback> fallback;
  private final KinesisSender sender;

  private Sending(KinesisClient client, Optional<Fallback> fallback, KinesisSender sender) {
    this.client = client;
    this.fallback = fallback;
    this.sender = sender;
  }

  /** To the stream or nowhere. */
  static Sending direct(
      Destination destination,
      Map<String, String> environment,
      int connections,
      Duration linger,
      Duration patience) {
    KinesisClient client = destination.connect(environment);
    PutCalls calls = new PutCalls(client, destination.stream(), destination.describe());
    return new Sending(
        client,
        Optional.empty(),
        new KinesisSender(calls, connections, linger, patience, Optional.empty()));
  }

  /** To the stream, or to the spool and from there to Kafka. */
  static Sending withFallback(
      Destination destination,
      Map<String, String> environment,
      int connections,
      Duration linger,
      Duration patience,
      Supplier<Spool> opener,
      Optional<KafkaTopic> kafka,
      boolean keepsPace,
      Consumer<String> say) {
    KinesisClient client = destination.connect(environment);
    Spool spool;
    try {
      spool = opener.get();
    } catch (SpoolException e) {
      client.close();
      throw e;
    }
    Bulletin bulletin =
        new Bulletin(say, destination.describe(), spool, kafka.map(KafkaTopic::describe));
    Optional<Fallback> fallback =
        Optional.of(new Fallback(spool, new Spooler(spool, bulletin), kafka, bulletin, keepsPace));
    PutCalls calls = new PutCalls(client, destination.stream(), destination.describe());
    return new Sending(
        client, fallback, new KinesisSender(calls, connections, linger, patience, fallback));
  }

  KinesisSender sink() {
    return sender;
  }

  @Override
  public void close() {
    try {
      sender.close();
    } finally {
      client.close();
      fallback.flatMap(Fallback::kafka).ifPresent(KafkaTopic::close);
      fallback.map(Fallback::spool).ifPresent(Spool::close);
    }
  }
}
