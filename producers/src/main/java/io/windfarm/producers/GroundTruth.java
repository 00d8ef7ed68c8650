package io.windfarm.producers;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Map;

/**
 * What was made up, one JSON object a line: a line for each reading with a fault (for each event if
 * nobody can read it), a line for each emergency that happened.
 */
final class GroundTruth implements Closeable {
  private final JsonGenerator out;

  GroundTruth(OutputStream stream) {
    try {
      out = new JsonFactory().createGenerator(stream);
      out.setRootValueSeparator(null);
    } catch (IOException e) {
      throw new UncheckedIOException("can't start the ground truth", e);
    }
  }

  /**
   * A line for every reading of an event.
   *
   * @param trueDateMillis when it was measured, whatever the event says
   * @param cleanValues what healthy sensors would have shown
   * @param form more about the fault, or empty
   * @param lateByMillis event time between date and sending, or 0
   */
  void fault(
      FaultKind fault,
      Event event,
      long trueDateMillis,
      double[] cleanValues,
      String form,
      long lateByMillis) {
    int lines = readingsOf(fault, event.values().length);
    for (int i = 0; i < lines; i++) {
      try {
        out.writeStartObject();
        out.writeStringField("kind", "fault");
        out.writeStringField("fault", fault.label());
        if (!form.isEmpty()) {
          out.writeStringField("form", form);
        }
        out.writeStringField("turbine_id", event.series().turbine().id());
        out.writeStringField("farm_id", event.series().turbine().farm().id());
        if (lines == event.values().length) {
          out.writeStringField("sensor", event.series().sensors().get(i).canonicalName());
          out.writeNumberField("clean_value", cleanValues[i]);
          if (fault == FaultKind.SPIKE || fault == FaultKind.STUCK || fault == FaultKind.DRIFT) {
            out.writeNumberField("value", event.values()[i]);
          }
        }
        out.writeStringField("id", event.id());
        out.writeStringField("date", EventWriter.isoDate(event.dateMillis()));
        if (trueDateMillis != event.dateMillis()) {
          out.writeStringField("true_date", EventWriter.isoDate(trueDateMillis));
        }
        if (fault == FaultKind.LATE) {
          out.writeNumberField("late_by_ms", lateByMillis);
        }
        endLine();
      } catch (IOException e) {
        throw failed(e);
      }
    }
  }

  /** How many readings a fault on an event of so many sensors concerns. */
  static int readingsOf(FaultKind fault, int sensors) {
    return fault == FaultKind.MALFORMED ? 1 : sensors;
  }

  /**
   * A line for an emergency whose readings were sent up to {@code untilMillis}. Rules whose
   * condition was not satisfied by then are left out.
   */
  void emergency(Emergency emergency, long untilMillis) {
    Map<Rule, Long> met = emergency.conditionMet();
    try {
      out.writeStartObject();
      out.writeStringField("kind", "emergency");
      out.writeStringField("emergency", emergency.kind().label());
      out.writeStringField("turbine_id", emergency.turbine().id());
      out.writeStringField("farm_id", emergency.turbine().farm().id());
      out.writeStringField("start", EventWriter.isoDate(emergency.startMillis()));
      out.writeStringField(
          "end", EventWriter.isoDate(Math.min(emergency.endMillis(), untilMillis)));
      if (untilMillis < emergency.endMillis()) {
        out.writeBooleanField("interrupted", true);
      }
      out.writeArrayFieldStart("expected_rules");
      for (Rule rule : emergency.kind().expectedRules()) {
        if (met.get(rule) <= untilMillis) {
          out.writeString(rule.label());
        }
      }
      out.writeEndArray();
      out.writeObjectFieldStart("condition_met");
      for (Rule rule : emergency.kind().expectedRules()) {
        if (met.get(rule) <= untilMillis) {
          out.writeStringField(rule.label(), EventWriter.isoDate(met.get(rule)));
        }
      }
      out.writeEndObject();
      endLine();
    } catch (IOException e) {
      throw failed(e);
    }
  }

  @Override
  public void close() {
    try {
      out.close();
    } catch (IOException e) {
      throw failed(e);
    }
  }

  private void endLine() throws IOException {
    out.writeEndObject();
    out.writeRaw('\n');
  }

  private static UncheckedIOException failed(IOException cause) {
    return new UncheckedIOException("can't write the ground truth: choose another place", cause);
  }
}
