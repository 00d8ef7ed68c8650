package io.windfarm.producers;

import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Tells people about outages, one line for each change however many lanes notice it. For several
 * threads.
 */
final class Bulletin {
  private final Consumer<String> say;
  private final String stream;
  private final Spool spool;
  private final Optional<String> kafka;
  private final Set<Object> cutOff = new HashSet<>();
  private long sinceNanos;
  private long diverted;
  private boolean kafkaFails;
  private boolean spoolFails;
  private boolean draining;

  /**
   * @param stream what it is, for messages
   * @param kafka what readings are diverted to, for messages; empty where there is nothing
   */
  Bulletin(Consumer<String> say, String stream, Spool spool, Optional<String> kafka) {
    this.say = say;
    this.stream = stream;
    this.spool = spool;
    this.kafka = kafka;
  }

  /** Lines about what was found in the spool at the start. */
  synchronized void found() {
    spool.findings().forEach(this::say);
    if (spool.records() > 0) {
      say(
          String.format(
              Locale.ROOT,
              "%,d readings of an earlier run wait in the spool %s: they go first",
              spool.readings(),
              spool.file()));
      draining = true;
    }
  }

  /** A lane has lost patience with the stream. */
  synchronized void cutOff(Object lane, String reason) {
    if (cutOff.add(lane) && cutOff.size() == 1) {
      sinceNanos = System.nanoTime();
      diverted = 0;
      draining = true;
      say(
          reason
              + ": readings go to the spool "
              + spool.file()
              + kafka.map(topic -> " and from there to " + topic).orElse(" until it is back"));
    }
  }

  /** Kafka has acknowledged so many readings. */
  synchronized void diverted(int readings) {
    diverted += readings;
    if (kafkaFails && readings > 0) {
      kafkaFails = false;
      say(kafka.orElseThrow() + " is back");
    }
  }

  /** Kafka has acknowledged nothing. */
  synchronized void kafkaRefuses(String reason) {
    if (!kafkaFails) {
      kafkaFails = true;
      say(
          kafka.orElseThrow()
              + " takes nothing either ("
              + reason
              + "): readings stay in the spool; check that it runs, and that"
              + " --kafka-bootstrap-servers and --kafka-topic name it");
    }
  }

  /** The stream takes a lane's records again. */
  synchronized void back(Object lane) {
    if (cutOff.remove(lane) && cutOff.isEmpty()) {
      kafkaFails = false;
      draining = spool.records() > 0;
      say(
          String.format(
              Locale.ROOT,
              "%s is back after %s: %s%,d readings wait in the spool and follow in order",
              stream,
              TimeSpan.format((System.nanoTime() - sinceNanos) / 1_000_000),
              kafka.isPresent()
                  ? String.format(Locale.ROOT, "%,d readings were diverted, ", diverted)
                  : "",
              spool.readings()));
    }
  }

  /** The spool has refused a write. */
  synchronized void spoolRefuses(String reason) {
    if (!spoolFails) {
      spoolFails = true;
      say(reason + "; measuring waits when memory is full too");
    }
  }

  /** The spool has been written to. */
  synchronized void spoolTakes() {
    if (spoolFails) {
      spoolFails = false;
      say("the spool " + spool.file() + " has room again");
    }
    if (draining && cutOff.isEmpty() && spool.records() == 0) {
      draining = false;
      say("the spool " + spool.file() + " is empty again");
    }
  }

  private void say(String line) {
    say.accept(EventWriter.isoDate(System.currentTimeMillis()) + "  " + line);
  }
}
