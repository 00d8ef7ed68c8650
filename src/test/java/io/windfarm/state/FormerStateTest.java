package io.windfarm.state;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.apache.flink.util.Collector;
import org.junit.jupiter.api.Test;

@SuppressWarnings("try") // the harness declares that it throws anything
class FormerStateTest {
  @Test
  void isNeverPossibleInAJobThatBeganWithoutAny() throws Exception {
    Asking first = new Asking(true);
    OperatorSubtaskState begun = run(first, null);
    Asking second = new Asking(true);
    OperatorSubtaskState restored = run(second, begun);
    Asking third = new Asking(true);
    run(third, restored);

    assertThat(first.former.isPossible()).isFalse();
    assertThat(second.former.isPossible()).isFalse();
    assertThat(third.former.isPossible()).isFalse();
  }

  @Test
  void isPossibleEverAfterARestoreFromAFormerVersion() throws Exception {
    OperatorSubtaskState former = run(new Asking(false), null);
    Asking second = new Asking(true);
    OperatorSubtaskState restored = run(second, former);
    Asking third = new Asking(true);
    run(third, restored);

    assertThat(second.former.isPossible()).isTrue();
    assertThat(third.former.isPossible()).isTrue();
  }

  @Test
  void isKnownToEachOfMoreSubtasks() throws Exception {
    OperatorSubtaskState begun = run(new Asking(true), null);
    for (int subtask = 0; subtask < 2; subtask++) {
      Asking asking = new Asking(true);
      try (var harness = harness(asking, 2, subtask)) {
        harness.initializeState(
            AbstractStreamOperatorTestHarness.repartitionOperatorState(begun, 4, 1, 2, subtask));
        harness.open();
      }
      assertThat(asking.former.isPossible()).as("subtask %s", subtask).isFalse();
    }
  }

  private static OperatorSubtaskState run(Asking asking, OperatorSubtaskState from)
      throws Exception {
    try (var harness = harness(asking, 1, 0)) {
      if (from != null) {
        harness.initializeState(from);
      }
      harness.open();
      return harness.snapshot(1, 1);
    }
  }

  private static KeyedOneInputStreamOperatorTestHarness<String, String, String> harness(
      Asking asking, int subtasks, int subtask) throws Exception {
    return new KeyedOneInputStreamOperatorTestHarness<>(
        new KeyedProcessOperator<>(asking), element -> element, Types.STRING, 4, subtasks, subtask);
  }

  private static final class Asking extends KeyedProcessFunction<String, String, String>
      implements CheckpointedFunction {
    private static final long serialVersionUID = 1L;

    private final boolean isPresent;
    private transient FormerState former;

    /**
     * @param isPresent false for a version that did not know of it
     */
    Asking(boolean isPresent) {
      this.isPresent = isPresent;
    }

    @Override
    public void initializeState(FunctionInitializationContext context) throws Exception {
      former = isPresent ? FormerState.of(context) : null;
    }

    @Override
    public void snapshotState(FunctionSnapshotContext context) throws Exception {
      if (isPresent) {
        former.snapshot();
      }
    }

    @Override
    public void processElement(String element, Context context, Collector<String> out) {
      throw new IllegalStateException("Nothing is sent here");
    }
  }
}
