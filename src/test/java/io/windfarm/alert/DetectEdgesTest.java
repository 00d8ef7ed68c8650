package io.windfarm.alert;

import static org.assertj.core.api.Assertions.assertThat;

import io.windfarm.config.SensorCatalog;
import io.windfarm.model.Condition;
import io.windfarm.model.Edge;
import io.windfarm.model.Reading;
import io.windfarm.model.Source;
import io.windfarm.model.TurbineFrom;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.stream.Collectors;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DetectEdgesTest {
  private KeyedOneInputStreamOperatorTestHarness<String, List<Reading>, Edge> edges;

  @BeforeEach
  void opens() throws Exception {
    edges =
        new KeyedOneInputStreamOperatorTestHarness<>(
            new KeyedProcessOperator<>(new DetectEdges(SensorCatalog.load(null))),
            turn -> turn.get(0).turbineId,
            Types.STRING);
    edges.open();
  }

  @AfterEach
  void closes() throws Exception {
    edges.close();
  }

  @Test
  void saysOnceASecondThatABatteryIsHotHoweverOftenItReports() throws Exception {
    batteryEveryMilli(10_000, millis -> 50 + millis % 2);

    // The median of three makes the third reading the first that is hot.
    assertThat(timesOf(Condition.BATTERY_HOT))
        .containsExactly(
            2L, 1_002L, 2_002L, 3_002L, 4_002L, 5_002L, 6_002L, 7_002L, 8_002L, 9_002L);
  }

  @Test
  void saysAtOnceThatABatteryIsHotWhichHasRisen() throws Exception {
    batteryEveryMilli(1_000, millis -> millis < 500 ? 50 : 50 + 0.001 * (millis - 500));

    assertThat(timesOf(Condition.BATTERY_RISING)).containsExactly(503L);
    assertThat(timesOf(Condition.BATTERY_HOT)).containsExactly(2L, 503L);
  }

  @Test
  void saysAtOnceThatABatteryIsHotNoMore() throws Exception {
    batteryEveryMilli(600, millis -> millis < 500 ? 50 : 20);

    List<Edge> hot = edges(Condition.BATTERY_HOT);
    assertThat(hot).extracting(edge -> edge.eventTime).containsExactly(2L, 501L);
    assertThat(hot).extracting(edge -> edge.holds).containsExactly(true, false);
    assertThat(hot).extracting(edge -> edge.changes).containsExactly(true, true);
  }

  @Test
  void givesOneSignOfLifeInFiveSecondsHoweverManySensorsReport() throws Exception {
    for (int second = 0; second < 60; second++) {
      for (String sensor : List.of("battery_temperature", "hydraulic_pressure", "power_factor")) {
        Reading reading = battery(1_000L * second + sensor.length(), 20);
        reading.sensor = sensor;
        edges.processElement(List.of(reading), reading.eventTime);
      }
    }

    List<Long> signs =
        edges.getSideOutput(DetectEdges.HEARTBEATS).stream()
            .map(sign -> sign.getValue().eventTime)
            .collect(Collectors.toList());
    assertThat(signs).hasSizeBetween(12, 13).isSorted();
    for (int i = 2; i < signs.size(); i++) { // the first may come soon before the second
      assertThat(signs.get(i) - signs.get(i - 1)).isBetween(4_000L, 6_000L);
    }
  }

  private void batteryEveryMilli(int readings, IntToDoubleFunction value) throws Exception {
    for (int millis = 0; millis < readings; millis++) {
      edges.processElement(List.of(battery(millis, value.applyAsDouble(millis))), millis);
    }
  }

  private static Reading battery(long millis, double value) {
    Reading reading = new Reading();
    reading.id = "bt-" + millis;
    reading.turbineId = "WT-1";
    reading.farmId = "A";
    reading.region = "us-east-1";
    reading.countryCode = "US";
    reading.sensor = "battery_temperature";
    reading.value = value;
    reading.rawValue = value;
    reading.unit = "°C";
    reading.eventTime = millis;
    reading.arrivalTime = millis;
    reading.source = Source.KINESIS;
    reading.turbineFrom = TurbineFrom.EVENT;
    return reading;
  }

  private List<Long> timesOf(Condition condition) {
    return edges(condition).stream().map(edge -> edge.eventTime).collect(Collectors.toList());
  }

  private List<Edge> edges(Condition condition) {
    return edges.extractOutputValues().stream()
        .filter(edge -> edge.condition == condition)
        .collect(Collectors.toList());
  }
}
