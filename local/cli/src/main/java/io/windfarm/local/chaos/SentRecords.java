package io.windfarm.local.chaos;

import io.windfarm.local.JobSettings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What a job has to read: all that is in its stream and, where turbines divert, in Kafka. */
final class SentRecords implements AutoCloseable {
  private final StreamLog stream;
  private final Optional<FallbackTopic> fallback;

  SentRecords(StreamLog stream, Optional<FallbackTopic> fallback) {
    this.stream = stream;
    this.fallback = fallback;
  }

  /** All records so far. */
  List<StreamLog.Entry> read() throws IOException, InterruptedException {
    List<StreamLog.Entry> all = new ArrayList<>(stream.read());
    fallback.ifPresent(topic -> all.addAll(topic.read()));
    return all;
  }

  /** How many records are in Kafka; needs no stream. */
  int diverted() {
    return fallback.map(topic -> topic.read().size()).orElse(0);
  }

  /** Sends the last records of the stream once more, over Kafka. */
  void repeatOverKafka(int records) throws IOException, InterruptedException {
    List<StreamLog.Entry> all = stream.read();
    fallback.orElseThrow().repeat(all.subList(Math.max(0, all.size() - records), all.size()));
  }

  /** How many readings are both in the stream and in Kafka. */
  int overlap() throws IOException, InterruptedException {
    Set<Oracle.Reading> both = new HashSet<>(Oracle.of(stream.read()).readings());
    both.retainAll(Oracle.of(fallback.orElseThrow().read()).readings());
    return both.size();
  }

  /** How many of some records are nowhere. */
  long missing(List<StreamLog.Entry> due) throws IOException, InterruptedException {
    Set<String> there = new HashSet<>();
    read().forEach(entry -> there.add(text(entry)));
    return due.stream().filter(entry -> !there.contains(text(entry))).count();
  }

  private static String text(StreamLog.Entry entry) {
    return new String(entry.payload(), StandardCharsets.UTF_8);
  }

  /** Tells the job of Kafka, if turbines divert to it. */
  JobSettings tell(JobSettings job) {
    fallback.ifPresent(topic -> topic.tell(job));
    return job;
  }

  /** The same turbines, diverting from a spool if they are to. */
  Fleet tell(Fleet fleet, Path spool) {
    return fallback.map(topic -> topic.tell(fleet, spool)).orElse(fleet);
  }

  @Override
  public void close() {
    fallback.ifPresent(FallbackTopic::close);
  }
}
