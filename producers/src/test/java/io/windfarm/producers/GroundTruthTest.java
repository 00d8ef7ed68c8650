package io.windfarm.producers;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One run with every fault, held against the same run without any. */
class GroundTruthTest {
  private static final Map<FaultKind, Double> SHARES =
      Map.of(
          FaultKind.MISSING, 0.01,
          FaultKind.SPIKE, 0.01,
          FaultKind.STUCK, 0.03,
          FaultKind.DRIFT, 0.05,
          FaultKind.GAP, 0.02,
          FaultKind.DUPLICATE, 0.01,
          FaultKind.LATE, 0.01,
          FaultKind.MALFORMED, 0.01,
          FaultKind.FUTURE, 0.01);
  private static final int READINGS = 60 * 3 * 600;

  @TempDir private static Path dir;
  private static Lines.Result faulty;
  private static Map<String, List<JsonNode>> sent;
  private static Map<String, JsonNode> clean;

  @BeforeAll
  static void runTwice() throws Exception {
    String[] shares =
        SHARES.entrySet().stream()
            .map(e -> "--fault=" + e.getKey().label() + "=" + e.getValue())
            .toArray(String[]::new);
    String[] all = new String[shares.length + 2];
    all[0] = "--turbines=60";
    all[1] = "--duration=10m";
    System.arraycopy(shares, 0, all, 2, shares.length);
    faulty = Lines.produce(dir, all);
    Lines.Result healthy = Lines.produce(dir, "--turbines=60", "--duration=10m");
    clean =
        healthy.lines().stream()
            .map(Lines::json)
            .collect(Collectors.toMap(event -> event.get("id").asText(), Function.identity()));
    sent =
        faulty.lines().stream()
            .filter(Lines::isJson)
            .map(Lines::json)
            .collect(Collectors.groupingBy(event -> event.get("id").asText()));
  }

  @Test
  void everyReadingWithoutALineIsAsAHealthySensorSentIt() {
    Map<String, JsonNode> faults = new HashMap<>();
    faulty.truth("fault").forEach(line -> faults.put(line.get("id").asText(), line));
    assertThat(clean).hasSize(READINGS);
    clean.forEach(
        (id, event) -> {
          if (!faults.containsKey(id)) {
            assertThat(sent.get(id)).containsExactly(event);
          }
        });
  }

  @Test
  void everyFaultHasAtMostOneLineAndTheHealthyValueInIt() {
    assertThat(faulty.truth("fault"))
        .extracting(line -> line.get("id").asText())
        .doesNotHaveDuplicates();
    assertThat(faulty.truth("fault"))
        .allSatisfy(
            line ->
                assertThat(line.get("clean_value"))
                    .isEqualTo(clean.get(line.get("id").asText()).get("data")));
  }

  @Test
  void sharesAreWhatWasAskedFor() {
    SHARES.forEach(
        (kind, share) -> {
          // A run of L readings is one throw of the dice, so deviations are the larger by sqrt(L).
          double deviation =
              Math.sqrt(READINGS * share * (1 - share) * meanSquareLength(kind) / mean(kind));
          assertThat((double) faulty.faults(kind).size())
              .as(kind.label())
              .isCloseTo(READINGS * share, Offset.offset(4 * deviation));
        });
  }

  @Test
  void summaryCountsWhatTheLinesSay() {
    for (FaultKind kind : FaultKind.values()) {
      assertThat(faulty.summary().at("/faults/" + kind.label()).asInt())
          .isEqualTo(faulty.faults(kind).size());
    }
    assertThat(faulty.summary().get("readings_sent").asInt())
        .isEqualTo(faulty.summary().get("readings_acknowledged").asInt())
        .isEqualTo(faulty.summary().get("records").asInt())
        .isEqualTo(
            READINGS
                - faulty.faults(FaultKind.GAP).size()
                + faulty.faults(FaultKind.DUPLICATE).size());
  }

  @Test
  void missingValuesAreNullEmptyNanOrAbsent() {
    for (JsonNode line : faulty.faults(FaultKind.MISSING)) {
      JsonNode data = only(line).get("data");
      String form =
          data == null
              ? "value-absent"
              : data.isNull()
                  ? "value-null"
                  : data.asText().isEmpty() ? "value-empty" : "value-nan";
      assertThat(line.get("form").asText()).isEqualTo(form);
    }
  }

  @Test
  void spikesAreFarOutAndApart() {
    Map<String, Instant> last = new HashMap<>();
    for (JsonNode line : faulty.faults(FaultKind.SPIKE)) {
      assertThat(only(line).get("data")).isEqualTo(line.get("value"));
      String series = line.get("turbine_id").asText() + line.get("sensor").asText();
      Instant date = Instant.parse(line.get("date").asText());
      Instant before = last.put(series, date);
      if (before != null) {
        assertThat(Duration.between(before, date)).isGreaterThan(Duration.ofMillis(10_500));
      }
    }
    assertThat(faulty.faults(FaultKind.SPIKE))
        .anyMatch(line -> line.get("value").asDouble() > 400)
        .allMatch(line -> distance(line) > 0.3);
  }

  @Test
  void driftsAndStuckSensorsStayBelowWarning() {
    for (FaultKind kind : List.of(FaultKind.DRIFT, FaultKind.STUCK)) {
      for (JsonNode line : faulty.faults(kind)) {
        double value = only(line).get("data").asDouble();
        switch (line.get("sensor").asText()) {
          case "power_factor" -> assertThat(value).isBetween(0.90, 1.0);
          case "battery_temperature" -> assertThat(value).isBetween(15.0, 39.9);
          default -> assertThat(value).isBetween(65.0, 85.0);
        }
      }
    }
  }

  @Test
  void gapsAreNotSentAndDuplicatesAreSentTwice() {
    assertThat(faulty.faults(FaultKind.GAP)).noneMatch(l -> sent.containsKey(id(l)));
    assertThat(faulty.faults(FaultKind.DUPLICATE))
        .allSatisfy(
            line ->
                assertThat(sent.get(id(line)))
                    .containsExactly(clean.get(id(line)), clean.get(id(line))));
  }

  @Test
  void duplicatesFollowWithinSecondsHoweverSeldomReadingsAre() {
    Lines.Result seldom =
        Lines.produce(
            dir, "--turbines=30", "--duration=5m", "--rate=0.05", "--fault=duplicate=0.2");

    Map<String, Instant> before = new HashMap<>();
    Instant now = Instant.MIN;
    int duplicates = 0;
    for (String line : seldom.lines()) {
      JsonNode event = Lines.json(line);
      Instant date = Instant.parse(event.get("date").asText());
      if (before.put(event.get("id").asText(), date) != null) {
        duplicates++;
        assertThat(Duration.between(date, now)).isBetween(Duration.ZERO, Duration.ofSeconds(5));
      } else {
        now = date;
      }
    }
    assertThat(duplicates).isEqualTo(seldom.faults(FaultKind.DUPLICATE).size()).isPositive();
  }

  @Test
  void lateReadingsComeAfterReadingsThatAreAMinuteNewer() {
    List<String> order =
        faulty.lines().stream()
            .filter(Lines::isJson)
            .map(Lines::json)
            .map(event -> event.get("id").asText())
            .toList();
    Map<String, Integer> positions = new HashMap<>();
    for (int i = 0; i < order.size(); i++) {
      positions.put(order.get(i), i);
    }
    Instant end = Instant.parse(faulty.summary().get("event_time_end").asText());
    for (JsonNode line : faulty.faults(FaultKind.LATE)) {
      Instant date = Instant.parse(line.get("date").asText());
      long lateBy = line.get("late_by_ms").asLong();
      if (date.plusSeconds(92).isBefore(end)) {
        assertThat(lateBy).isBetween(60_000L, 91_100L);
      }
      int position = positions.get(id(line));
      if (position > 0) {
        Instant before = Instant.parse(newest(order, position).get("date").asText());
        assertThat(Duration.between(date, before).toMillis())
            .isBetween(lateBy - 5_000, lateBy + 5_000);
      }
    }
  }

  @Test
  void malformedEventsCannotBeRead() {
    assertThat(faulty.faults(FaultKind.MALFORMED))
        .extracting(line -> line.get("form").asText())
        .contains("cut-off", "wrong-type", "bad-utf8", "unknown-type", "impossible-date");
    for (JsonNode line : faulty.faults(FaultKind.MALFORMED)) {
      if (line.get("form").asText().equals("cut-off")) {
        assertThat(sent).doesNotContainKey(id(line));
      } else if (line.get("form").asText().equals("wrong-type")) {
        assertThat(only(line).get("data").isObject()).isTrue();
      } else if (line.get("form").asText().equals("impossible-date")) {
        assertThat(only(line).get("date").asText()).contains("-02-30T25:61");
      } else {
        assertThat(only(line).get("type").asText())
            .isNotIn("Power Factor", "Temperature Battery", "Hydraulic Pressure");
      }
    }
  }

  @Test
  void futureDatesAreTenMinutesOrAYearAhead() {
    for (JsonNode line : faulty.faults(FaultKind.FUTURE)) {
      assertThat(only(line).get("date")).isEqualTo(line.get("date"));
      Duration ahead =
          Duration.between(
              Instant.parse(line.get("true_date").asText()),
              Instant.parse(line.get("date").asText()));
      if (line.get("form").asText().equals("year")) {
        assertThat(ahead).isEqualTo(Duration.ofDays(365));
      } else {
        assertThat(ahead).isBetween(Duration.ofMinutes(10), Duration.ofMinutes(11));
      }
    }
  }

  /** The last reading with a healthy clock that was sent before the position, in due time. */
  private static JsonNode newest(List<String> order, int position) {
    Instant best = Instant.MIN;
    JsonNode newest = clean.get(order.get(position - 1));
    for (int i = Math.max(0, position - 200); i < position; i++) {
      JsonNode event = clean.get(order.get(i));
      Instant date = Instant.parse(event.get("date").asText());
      if (date.isAfter(best)) {
        best = date;
        newest = event;
      }
    }
    return newest;
  }

  private static double distance(JsonNode line) {
    return Math.abs(line.get("value").asDouble() - line.get("clean_value").asDouble());
  }

  private static JsonNode only(JsonNode line) {
    assertThat(sent.get(id(line))).as(line.toString()).hasSize(1);
    return sent.get(id(line)).get(0);
  }

  private static String id(JsonNode line) {
    return line.get("id").asText();
  }

  private static double mean(FaultKind kind) {
    return kind.meanLength();
  }

  private static double meanSquareLength(FaultKind kind) {
    double sum = 0;
    for (int length = kind.shortest(); length <= kind.longest(); length++) {
      sum += (double) length * length;
    }
    return sum / (kind.longest() - kind.shortest() + 1);
  }
}
