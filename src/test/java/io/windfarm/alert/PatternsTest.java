package io.windfarm.alert;

import static org.assertj.core.api.Assertions.assertThat;

import io.windfarm.model.Condition;
import io.windfarm.model.Edge;
import io.windfarm.model.Signal;
import java.time.Duration;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.cep.pattern.Pattern;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@SuppressWarnings("try") // the harness declares that it throws anything
class PatternsTest {
  /** CEP sets a timer for the end of every start's window, and can't be talked out of it. */
  private static final long TIMER_BYTES = 14;

  @ParameterizedTest
  @EnumSource(
      value = Condition.class,
      names = {"BATTERY_HOT", "PRESSURE_LOST"})
  void remembersNothingButATimerOfAStartThatALaterOneReplaces(Condition part) throws Exception {
    Pattern<Edge, Edge> pattern =
        Patterns.both(Condition.PRESSURE_LOST, Condition.BATTERY_HOT, Duration.ofMinutes(2));

    long ofFew = stateAfter(20, part, pattern);
    long ofMany = stateAfter(1_020, part, pattern);
    assertThat(ofMany - ofFew).isLessThanOrEqualTo(1_000 * TIMER_BYTES);
  }

  /** Bytes of keyed state after so many edges of a turbine, one a millisecond. */
  private static long stateAfter(int edges, Condition condition, Pattern<Edge, Edge> pattern)
      throws Exception {
    PatternOperator operator =
        new PatternOperator(
            Rule.PITCH_EMERGENCY,
            Types.POJO(Edge.class).createSerializer(new SerializerConfigImpl()),
            pattern,
            new EdgeOrder());
    try (KeyedOneInputStreamOperatorTestHarness<String, Edge, Signal> harness =
        new KeyedOneInputStreamOperatorTestHarness<>(
            operator, edge -> edge.turbineId, Types.STRING)) {
      harness.setup(Types.POJO(Signal.class).createSerializer(new SerializerConfigImpl()));
      harness.open();
      for (int i = 0; i < edges; i++) {
        Edge edge = edge(condition, i);
        harness.processElement(edge, edge.eventTime);
        harness.processWatermark(edge.eventTime);
      }
      assertThat(harness.extractOutputValues()).isEmpty();
      return harness.snapshot(1, edges).getStateSize();
    }
  }

  private static Edge edge(Condition condition, long time) {
    Edge edge = new Edge();
    edge.condition = condition;
    edge.holds = true;
    edge.turbineId = "WT-1";
    edge.farmId = "A";
    edge.region = "us-east-1";
    edge.countryCode = "US";
    edge.sensor = "battery_temperature";
    edge.value = 50;
    edge.readingId = "reading";
    edge.eventTime = AlertScenario.START + time;
    edge.since = edge.eventTime;
    return edge;
  }
}
