package io.windfarm.local.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OracleTest {
  private static final String EVENT =
      """
      {"id":"7","turbine_id":"WT-0042","farm_id":"B","type":"Hydraulic Pressure","data":75.5,\
      "unit":"bar","date":"2026-11-20T07:00:00.250Z"}""";

  @Test
  void readsAReadingAsItWasSent() {
    assertThat(of(EVENT).readings())
        .containsExactly(
            new Oracle.Reading(
                "WT-0042",
                "hydraulic_pressure",
                "7",
                Instant.parse("2026-11-20T07:00:00.250Z"),
                75.5));
  }

  @Test
  void countsWhatCameTwiceOnceButReceivesItTwice() {
    Oracle oracle = of(EVENT, EVENT, EVENT.replace("75.5", "75.6"));

    assertThat(oracle.readings()).hasSize(2);
    assertThat(oracle.received()).isEqualTo(3);
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"data\":null,", "\"data\":\"\",", "\"data\":\"NaN\",", ""})
  void takesAMissingValueForAReadingWithoutOne(String data) {
    assertThat(of(EVENT.replace("\"data\":75.5,", data)).readings())
        .singleElement()
        .extracting(Oracle.Reading::value)
        .isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"id\":\"7\",\"turbine_id\":\"WT-0042\",\"type\":\"Hydraulic Pres",
        "{\"id\":\"7\",\"type\":\"Hydraulic Pressure\",\"data\":{\"value\":1},\"date\":\"2026-11-20T07:00:00Z\"}",
        "{\"id\":\"7\",\"type\":\"Phase of the Moon\",\"data\":1,\"date\":\"2026-11-20T07:00:00Z\"}",
        "{\"id\":\"7\",\"type\":\"Hydraulic Pressure\",\"data\":1,\"date\":\"2026-13-45T07:00:00Z\"}"
      })
  void expectsARejectOfWhatIsNoReading(String event) {
    Oracle oracle = of(event);

    assertThat(oracle.readings()).isEmpty();
    assertThat(oracle.rejected()).hasSize(1);
  }

  @Test
  void expectsARejectOfBytesThatAreNoUtf8() {
    byte[] payload = EVENT.getBytes(StandardCharsets.UTF_8);
    payload[EVENT.indexOf("WT-0042")] = (byte) 0xff;

    assertThat(Oracle.of(List.of(new StreamLog.Entry("s", "1", payload))).rejected()).hasSize(1);
  }

  private static Oracle of(String... events) {
    return Oracle.of(
        Arrays.stream(events)
            .map(event -> event.getBytes(StandardCharsets.UTF_8))
            .map(payload -> new StreamLog.Entry("shardId-000000000000", "1", payload))
            .toList());
  }
}
