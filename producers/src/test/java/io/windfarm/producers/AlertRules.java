package io.windfarm.producers;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The alert rules, read off the contract in the plainest way and over finished history: what was
 * received is put in order, and each rule looks at it. Written apart from the program's own
 * reckoning of when a condition is met.
 *
 * <p>A single spike raises nothing: a drop counts from two readings to two readings.
 */
final class AlertRules {
  private static final Set<String> TYPES =
      Set.of("Power Factor", "Temperature Battery", "Hydraulic Pressure");

  private final Map<String, Map<String, NavigableMap<Long, Double>>> byTurbine = new HashMap<>();
  private final long cadenceMillis;

  AlertRules(long cadenceMillis) {
    this.cadenceMillis = cadenceMillis;
  }

  /** Takes events of the canonical dialect; leaves out what nobody can use. */
  void read(List<String> lines, Instant end) {
    for (String line : lines) {
      if (!Lines.isJson(line)) {
        continue;
      }
      JsonNode event = Lines.json(line);
      Instant date = instant(event.path("date").asText());
      JsonNode data = event.path("data");
      boolean known = TYPES.contains(event.path("type").asText());
      if (!known || date == null || date.isAfter(end) || !data.isNumber()) {
        continue;
      }
      byTurbine
          .computeIfAbsent(event.get("turbine_id").asText(), id -> new HashMap<>())
          .computeIfAbsent(event.get("type").asText(), type -> new TreeMap<>())
          .put(date.toEpochMilli(), data.asDouble());
    }
  }

  /** Turbine and rule, as in {@code WT-0001 sensor-silence}. */
  Set<String> raised() {
    Set<String> raised = new TreeSet<>();
    byTurbine.forEach(
        (turbine, sensors) -> {
          List<Long> losses = pressure(sensors.getOrDefault("Hydraulic Pressure", none()));
          List<Long> runaways = battery(sensors.getOrDefault("Temperature Battery", none()));
          if (!losses.isEmpty()) {
            raised.add(turbine + " hydraulic-pressure-loss");
          }
          if (!runaways.isEmpty()) {
            raised.add(turbine + " battery-thermal-runaway");
          }
          if (losses.stream()
              .anyMatch(l -> runaways.stream().anyMatch(r -> Math.abs(l - r) <= 120_000))) {
            raised.add(turbine + " pitch-emergency");
          }
          if (powerFactor(sensors.getOrDefault("Power Factor", none()))) {
            raised.add(turbine + " power-factor-collapse");
          }
          if (sensors.values().stream().anyMatch(this::silent)) {
            raised.add(turbine + " sensor-silence");
          }
        });
    return raised;
  }

  private static List<Long> pressure(NavigableMap<Long, Double> readings) {
    List<Long> times = new ArrayList<>(readings.keySet());
    List<Double> values = new ArrayList<>(readings.values());
    List<Long> found = new ArrayList<>();
    for (int i = 2; i < times.size(); i++) {
      boolean low =
          values.get(i) < 55
              && values.get(i - 1) < 55
              && values.get(i - 2) < 55
              && times.get(i) - times.get(i - 2) <= 60_000;
      boolean dropped = false;
      for (int j = i - 2; j >= 1 && times.get(i) - times.get(j - 1) <= 30_000; j--) {
        double before = Math.min(values.get(j), values.get(j - 1));
        double after = Math.max(values.get(i), values.get(i - 1));
        dropped |= before - after >= 10;
      }
      if (low || dropped) {
        found.add(times.get(i));
      }
    }
    return found;
  }

  private static List<Long> battery(NavigableMap<Long, Double> readings) {
    List<Long> times = new ArrayList<>(readings.keySet());
    List<Double> values = new ArrayList<>(readings.values());
    List<Long> found = new ArrayList<>();
    for (int start = 0; start < times.size(); start++) {
      if (values.get(start) < 40) {
        continue;
      }
      for (int i = start + 1;
          i < times.size()
              && values.get(i) > values.get(i - 1)
              && times.get(i) - times.get(start) <= 300_000;
          i++) {
        if (i - start >= 3 && values.get(i) >= 45) {
          found.add(times.get(i));
        }
      }
    }
    return found;
  }

  private static boolean powerFactor(NavigableMap<Long, Double> readings) {
    List<Long> times = new ArrayList<>(readings.keySet());
    List<Double> values = new ArrayList<>(readings.values());
    int low = 0;
    for (int i = 0; i < times.size(); i++) {
      low = values.get(i) < 0.80 ? low + 1 : 0;
      if (low >= 5 && times.get(i) - times.get(i - 4) <= 300_000) {
        return true;
      }
    }
    return false;
  }

  private boolean silent(NavigableMap<Long, Double> readings) {
    Long before = null;
    for (Long now : readings.keySet()) {
      if (before != null && now - before >= 10 * cadenceMillis) {
        return true;
      }
      before = now;
    }
    return false;
  }

  private static NavigableMap<Long, Double> none() {
    return new TreeMap<>();
  }

  private static Instant instant(String text) {
    try {
      return Instant.parse(text);
    } catch (java.time.format.DateTimeParseException e) {
      return null;
    }
  }
}
