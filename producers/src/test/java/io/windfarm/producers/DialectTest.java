package io.windfarm.producers;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DialectTest {
  private final Signals signals = new Signals(1);

  @TempDir private Path dir;

  @Test
  void canonicalEventsSayEverything() {
    JsonNode event = Lines.json(events("canonical").get(0));
    assertThat(event.fieldNames())
        .toIterable()
        .containsExactly(
            "id",
            "turbine_id",
            "farm_id",
            "region",
            "country_code",
            "type",
            "data",
            "unit",
            "date");
    assertThat(event.get("id").asText()).matches("WT-\\d{4}-(pf|bt|hp)-\\d+");
    assertThat(event.get("date").asText()).matches("2026-11-20T07:00:00\\.\\d{3}Z");
  }

  @Test
  void fourKeyEventsHaveFourKeys() {
    assertThat(events("four-key"))
        .allSatisfy(
            line ->
                assertThat(Lines.json(line).fieldNames())
                    .toIterable()
                    .containsExactly("id", "data", "type", "date"));
  }

  @Test
  void fourKeyAndCanonicalEventsCarryTheSameValues() {
    List<JsonNode> canonical = events("canonical").stream().map(Lines::json).toList();
    List<JsonNode> fourKey = events("four-key").stream().map(Lines::json).toList();
    assertThat(fourKey).hasSameSizeAs(canonical);
    for (int i = 0; i < fourKey.size(); i++) {
      for (String field : List.of("id", "data", "type", "date")) {
        assertThat(fourKey.get(i).get(field)).isEqualTo(canonical.get(i).get(field));
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "wide, power_factor, temp_battery, hydraulic_pressure",
    "airflow, powerfactor, temperature, hydraulicpressure",
    "scada, power_factor, battery_temp, hydraulic_pressure"
  })
  void wideEventsCarryTheSignalsOfTheirTime(
      String dialect, String powerFactor, String battery, String pressure) {
    for (String line : events(dialect)) {
      JsonNode event = Lines.json(line);
      Turbine turbine =
          ReferenceFleet.turbines(1_425).stream()
              .filter(t -> line.contains(t.id()))
              .findFirst()
              .orElseThrow();
      String text = event.get("timestamp").asText().replace(' ', 'T');
      String iso = text.endsWith("Z") ? text : text.substring(0, 23) + "Z";
      long millis = Instant.parse(iso).toEpochMilli();
      assertThat(event.get(powerFactor).asDouble())
          .isEqualTo(signals.value(turbine, Sensor.POWER_FACTOR, millis));
      assertThat(event.get(battery).asDouble())
          .isEqualTo(signals.value(turbine, Sensor.BATTERY_TEMPERATURE, millis));
      assertThat(event.get(pressure).asDouble())
          .isEqualTo(signals.value(turbine, Sensor.HYDRAULIC_PRESSURE, millis));
    }
  }

  @Test
  void airflowEventsAreTextWithANaiveTime() {
    JsonNode event = Lines.json(events("airflow").get(0));
    assertThat(event).allMatch(JsonNode::isTextual);
    assertThat(event.get("timestamp").asText()).matches("2026-11-20 07:00:00\\.\\d{6}");
  }

  @Test
  void scadaEventsContradictThemselvesNowhere() {
    assertThat(events("scada"))
        .allSatisfy(
            line -> {
              JsonNode event = Lines.json(line);
              boolean turns = event.get("rotation_speed").asDouble() > 0;
              assertThat(event.get("power_output").asDouble() > 1).isIn(false, turns);
              assertThat(event.get("rotation_speed").asDouble()).isLessThanOrEqualTo(1_860);
              assertThat(event.get("vibration_x").asDouble()).isBetween(0.0, 5.0);
            });
  }

  @Test
  void recordsHoldSeveralEventsOfOneTurbineOneALine() throws Exception {
    List<Outgoing> records = new ArrayList<>();
    RecordPacker packer = new RecordPacker(3, 10_000, new Kept(records));
    for (int i = 0; i < 7; i++) {
      packer.add("WT-0001", new byte[] {(byte) ('0' + i)}, 1, i);
    }
    packer.flush();
    assertThat(records)
        .extracting(record -> new String(record.payload(), java.nio.charset.StandardCharsets.UTF_8))
        .containsExactly("0\n1\n2", "3\n4\n5", "6");
  }

  @Test
  void aFleetsRecordsDoNotFillUpAtTheSameMoment() throws Exception {
    List<Outgoing> records = new ArrayList<>();
    RecordPacker packer = new RecordPacker(3, 10_000, new Kept(records));
    for (int second = 0; second < 6; second++) {
      for (String turbine : List.of("WT-0001", "WT-0002", "WT-0003")) {
        packer.add(turbine, new byte[] {'a'}, 1, second * 1_000L);
      }
      assertThat(records).hasSize(second + 1);
    }
  }

  @Test
  void aRecordDoesNotWaitForASilentTurbine() throws Exception {
    List<Outgoing> records = new ArrayList<>();
    RecordPacker packer = new RecordPacker(3, 10_000, new Kept(records));
    packer.add("WT-0001", new byte[] {'a'}, 1, 0);
    packer.flushOlderThan(9_999);
    assertThat(records).isEmpty();
    packer.flushOlderThan(10_000);
    assertThat(records).hasSize(1);
  }

  @Test
  void noRecordIsLargerThanTheServiceTakes() throws Exception {
    List<Outgoing> records = new ArrayList<>();
    RecordPacker packer = new RecordPacker(1_000_000, 10_000, new Kept(records));
    for (int i = 0; i < 30; i++) {
      packer.add("WT-0001", new byte[100_000], 1, 0);
    }
    packer.flush();
    assertThat(records)
        .allSatisfy(r -> assertThat(r.size()).isLessThanOrEqualTo(1_048_576))
        .hasSize(3);
  }

  private List<String> events(String dialect) {
    return Lines.produce(dir, "--dialect=" + dialect, "--turbines=8", "--duration=10s").lines();
  }

  /** Keeps what it is given. */
  private record Kept(List<Outgoing> records) implements RecordSink {
    @Override
    public void accept(Outgoing record) {
      records.add(record);
    }

    @Override
    public void finish() {}

    @Override
    public void hurry() {}

    @Override
    public Delivery delivery() {
      return Delivery.direct(0, 0, 0, 0, 0);
    }
  }
}
