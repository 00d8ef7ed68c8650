package io.windfarm.alert;

import static org.assertj.core.api.Assertions.assertThat;

import io.windfarm.model.Condition;
import io.windfarm.model.Edge;
import io.windfarm.model.Signal;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.flink.api.common.JobID;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.cep.nfa.compiler.NFACompiler;
import org.apache.flink.cep.operator.CepOperator;
import org.apache.flink.cep.pattern.Pattern;
import org.apache.flink.contrib.streaming.state.EmbeddedRocksDBStateBackend;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.Metric;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.clusterframework.types.ResourceID;
import org.apache.flink.runtime.executiongraph.ExecutionGraphTestUtils;
import org.apache.flink.runtime.metrics.groups.TaskManagerMetricGroup;
import org.apache.flink.runtime.metrics.groups.TaskMetricGroup;
import org.apache.flink.runtime.metrics.util.TestingMetricRegistry;
import org.apache.flink.runtime.operators.testutils.MockEnvironment;
import org.apache.flink.runtime.state.StateBackend;
import org.apache.flink.runtime.state.hashmap.HashMapStateBackend;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@SuppressWarnings("try") // the harness declares that it throws anything
class PatternOperatorTest {
  private static final Duration WITHIN = Duration.ofSeconds(60);

  private final Map<String, Metric> registered = new HashMap<>();

  @Test
  void countsAMatchFromItsFirstEdgeUntilItIsComplete() throws Exception {
    try (Harness harness = start(threeLowReadings(), null, new HashMapStateBackend())) {
      assertThat(partialMatches()).isZero();
      low(harness, "WT-1", 0);
      assertThat(partialMatches()).isEqualTo(1);
      low(harness, "WT-2", 1);
      low(harness, "WT-1", 2);
      // WT-1 may complete what began at second 0, or begin again at second 2.
      assertThat(partialMatches()).isEqualTo(3);
      low(harness, "WT-1", 3);
      assertThat(harness.extractOutputValues()).hasSize(1);
      assertThat(partialMatches()).isEqualTo(1);
    }
  }

  @Test
  void countsNoMatchWhoseTimeRanOut() throws Exception {
    try (Harness harness = start(threeLowReadings(), null, new HashMapStateBackend())) {
      low(harness, "WT-1", 0);
      low(harness, "WT-2", 30);
      harness.processWatermark(AlertScenario.START + 61_000);
      assertThat(partialMatches()).isEqualTo(1);
      harness.processWatermark(AlertScenario.START + 91_000);
      assertThat(partialMatches()).isZero();
    }
  }

  @Test
  void countsNothingOfTurbinesThatAreWellAgain() throws Exception {
    try (Harness harness = start(threeLowReadings(), null, new HashMapStateBackend())) {
      for (int turbine = 0; turbine < 20; turbine++) {
        low(harness, "WT-" + turbine, turbine);
      }
      assertThat(partialMatches()).isEqualTo(20);
      for (int turbine = 0; turbine < 20; turbine++) {
        edge(harness, "WT-" + turbine, 20 + turbine, false);
      }
      assertThat(partialMatches()).isZero();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"hashmap", "rocksdb"})
  void countsWhatItIsRestoredWith(String backend) throws Exception {
    OperatorSubtaskState snapshot = snapshotOfTwoTurbines(threeLowReadings(), backend(backend));

    restoresTwoAndGoesOn(snapshot, backend);
  }

  /** Versions before this one had Flink's operator in its place, and no count. */
  @ParameterizedTest
  @ValueSource(strings = {"hashmap", "rocksdb"})
  void countsWhatFlinksOwnOperatorLeft(String backend) throws Exception {
    Pattern<Edge, Edge> pattern = Patterns.run(3, WITHIN);
    OperatorSubtaskState snapshot =
        snapshotOfTwoTurbines(
            new CepOperator<>(
                edges(),
                false,
                NFACompiler.compileFactory(pattern, true),
                null,
                pattern.getAfterMatchSkipStrategy(),
                new Match(Rule.HYDRAULIC_PRESSURE_LOSS),
                null),
            backend(backend));

    restoresTwoAndGoesOn(snapshot, backend);
  }

  private OperatorSubtaskState snapshotOfTwoTurbines(
      OneInputStreamOperator<Edge, Signal> operator, StateBackend backend) throws Exception {
    try (Harness harness = start(operator, null, backend)) {
      low(harness, "WT-1", 0);
      low(harness, "WT-2", 1);
      edge(harness, "WT-3", 2, false);
      return harness.snapshot(1, 1);
    }
  }

  private void restoresTwoAndGoesOn(OperatorSubtaskState snapshot, String backend)
      throws Exception {
    registered.clear();
    try (Harness harness = start(threeLowReadings(), snapshot, backend(backend))) {
      assertThat(partialMatches()).isEqualTo(2);
      edge(harness, "WT-1", 3, false);
      assertThat(partialMatches()).isEqualTo(1);
      harness.processWatermark(AlertScenario.START + 62_000);
      assertThat(partialMatches()).isZero();
    }
  }

  private static PatternOperator threeLowReadings() {
    return new PatternOperator(
        Rule.HYDRAULIC_PRESSURE_LOSS, edges(), Patterns.run(3, WITHIN), null);
  }

  private static TypeSerializer<Edge> edges() {
    return Types.POJO(Edge.class).createSerializer(new SerializerConfigImpl());
  }

  private static StateBackend backend(String name) {
    return name.equals("rocksdb") ? new EmbeddedRocksDBStateBackend() : new HashMapStateBackend();
  }

  /** As the gauge says. */
  private long partialMatches() {
    return (long) ((Gauge<?>) registered.get("partial_matches")).getValue();
  }

  private Harness start(
      OneInputStreamOperator<Edge, Signal> operator,
      OperatorSubtaskState snapshot,
      StateBackend backend)
      throws Exception {
    Harness harness = new Harness(operator, environment());
    harness.setStateBackend(backend);
    harness.setup(Types.POJO(Signal.class).createSerializer(new SerializerConfigImpl()));
    if (snapshot != null) {
      harness.initializeState(snapshot);
    }
    harness.open();
    return harness;
  }

  private MockEnvironment environment() {
    TaskMetricGroup task =
        TaskManagerMetricGroup.createTaskManagerMetricGroup(
                TestingMetricRegistry.builder()
                    .setRegisterConsumer((metric, name, group) -> registered.put(name, metric))
                    .build(),
                "host",
                ResourceID.generate())
            .addJob(new JobID(), "job")
            .addTask(ExecutionGraphTestUtils.createExecutionAttemptId(), "task");
    return MockEnvironment.builder().setMetricGroup(task).build();
  }

  private static void low(Harness harness, String turbine, int second) throws Exception {
    edge(harness, turbine, second, true);
  }

  private static void edge(Harness harness, String turbine, int second, boolean low)
      throws Exception {
    Edge edge = new Edge();
    edge.condition = Condition.PRESSURE_LOW;
    edge.holds = low;
    edge.turbineId = turbine;
    edge.farmId = "A";
    edge.region = "us-east-1";
    edge.countryCode = "US";
    edge.sensor = "hydraulic_pressure";
    edge.value = low ? 40 : 75;
    edge.readingId = turbine + '-' + second;
    edge.eventTime = AlertScenario.START + second * 1_000L;
    edge.since = edge.eventTime;
    harness.processElement(edge, edge.eventTime);
    harness.processWatermark(edge.eventTime);
  }

  private static final class Harness
      extends KeyedOneInputStreamOperatorTestHarness<String, Edge, Signal> {
    Harness(OneInputStreamOperator<Edge, Signal> operator, MockEnvironment environment)
        throws Exception {
      super(operator, edge -> edge.turbineId, Types.STRING, environment);
    }
  }
}
