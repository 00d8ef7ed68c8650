package io.windfarm.local.chaos;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What the lake has to hold, worked out from what the stream holds and from nothing of the job's:
 * one canonical event a record, read with plain Jackson.
 *
 * @param readings each distinct one: what came twice counts once
 * @param rejected records that hold no reading
 * @param received readings and rejects as they came, those that came twice included
 */
record Oracle(Set<Reading> readings, List<StreamLog.Entry> rejected, long received) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Texts that turbines send for want of a value. */
  private static final Set<String> MISSING = Set.of("", "NaN");

  /** The sensors that scenarios send, as events name them and as the lake does. */
  private static final Map<String, String> SENSORS =
      Map.of(
          "Power Factor", "power_factor",
          "Temperature Battery", "battery_temperature",
          "Hydraulic Pressure", "hydraulic_pressure",
          "Rotor Speed", "rotor_speed",
          "Wind Speed", "wind_speed");

  /**
   * The identity of a reading.
   *
   * @param value as sent; null if the turbine had none
   */
  record Reading(String turbine, String sensor, String id, Instant eventTime, Double value) {}

  static Oracle of(List<StreamLog.Entry> stream) {
    Set<Reading> readings = new LinkedHashSet<>();
    List<StreamLog.Entry> rejected = new ArrayList<>();
    for (StreamLog.Entry entry : stream) {
      read(entry.payload()).ifPresentOrElse(readings::add, () -> rejected.add(entry));
    }
    return new Oracle(readings, rejected, stream.size());
  }

  private static Optional<Reading> read(byte[] payload) {
    try {
      JsonNode event = JSON.readTree(payload);
      String sensor = SENSORS.get(event.path("type").asText());
      JsonNode data = event.path("data");
      boolean missing =
          data.isMissingNode()
              || data.isNull()
              || (data.isTextual() && MISSING.contains(data.textValue()));
      if (sensor == null || !(missing || data.isNumber())) {
        return Optional.empty();
      }
      return Optional.of(
          new Reading(
              event.path("turbine_id").asText(),
              sensor,
              event.path("id").asText(),
              Instant.parse(event.path("date").asText()),
              missing ? null : data.doubleValue()));
    } catch (IOException | DateTimeException e) {
      return Optional.empty();
    }
  }
}
