package io.windfarm.alert;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.windfarm.model.Alert;
import io.windfarm.model.Edge;
import io.windfarm.model.Summary;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import org.apache.flink.api.common.serialization.SerializationSchema;

/** Alerts as JSON objects, one a record, UTF-8, times in ISO-8601 UTC. */
public final class AlertJson implements SerializationSchema<Alert> {
  private static final long serialVersionUID = 1L;
  private static final JsonFactory JSON = new JsonFactory();

  @Override
  public byte[] serialize(Alert alert) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
    try (JsonGenerator json = JSON.createGenerator(bytes)) {
      json.writeStartObject();
      json.writeStringField("alert_id", alert.alertId);
      json.writeStringField("rule", alert.rule);
      json.writeNumberField("rule_version", alert.ruleVersion);
      json.writeStringField("state", alert.state.name());
      json.writeStringField("severity", alert.severity.name());
      json.writeStringField("turbine_id", alert.turbineId);
      json.writeStringField("farm_id", alert.farmId);
      json.writeStringField("region", alert.region);
      json.writeStringField("country_code", alert.countryCode);
      json.writeStringField("start_time", Instant.ofEpochMilli(alert.startTime).toString());
      json.writeStringField("event_time", Instant.ofEpochMilli(alert.eventTime).toString());
      json.writeStringField("raised_time", Instant.ofEpochMilli(alert.raisedTime).toString());
      json.writeStringField("message", alert.message);
      json.writeFieldName("evidence");
      json.writeRawValue(alert.evidence);
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("Writing to memory can't fail", e);
    }
    return bytes.toByteArray();
  }

  /** A summary that lies beyond its fleet as {@link Alert#evidence}. */
  static String evidence(Summary summary) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(text)) {
      json.writeStartArray();
      json.writeStartObject();
      json.writeStringField("condition", "BEYOND_FLEET");
      json.writeStringField("sensor", summary.sensor);
      json.writeNumberField("value", summary.mean);
      json.writeStringField("event_time", Instant.ofEpochMilli(summary.periodEnd).toString());
      json.writeStringField("period_start", Instant.ofEpochMilli(summary.periodStart).toString());
      json.writeNumberField("fleet_mean", summary.fleetMean);
      json.writeNumberField("fleet_stddev", summary.fleetStddev);
      json.writeNumberField("fleet_turbines", summary.fleetTurbines);
      json.writeEndObject();
      json.writeEndArray();
    } catch (IOException e) {
      throw new UncheckedIOException("Writing to memory can't fail", e);
    }
    return text.toString();
  }

  /** The edges as {@link Alert#evidence}. */
  static String evidence(List<Edge> edges) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(text)) {
      json.writeStartArray();
      for (Edge edge : edges) {
        json.writeStartObject();
        json.writeStringField("condition", edge.condition.name());
        json.writeStringField("sensor", edge.sensor);
        if (!Double.isNaN(edge.value)) {
          json.writeNumberField("value", edge.value);
        }
        json.writeStringField("event_time", Instant.ofEpochMilli(edge.eventTime).toString());
        json.writeStringField("reading_id", edge.readingId);
        json.writeEndObject();
      }
      json.writeEndArray();
    } catch (IOException e) {
      throw new UncheckedIOException("Writing to memory can't fail", e);
    }
    return text.toString();
  }
}
