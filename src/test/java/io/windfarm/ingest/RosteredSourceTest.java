package io.windfarm.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.apache.flink.api.connector.source.ReaderOutput;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.lib.NumberSequenceSource.NumberSequenceSplit;
import org.apache.flink.core.io.InputStatus;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RosteredSourceTest {
  private final SplitRoster roster = new SplitRoster("numbers");
  private final Numbers numbers = new Numbers();
  private final RosteredReader<Long, NumberSequenceSplit> reader =
      new RosteredReader<>(numbers, roster::leave);

  @BeforeEach
  void enter() {
    roster.enter(reader, 1, 2);
  }

  @AfterEach
  void leave() throws Exception {
    reader.close();
  }

  @Test
  void knowsWhatASubtaskIsGivenByTheTimeItsReaderDoes() {
    numbers.whenGivenSplits = () -> assertThat(roster.assignedTo(1, 2)).contains("a");
    reader.addSplits(List.of(new NumberSequenceSplit("a", 0, 9)));
    reader.addSplits(List.of(new NumberSequenceSplit("b", 0, 9)));

    assertThat(roster.assignedTo(1, 2)).isEqualTo(Set.of("a", "b"));
    assertThat(roster.assignedTo(0, 2)).isEmpty();
    assertThat(roster.assignedTo(1, 4)).isEmpty();
  }

  @Test
  void knowsNothingOfWhatAnEarlierAttemptRead() {
    reader.addSplits(List.of(new NumberSequenceSplit("a", 0, 9)));

    roster.enter(new RosteredReader<>(new Numbers(), roster::leave), 1, 2);

    assertThat(roster.assignedTo(1, 2)).isEmpty();
  }

  @Test
  void isHeldUpWhileItHasRecordsAndNobodyAsks() throws Exception {
    numbers.available.complete(null);
    reader.pollNext(null);
    assertThat(roster.isHeldUp(1, 2)).as("asked since the start").isFalse();
    assertThat(roster.isHeldUp(1, 2)).as("not asked again").isTrue();

    reader.pollNext(null);
    assertThat(roster.isHeldUp(1, 2)).isFalse();
  }

  @Test
  void isQuietWhileItHasNoRecords() {
    assertThat(roster.isHeldUp(1, 2)).isFalse();
    assertThat(roster.isHeldUp(1, 2)).isFalse();
  }

  private static final class Numbers implements SourceReader<Long, NumberSequenceSplit> {
    final CompletableFuture<Void> available = new CompletableFuture<>();
    Runnable whenGivenSplits = () -> {};

    @Override
    public void start() {}

    @Override
    public InputStatus pollNext(ReaderOutput<Long> output) {
      return InputStatus.NOTHING_AVAILABLE;
    }

    @Override
    public List<NumberSequenceSplit> snapshotState(long checkpointId) {
      return new ArrayList<>();
    }

    @Override
    public CompletableFuture<Void> isAvailable() {
      return available;
    }

    @Override
    public void addSplits(List<NumberSequenceSplit> splits) {
      whenGivenSplits.run();
    }

    @Override
    public void notifyNoMoreSplits() {}

    @Override
    public void close() {}
  }
}
