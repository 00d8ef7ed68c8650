package io.windfarm.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.windfarm.model.Reading;
import io.windfarm.model.Reason;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.watermarkstatus.WatermarkStatus;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;

class ShardWatermarksTest {
  private static final Duration BOUND = Duration.ofSeconds(5);
  private static final Duration IDLE = Duration.ofSeconds(30);
  private static final long TICK = 200;

  private OneInputStreamOperatorTestHarness<Reading, Reading> subtask;
  private long now;

  /** Static, as the operator is copied; set anew by each test. */
  private static Set<String> assigned = Set.of();

  private static boolean heldUp;

  @Test
  void staysTheBoundBehindTheSlowestShard() throws Exception {
    start();
    read("b", 40_000);
    read("a", 100_000);
    read("a", 160_000);

    assertThat(watermark()).isEqualTo(34_999);
  }

  @Test
  void holdsForAShardThatIsAssignedAndHasNotSpokenYet() throws Exception {
    start("a", "b");
    read("a", 100_000);
    pass(9_000);
    assertThat(watermarks()).isEmpty();

    read("b", 40_000);

    assertThat(watermark()).isEqualTo(34_999);
  }

  @Test
  void letsGoOfAnAssignedShardThatNeverSpeaks() throws Exception {
    start("a", "empty");
    for (int second = 0; second < 32; second++) {
      read("a", 100_000 + second * 1_000);
      pass(1_000);
    }

    assertThat(watermark()).isEqualTo(125_999);
  }

  @Test
  void letsGoOfAShardThatIsQuietForTheIdleTimeout() throws Exception {
    start();
    read("b", 40_000);
    for (int second = 0; second < 32; second++) {
      read("a", 100_000 + second * 1_000);
      pass(1_000);
    }

    assertThat(watermark()).isEqualTo(125_999);
  }

  @Test
  void doesNotCountTimeInWhichTheSubtaskCouldNotRun() throws Exception {
    start();
    read("b", 40_000);
    read("a", 100_000);
    now += 3_600_000;
    subtask.setProcessingTime(now);
    read("a", 101_000);

    assertThat(watermark()).isEqualTo(34_999);
  }

  @Test
  void doesNotCountTimeInWhichRecordsWaitedToBeTaken() throws Exception {
    start();
    read("b", 40_000);
    read("a", 100_000);
    heldUp = true;
    pass(60_000);
    assertThat(subtask.getOutput()).doesNotContain(WatermarkStatus.IDLE);
    read("a", 101_000);
    assertThat(watermark()).isEqualTo(34_999);

    heldUp = false;
    pass(31_000);
    assertThat(subtask.getOutput()).contains(WatermarkStatus.IDLE);
  }

  @Test
  void isIdleWhenAllItsShardsAreAndWakesWithTheNextReading() throws Exception {
    start();
    read("a", 100_000);
    pass(31_000);
    assertThat(subtask.getOutput()).last().isEqualTo(WatermarkStatus.IDLE);
    assertThat(watermark()).isEqualTo(100_049);

    read("a", 131_000);
    assertThat(subtask.getOutput()).contains(WatermarkStatus.ACTIVE);
  }

  @Test
  void isNotMovedByAClockInTheFuture() throws Exception {
    start();
    read("a", 100_000);
    Reading skewed = reading("a", 99_000_000);
    skewed.reasons = Reason.CLOCK_SKEW.bit();
    subtask.processElement(skewed, 0);
    pass(1_000);

    assertThat(watermark()).isEqualTo(94_999);
  }

  @Test
  void waitsAfterARestoreForTheShardsThatAreAssignedAndForNoOthers() throws Exception {
    start("a", "b", "c");
    read("b", 40_000);
    read("a", 100_000);
    read("c", 10_000);
    OperatorSubtaskState state = subtask.snapshot(1, 1);
    subtask.close();

    assigned = Set.of("a", "b");
    subtask = harness(ShardWatermarks.live(BOUND, IDLE, roster()));
    subtask.initializeState(state);
    subtask.open();
    read("a", 200_000);
    assertThat(watermark()).isEqualTo(34_999);

    read("b", 60_000);
    assertThat(watermark()).isEqualTo(54_999);
  }

  @Test
  void waitsAfterARestoreForAShardThatHadGoneQuietButNotForEver() throws Exception {
    start("a", "quiet");
    read("quiet", 50_000);
    for (int second = 0; second < 40; second++) {
      read("a", 100_000 + second * 1_000);
      pass(1_000);
    }
    OperatorSubtaskState state = subtask.snapshot(1, 1);
    subtask.close();

    subtask = harness(ShardWatermarks.live(BOUND, IDLE, roster()));
    subtask.initializeState(state);
    subtask.open();
    read("a", 150_000);
    assertThat(watermark()).isEqualTo(44_999);

    pass(15_000);
    read("a", 165_000);
    pass(16_000);
    assertThat(watermark()).isEqualTo(159_999);
  }

  @Test
  void isNotMovedFurtherThanArrivalByAClockThatRunsAhead() throws Exception {
    start();
    Reading ahead = reading("a", 160_000);
    ahead.arrivalTime = 100_000;
    subtask.processElement(ahead, 0);

    assertThat(watermark()).isEqualTo(94_999);
  }

  @Test
  void saysHowFarEventTimeCameWhenTheInputEnds() throws Exception {
    start();
    read("a", 100_000);
    read("b", 40_000);
    subtask.processWatermark(Watermark.MAX_WATERMARK);

    assertThat(watermarks()).endsWith(LastWatermark.of(100_000));
  }

  @Test
  void endsWithTheInputThoughAnIdleSourceNoLongerSaysSo() throws Exception {
    start();
    read("a", 100_000);
    subtask.endInput();

    assertThat(watermarks()).endsWith(LastWatermark.of(100_000));
  }

  @Test
  void isIdleAtOnceWhenItsSourceHasNoShardToRead() throws Exception {
    start();
    subtask.processWatermarkStatus(WatermarkStatus.IDLE);

    assertThat(subtask.getOutput()).containsExactly(WatermarkStatus.IDLE);
  }

  @Test
  void waitsForTheShardsThatFollowWhenItsSourceHasReadItsOwnToTheirEnd() throws Exception {
    start("parent");
    read("parent", 100_000);
    subtask.processWatermarkStatus(WatermarkStatus.IDLE);
    pass(10_000);
    assertThat(subtask.getOutput()).doesNotContain(WatermarkStatus.IDLE);
    assertThat(watermark()).isEqualTo(94_999);

    assigned = Set.of("parent", "child");
    read("child", 101_000);
    pass(31_000);
    assertThat(subtask.getOutput()).last().isEqualTo(WatermarkStatus.IDLE);
  }

  @Test
  void takesTheWatermarksOfASourceThatKeepsOrder() throws Exception {
    subtask = harness(ShardWatermarks.ofSource());
    subtask.open();
    read("a", 100_000);
    read("b", 40_000);
    assertThat(watermarks()).isEmpty();

    subtask.processWatermark(39_999);
    assertThat(watermark()).isEqualTo(39_999);
    subtask.processWatermark(40_030);
    assertThat(watermark()).isEqualTo(39_999);
    subtask.processWatermark(Watermark.MAX_WATERMARK);
    assertThat(watermarks()).endsWith(LastWatermark.of(100_000));
  }

  @Test
  void saysHowFarEventTimeCameBeforeARestoreWhenTheInputEndsRightAfterIt() throws Exception {
    start();
    read("a", 100_000);
    OperatorSubtaskState state = subtask.snapshot(1, 1);
    subtask.close();
    subtask = harness(ShardWatermarks.live(BOUND, IDLE, roster()));
    subtask.initializeState(state);
    subtask.open();
    subtask.endInput();

    assertThat(watermarks()).containsExactly(LastWatermark.of(100_000));
  }

  @Test
  void endsAnInputThatNeverSpokeWithoutATime() throws Exception {
    start();
    subtask.endInput();

    assertThat(watermarks()).containsExactly(Long.MAX_VALUE);
  }

  private void start(String... shards) throws Exception {
    heldUp = false;
    assigned = Set.of(shards);
    subtask = harness(ShardWatermarks.live(BOUND, IDLE, roster()));
    subtask.open();
  }

  private static ShardRoster roster() {
    return new ShardRoster() {
      private static final long serialVersionUID = 1L;

      @Override
      public Set<String> assignedTo(int index, int subtasks) {
        return assigned;
      }

      @Override
      public boolean isHeldUp(int index, int subtasks) {
        return heldUp;
      }
    };
  }

  private static OneInputStreamOperatorTestHarness<Reading, Reading> harness(
      ShardWatermarks watermarks) throws Exception {
    return new OneInputStreamOperatorTestHarness<>(watermarks);
  }

  private void read(String shard, long eventTime) throws Exception {
    subtask.processElement(reading(shard, eventTime), 0);
  }

  private static Reading reading(String shard, long eventTime) {
    Reading reading = new Reading();
    reading.shard = shard;
    reading.eventTime = eventTime;
    reading.arrivalTime = eventTime;
    return reading;
  }

  /** Lets processing time pass, tick by tick. */
  private void pass(long millis) throws Exception {
    for (long end = now + millis; now < end; ) {
      now += TICK;
      subtask.setProcessingTime(now);
    }
  }

  private long watermark() {
    List<Long> all = watermarks();
    return all.get(all.size() - 1);
  }

  private List<Long> watermarks() {
    return subtask.getOutput().stream()
        .filter(Watermark.class::isInstance)
        .map(mark -> ((Watermark) mark).getTimestamp())
        .collect(Collectors.toList());
  }
}
