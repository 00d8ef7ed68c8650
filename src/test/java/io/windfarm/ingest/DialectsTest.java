package io.windfarm.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.windfarm.model.Reading;
import io.windfarm.model.TurbineFrom;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The shapes that public producers send, read as a person would read them. */
class DialectsTest {
  @Test
  void readsAnArrayWithDaysAndAMissingValue() throws IOException {
    Decoded decoded = Decoded.of(Decoded.resource("array.json"));

    // 20 November is the day of arrival, so the time of day is the arrival's.
    assertThat(decoded.lines())
        .containsExactly(
            "WT-0001 power_factor 0.97 1 2026-11-20T07:15:04.500Z id=7",
            "WT-0001 battery_temperature NaN °C 2026-11-20T07:15:04.500Z id=8");
    assertThat(decoded.rejected).isEmpty();
    assertThat(decoded.readings.get(1).isMissing()).isTrue();
    assertThat(decoded.readings).allMatch(r -> r.turbineFrom == TurbineFrom.EVENT);
  }

  @Test
  void readsScadaObjectsWithTemperatureAsTheAirs() throws IOException {
    Decoded decoded = Decoded.of(Decoded.resource("scada-wide.jsonl"));

    String rest = " 2024-01-15T10:30:00Z id=shardId-000000000001:4959#";
    assertThat(decoded.lines())
        .containsExactly(
            "WT-0042 ambient_temperature 15.5 °C" + rest + 0,
            "WT-0042 wind_speed 12.5 m/s" + rest + 1,
            "WT-0042 wind_direction 225.0 °" + rest + 2,
            "WT-0042 generator_speed 1200.0 rpm" + rest + 3,
            "WT-0042 generator_temperature 55.0 °C" + rest + 4,
            "WT-0042 power_output 2500.0 kW" + rest + 5,
            "WT-0042 vibration_x 2.5 mm/s" + rest + 6,
            "WT-0042 vibration_y 3.1 mm/s" + rest + 7,
            "WT-0042 vibration_z 1.8 mm/s" + rest + 8);
    assertThat(decoded.rejected).isEmpty();
    assertThat(decoded.readings).allMatch(r -> r.farmId.equals("SITE-TEX"));
  }

  @Test
  void readsLinesWithMisspeltTypesAndDaysAlone() throws IOException {
    Decoded decoded = Decoded.of(Decoded.resource("seed-numbers-day-only.jsonl"));

    assertThat(decoded.lines())
        .containsExactly(
            "WT-0007 power_factor 0.7312 1 2022-10-26T00:00:00Z id=PP_0",
            "WT-0007 battery_temperature 23.0 °C 2022-10-26T00:00:00Z id=PT_0",
            "WT-0007 hydraulic_pressure 77.0 bar 2022-10-26T00:00:00Z id=PPH_0",
            "WT-0007 hydraulic_pressure 79.0 bar 2022-10-27T00:00:00Z id=PT_1",
            "WT-0007 battery_temperature 25.0 °C 2022-10-27T00:00:00Z id=PT_1");
    assertThat(decoded.rejected).isEmpty();
    assertThat(decoded.readings).allMatch(r -> r.turbineFrom == TurbineFrom.TEMPLATE);
  }

  @Test
  void readsNumbersInStringsUnderIdsThatSayNothing() throws IOException {
    Decoded decoded = Decoded.of(Decoded.resource("strings-id.jsonl"));

    assertThat(decoded.lines())
        .containsExactly(
            "WT-0007 hydraulic_pressure 75.0 bar 2023-03-19T17:26:55.230Z id=0",
            "WT-0007 power_factor 0.91 1 2023-03-19T17:26:55.230Z id=0",
            "WT-0007 battery_temperature 20.4 °C 2023-03-19T17:26:56Z id=<built-in function id>",
            "WT-0007 battery_temperature 20.9 °C 2023-03-19T17:27:06Z id=<built-in function id>");
    assertThat(decoded.rejected).isEmpty();
  }

  @Test
  void readsObjectsWrittenOneAfterAnother() throws IOException {
    Decoded decoded = Decoded.of(Decoded.resource("strings-idtemp-concatenated.json"));

    assertThat(decoded.lines())
        .containsExactly(
            "WT-0007 power_factor 0.8410915648541823 1 2025-04-30T14:35:00.775Z id=1",
            "WT-0007 battery_temperature 22.10915648541823 °C 2025-04-30T14:35:01Z id=1",
            "WT-0007 hydraulic_pressure 74.0043 bar 2025-04-30T14:35:02Z id=1",
            "WT-0007 hydraulic_pressure 73.9 bar 2025-04-30T14:35:12Z id=2");
    assertThat(decoded.rejected).isEmpty();
  }

  @Test
  void readsThreeSignalsOfAnObjectAndDatesThemByArrivalWhereItHasNoTime() throws IOException {
    Decoded decoded = Decoded.of(Decoded.resource("wide-strings.jsonl"));

    String second = " 2026-11-20T07:15:04.500Z id=shardId-000000000001:4959#";
    assertThat(decoded.lines())
        .containsExactly(
            "WT-0007 power_factor 0.8837929080361997 1 2023-03-19T17:26:55.230Z id=1",
            "WT-0007 hydraulic_pressure 78.86011124702158 bar 2023-03-19T17:26:55.230Z id=1",
            "WT-0007 battery_temperature 20.279809506572597 °C 2023-03-19T17:26:55.230Z id=1",
            "WT-0007 power_factor 0.82 1" + second + 3,
            "WT-0007 battery_temperature 21.37 °C" + second + 4,
            "WT-0007 hydraulic_pressure 74.9 bar" + second + 5);
    assertThat(decoded.rejected).isEmpty();
  }

  @Test
  void readsTheCanonicalEventWhole() {
    Reading reading =
        Decoded.of(
                "{\"id\":\"4f0c\",\"turbine_id\":\"WT-0042\",\"farm_id\":\"A\",\"region\":\"us-east-1\","
                    + "\"country_code\":\"US\",\"type\":\"Hydraulic Pressure\",\"data\":74.31,"
                    + "\"unit\":\"bar\",\"date\":\"2026-11-20T07:15:03.125Z\"}")
            .only();

    assertThat(Decoded.line(reading))
        .isEqualTo("WT-0042 hydraulic_pressure 74.31 bar 2026-11-20T07:15:03.125Z id=4f0c");
    assertThat(reading.farmId).isEqualTo("A");
    assertThat(reading.region).isEqualTo("us-east-1");
    assertThat(reading.countryCode).isEqualTo("US");
    assertThat(reading.rawValue).isEqualTo(74.31);
    assertThat(reading.reasons).isZero();
    assertThat(reading.index).isZero();
    assertThat(reading.shard).isEqualTo("shardId-000000000001");
    assertThat(reading.sequence).isEqualTo("4959");
    assertThat(reading.stream).isEqualTo("turbines");
    assertThat(reading.arrivalTime).isEqualTo(Decoded.ARRIVAL.toEpochMilli());
  }

  @Test
  void readsTenMinuteRecordsOfLaHauteBorne() {
    Decoded decoded =
        Decoded.of(
            "{\"Wind_turbine_name\":\"R80711\",\"Date_time\":\"2016-07-28T06:50:00+02:00\","
                + "\"DCs_avg\":-6.1,\"P_avg\":-0.02,\"P_std\":0.03,\"Cosphi_avg\":1.0,"
                + "\"Db1t_avg\":34.48,\"Gost_avg\":45.5,\"Ot_avg\":\"\",\"Ws_avg\":3.31,"
                + "\"Wa_avg\":293.05,\"Rs_avg\":0.0,\"Rt_avg\":21.0}");

    String rest = " 2016-07-28T04:50:00Z id=shardId-000000000001:4959#";
    assertThat(decoded.lines())
        .containsExactly(
            "R80711 generator_speed -6.1 rpm" + rest + 0,
            "R80711 power_output -0.02 kW" + rest + 1,
            "R80711 power_factor 1.0 1" + rest + 2,
            "R80711 generator_bearing_temperature 34.48 °C" + rest + 3,
            "R80711 gearbox_oil_temperature 45.5 °C" + rest + 4,
            "R80711 ambient_temperature NaN °C" + rest + 5,
            "R80711 wind_speed 3.31 m/s" + rest + 6,
            "R80711 wind_direction 293.05 °" + rest + 7,
            "R80711 rotor_speed 0.0 rpm" + rest + 8);
    assertThat(decoded.rejected).isEmpty();
  }

  @Test
  void readsAValueUnderAKeyOfItsOwnWithTheUnitInTheKey() {
    Decoded decoded =
        Decoded.of(
            "{\"id_temp\":4,\"hydraulic_pressure (bar)\":\"75.8\",\"date\":\"2026-11-20 07:15:00\"}\n"
                + "{\"id\":5,\"Battery_Temp\":21.5,\"fecha\":\"2026-11-20 07:15:00\"}\n"
                + "{\"id\":6,\"tipo\":\"Factor de potencia\",\"valor\":0.97,\"fecha\":1795158900}");

    assertThat(decoded.lines())
        .containsExactly(
            "WT-0007 hydraulic_pressure 75.8 bar 2026-11-20T07:15:00Z id=4",
            "WT-0007 battery_temperature 21.5 °C 2026-11-20T07:15:00Z id=5",
            "WT-0007 power_factor 0.97 1 2026-11-20T07:15:00Z id=6");
    assertThat(decoded.rejected).isEmpty();
  }

  @Test
  void readsTheSameFromEveryWayToPutObjectsIntoOneRecord() throws IOException {
    List<String> objects = new ArrayList<>();
    for (String file : List.of("strings-id.jsonl", "seed-numbers-day-only.jsonl")) {
      String text = new String(Decoded.resource(file), StandardCharsets.UTF_8);
      objects.addAll(List.of(text.strip().split("\n")));
    }
    List<String> expected = Decoded.of(String.join("\n", objects)).lines();

    assertThat(expected).hasSize(9);
    for (String record :
        List.of(
            String.join("", objects),
            String.join("\r\n", objects) + "\r\n",
            String.join("\n\n", objects),
            String.join(" \t", objects),
            "[" + String.join(",", objects) + "]",
            "[\n  " + String.join(",\n  ", objects) + "\n]\n",
            "[" + String.join("]\n[", objects) + "]",
            "\ufeff" + String.join("\n", objects),
            String.join("\n", objects).replace(", ", ",\n  "))) {
      Decoded decoded = Decoded.of(record);
      assertThat(decoded.lines()).isEqualTo(expected);
      assertThat(decoded.rejected).isEmpty();
    }
  }
}
