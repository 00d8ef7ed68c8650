package io.windfarm.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.windfarm.model.LedgerEntry;
import io.windfarm.model.Source;
import java.util.function.Consumer;
import org.apache.flink.api.common.state.OperatorStateStore;
import org.apache.flink.core.fs.CloseableRegistry;
import org.apache.flink.runtime.operators.testutils.MockEnvironmentBuilder;
import org.apache.flink.runtime.state.OperatorStateBackend;
import org.apache.flink.runtime.state.OperatorStateBackendParametersImpl;
import org.apache.flink.runtime.state.hashmap.HashMapStateBackend;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OutstandingTest {
  private static final long MINUTE = 60_000;
  private static final long SETTLES = 5 * MINUTE;

  private OperatorStateStore states;
  private Outstanding outstanding;

  @BeforeEach
  void begins() throws Exception {
    states = emptyStates();
    outstanding = Outstanding.restored(states, SETTLES, false);
  }

  private static OperatorStateBackend emptyStates() throws Exception {
    return new HashMapStateBackend()
        .createOperatorStateBackend(
            new OperatorStateBackendParametersImpl(
                new MockEnvironmentBuilder().build(),
                "book",
                java.util.List.of(),
                new CloseableRegistry()));
  }

  @Test
  void whatHasNotLeftYetIsOutstandingAndNoImbalance() {
    post(0, entry -> entry.received = 10);
    post(0, entry -> entry.good = 4);

    assertThat(outstanding.readings()).isEqualTo(6);
    assertThat(outstanding.overdue()).isZero();
  }

  @Test
  void everyWayOutSettlesAReading() {
    post(0, entry -> entry.received = 6);
    post(
        0,
        entry -> {
          entry.rejected = 1;
          entry.duplicate = 1;
          entry.late = 1;
          entry.good = 1;
          entry.uncertain = 1;
          entry.bad = 1;
        });

    assertThat(outstanding.readings()).isZero();
  }

  @Test
  void aReadingThatIsMissingLongAfterTheOthersIsAnImbalanceAndStaysOne() {
    post(0, entry -> entry.received = 10);
    post(0, entry -> entry.good = 9);
    post(5, entry -> entry.received = 1);
    post(5, entry -> entry.good = 1);
    assertThat(outstanding.overdue()).as("not long enough").isZero();

    post(6, entry -> entry.received = 1);
    assertThat(outstanding.overdue()).as("received alone proves nothing").isZero();
    post(6, entry -> entry.good = 1);

    assertThat(outstanding.overdue()).isEqualTo(1);
    post(60, entry -> entry.received = 1);
    post(60, entry -> entry.good = 1);
    assertThat(outstanding.overdue()).isEqualTo(1);
  }

  @Test
  void aReadingThatWasCountedTwiceIsAnImbalanceToo() {
    post(0, entry -> entry.received = 1);
    post(0, entry -> entry.good = 2);
    post(6, entry -> entry.good = 0);
    post(6, entry -> entry.received = 1);
    post(6, entry -> entry.good = 1);

    assertThat(outstanding.overdue()).isEqualTo(1);
  }

  @Test
  void whatWasMissingAtACheckpointIsMissingAfterIt() throws Exception {
    post(0, entry -> entry.received = 1);
    post(3, entry -> entry.received = 1);
    post(3, entry -> entry.good = 1);
    outstanding.snapshot();

    outstanding = Outstanding.restored(states, SETTLES, true);

    assertThat(outstanding.readings()).isEqualTo(1);
    post(9, entry -> entry.received = 1);
    post(9, entry -> entry.good = 1);
    assertThat(outstanding.overdue()).isEqualTo(1);
  }

  /** Shards that are read from different pasts: one is far ahead of what leaves. */
  @Test
  void whatWasOnlyReceivedProvesNothingAfterACheckpointEither() throws Exception {
    post(0, entry -> entry.received = 1);
    post(9, entry -> entry.received = 1);
    outstanding.snapshot();

    outstanding = Outstanding.restored(states, SETTLES, true);

    assertThat(outstanding.readings()).isEqualTo(2);
    assertThat(outstanding.overdue()).isZero();
  }

  @Test
  void whatAnOlderVersionHadReceivedIsNotMissed() throws Exception {
    outstanding = Outstanding.restored(emptyStates(), SETTLES, true);

    post(0, entry -> entry.good = 7);
    post(1, entry -> entry.received = 3);
    post(1, entry -> entry.good = 8);
    post(20, entry -> entry.received = 1);
    post(20, entry -> entry.good = 1);

    assertThat(outstanding.overdue()).isZero();
    assertThat(outstanding.readings()).isZero();
  }

  private void post(long minute, Consumer<LedgerEntry> counts) {
    LedgerEntry entry = new LedgerEntry();
    entry.minute = minute * MINUTE;
    entry.source = Source.KINESIS;
    entry.stream = "s";
    entry.region = "r";
    counts.accept(entry);
    outstanding.add(entry);
    outstanding.sum();
  }
}
