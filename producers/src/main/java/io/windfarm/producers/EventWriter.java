package io.windfarm.producers;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Map;

/** Writes events as UTF-8 JSON in one dialect, intact or with a flaw. Not for several threads. */
final class EventWriter {
  private static final DateTimeFormatter ISO =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);
  private static final DateTimeFormatter SPACED_MICROS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSSSSS").withZone(ZoneOffset.UTC);
  private static final DateTimeFormatter YEAR =
      DateTimeFormatter.ofPattern("uuuu").withZone(ZoneOffset.UTC);

  /** Cut in the middle of a two-byte sequence: never valid UTF-8. */
  private static final byte[] BROKEN_TEXT = {'P', 'r', 'e', (byte) 0xC3, 's', 's', (byte) 0xFF};

  private static final Map<Sensor, String> WIDE_KEYS =
      Map.of(
          Sensor.POWER_FACTOR, "power_factor",
          Sensor.BATTERY_TEMPERATURE, "temp_battery",
          Sensor.HYDRAULIC_PRESSURE, "hydraulic_pressure");
  private static final Map<Sensor, String> AIRFLOW_KEYS =
      Map.of(
          Sensor.POWER_FACTOR, "powerfactor",
          Sensor.BATTERY_TEMPERATURE, "temperature",
          Sensor.HYDRAULIC_PRESSURE, "hydraulicpressure");
  // 'temperature' and 'pressure' are the air's in this shape.
  private static final Map<Sensor, String> SCADA_KEYS =
      Map.of(
          Sensor.POWER_FACTOR, "power_factor",
          Sensor.BATTERY_TEMPERATURE, "battery_temp",
          Sensor.HYDRAULIC_PRESSURE, "hydraulic_pressure");

  private final Dialect dialect;
  private final Signals signals;
  private final JsonFactory json = new JsonFactory();
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);

  EventWriter(Dialect dialect, Signals signals) {
    this.dialect = dialect;
    this.signals = signals;
  }

  /** The event's bytes, without a line end. */
  byte[] write(Event event, Flaw flaw) {
    bytes.reset();
    try (JsonGenerator out = json.createGenerator(bytes)) {
      out.writeStartObject();
      switch (dialect) {
        case CANONICAL -> writeCanonical(out, event, flaw);
        case FOUR_KEY -> writeFourKey(out, event, flaw);
        case WIDE -> {
          out.writeStringField("id", event.id());
          writeValues(out, event, flaw, WIDE_KEYS, false);
          writeDate(out, "timestamp", event, flaw, ISO);
        }
        case AIRFLOW -> {
          out.writeStringField("idtemp", event.id());
          writeValues(out, event, flaw, AIRFLOW_KEYS, true);
          writeDate(out, "timestamp", event, flaw, SPACED_MICROS);
        }
        case SCADA -> writeScada(out, event, flaw);
      }
      out.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("can't happen: the bytes go to memory", e);
    }
    byte[] whole = bytes.toByteArray();
    return flaw == Flaw.CUT_OFF ? Arrays.copyOf(whole, whole.length * 2 / 3) : whole;
  }

  /** A date as canonical events carry it. */
  static String isoDate(long epochMillis) {
    return ISO.format(Instant.ofEpochMilli(epochMillis));
  }

  private void writeCanonical(JsonGenerator out, Event event, Flaw flaw) throws IOException {
    Turbine turbine = event.series().turbine();
    Sensor sensor = event.series().sensors().get(0);
    out.writeStringField("id", event.id());
    out.writeStringField("turbine_id", turbine.id());
    out.writeStringField("farm_id", turbine.farm().id());
    out.writeStringField("region", turbine.farm().region());
    out.writeStringField("country_code", turbine.farm().countryCode());
    writeType(out, sensor, flaw);
    writeValue(out, "data", event.values()[0], flaw, false);
    out.writeStringField("unit", sensor.unit());
    writeDate(out, "date", event, flaw, ISO);
  }

  private void writeFourKey(JsonGenerator out, Event event, Flaw flaw) throws IOException {
    out.writeStringField("id", event.id());
    writeValue(out, "data", event.values()[0], flaw, false);
    writeType(out, event.series().sensors().get(0), flaw);
    writeDate(out, "date", event, flaw, ISO);
  }

  private void writeScada(JsonGenerator out, Event event, Flaw flaw) throws IOException {
    Turbine turbine = event.series().turbine();
    long millis = event.dateMillis();
    double load = signals.load(turbine, millis);
    double wind = signals.wind(turbine, millis);
    writeDate(out, "timestamp", event, flaw, ISO);
    out.writeStringField("turbine_id", turbine.id());
    out.writeStringField("site_id", turbine.farm().id());
    out.writeNumberField("temperature", tenths(signals.ambient(turbine, millis)));
    out.writeNumberField("humidity", tenths(65 + 15 * signals.companion(turbine, 0, millis)));
    out.writeNumberField("pressure", tenths(1013 + 8 * signals.companion(turbine, 1, millis)));
    out.writeNumberField("wind_speed", tenths(wind));
    out.writeNumberField(
        "wind_direction", tenths(180 + 120 * signals.companion(turbine, 2, millis)));
    out.writeNumberField("rotation_speed", tenths(load > 0 ? 950 + 850 * load : 0));
    out.writeNumberField("blade_pitch", tenths(Math.max(0, 2 * (wind - 11))));
    out.writeNumberField(
        "generator_temp", tenths(48 + 14 * load + signals.companion(turbine, 3, millis)));
    out.writeNumberField("power_output", tenths(2_000 * load));
    out.writeNumberField("vibration_x", tenths(1.5 + 1.2 * load));
    out.writeNumberField("vibration_y", tenths(1.7 + 1.2 * load));
    out.writeNumberField("vibration_z", tenths(1.2 + 0.8 * load));
    out.writeNumberField("battery_level", tenths(95 + 3 * signals.companion(turbine, 4, millis)));
    out.writeNumberField(
        "signal_strength", tenths(-65 + 6 * signals.companion(turbine, 5, millis)));
    writeValues(out, event, flaw, SCADA_KEYS, false);
  }

  private static void writeType(JsonGenerator out, Sensor sensor, Flaw flaw) throws IOException {
    out.writeFieldName("type");
    switch (flaw) {
      case BAD_UTF8 -> out.writeRawUTF8String(BROKEN_TEXT, 0, BROKEN_TEXT.length);
      case UNKNOWN_TYPE -> out.writeString("Flux Density");
      default -> out.writeString(sensor.eventType());
    }
  }

  private static void writeValues(
      JsonGenerator out, Event event, Flaw flaw, Map<Sensor, String> keys, boolean asText)
      throws IOException {
    for (int i = 0; i < event.values().length; i++) {
      String field = keys.get(event.series().sensors().get(i));
      // In a wide event the time has the wrong type, so that no reading of it is sound.
      Flaw valueFlaw = flaw == Flaw.WRONG_TYPE ? Flaw.NONE : flaw;
      writeValue(out, field, event.values()[i], valueFlaw, asText);
    }
  }

  private static void writeValue(
      JsonGenerator out, String field, double value, Flaw flaw, boolean asText) throws IOException {
    switch (flaw) {
      case VALUE_NULL -> out.writeNullField(field);
      case VALUE_EMPTY -> out.writeStringField(field, "");
      case VALUE_NAN -> out.writeStringField(field, "NaN");
      case VALUE_ABSENT -> {}
      case WRONG_TYPE -> {
        out.writeObjectFieldStart(field);
        out.writeNumberField("value", value);
        out.writeEndObject();
      }
      default -> {
        if (asText) {
          out.writeStringField(field, Double.toString(value));
        } else {
          out.writeNumberField(field, value);
        }
      }
    }
  }

  private void writeDate(
      JsonGenerator out, String field, Event event, Flaw flaw, DateTimeFormatter format)
      throws IOException {
    Instant date = Instant.ofEpochMilli(event.dateMillis());
    out.writeFieldName(field);
    if (flaw == Flaw.IMPOSSIBLE_DATE) {
      out.writeString(YEAR.format(date) + "-02-30T25:61:00.000Z");
    } else if (flaw == Flaw.WRONG_TYPE && dialect.wide()) {
      out.writeStartArray();
      out.writeString(format.format(date));
      out.writeEndArray();
    } else if (flaw == Flaw.BAD_UTF8 && dialect.wide()) {
      out.writeRawUTF8String(BROKEN_TEXT, 0, BROKEN_TEXT.length);
    } else {
      out.writeString(format.format(date));
    }
  }

  private static double tenths(double value) {
    return Math.round(value * 10) / 10.0;
  }
}
