package io.windfarm.producers;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The account of a run.
 *
 * @param complete whether the run came to its own end and everything was acknowledged
 * @param sent readings handed to the sender; second copies and malformed events count
 * @param faults readings with each fault
 * @param startMillis event time of the run's begin
 * @param endMillis event time of its last reading
 */
record Summary(
    boolean complete,
    long sent,
    Delivery delivery,
    Map<FaultKind, Long> faults,
    List<Emergency> emergencies,
    long elapsedMillis,
    long startMillis,
    long endMillis) {

  /** Readings that are neither acknowledged nor in the spool. */
  long open() {
    return sent + delivery.earlier() - delivery.readings() - delivery.spooled();
  }

  /** One JSON object. */
  String json() {
    StringWriter text = new StringWriter();
    try (JsonGenerator out = new JsonFactory().createGenerator(text)) {
      out.writeStartObject();
      out.writeBooleanField("complete", complete);
      out.writeNumberField("records", delivery.records());
      out.writeNumberField("readings_sent", sent);
      out.writeNumberField("readings_acknowledged", delivery.readings());
      out.writeNumberField("readings_to_kinesis", delivery.direct());
      out.writeNumberField("readings_to_kafka", delivery.diverted());
      out.writeNumberField("readings_in_spool", delivery.spooled());
      out.writeNumberField("readings_from_earlier_runs", delivery.earlier());
      out.writeObjectFieldStart("faults");
      for (FaultKind kind : FaultKind.values()) {
        out.writeNumberField(kind.label(), faults.getOrDefault(kind, 0L));
      }
      out.writeEndObject();
      out.writeArrayFieldStart("emergencies");
      for (Emergency emergency : emergencies) {
        out.writeStartObject();
        out.writeStringField("emergency", emergency.kind().label());
        out.writeStringField("turbine_id", emergency.turbine().id());
        out.writeStringField("start", EventWriter.isoDate(emergency.startMillis()));
        out.writeEndObject();
      }
      out.writeEndArray();
      out.writeNumberField("calls", delivery.calls());
      out.writeNumberField("retries", delivery.retries());
      out.writeNumberField("throttled", delivery.throttled());
      out.writeNumberField("elapsed_ms", elapsedMillis);
      out.writeStringField("event_time_start", EventWriter.isoDate(startMillis));
      out.writeStringField("event_time_end", EventWriter.isoDate(endMillis));
      out.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("can't happen: the text goes to memory", e);
    }
    return text.toString();
  }

  /** A few lines for people. */
  String text() {
    StringBuilder text = new StringBuilder();
    text.append(
        String.format(
            Locale.ROOT,
            "sent %,d readings, acknowledged %,d in %,d records, in %s (%,.0f readings/s)",
            sent,
            delivery.readings(),
            delivery.records(),
            TimeSpan.format(elapsedMillis),
            delivery.readings() * 1_000.0 / Math.max(1, elapsedMillis)));
    text.append(
        String.format(
            Locale.ROOT,
            "%n%,d calls, %,d records sent again, %,d throttled",
            delivery.calls(),
            delivery.retries(),
            delivery.throttled()));
    if (delivery.diverted() + delivery.spooled() + delivery.earlier() > 0) {
      text.append(
          String.format(
              Locale.ROOT,
              "%nsent to Kinesis %,d readings, diverted to Kafka %,d, still in the spool %,d",
              delivery.direct(),
              delivery.diverted(),
              delivery.spooled()));
    }
    if (!faults.isEmpty()) {
      text.append(System.lineSeparator()).append("faults: ");
      text.append(
          faults.entrySet().stream()
              .map(e -> String.format(Locale.ROOT, "%s %,d", e.getKey().label(), e.getValue()))
              .collect(Collectors.joining(", ")));
    }
    for (Emergency emergency : emergencies) {
      text.append(System.lineSeparator())
          .append("emergency: ")
          .append(emergency.kind().label())
          .append(" on ")
          .append(emergency.turbine().id())
          .append(" at ")
          .append(EventWriter.isoDate(emergency.startMillis()));
    }
    return text.toString();
  }
}
