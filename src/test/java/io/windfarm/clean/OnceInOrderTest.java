package io.windfarm.clean;

import static org.assertj.core.api.Assertions.assertThat;

import io.windfarm.ingest.LastWatermark;
import io.windfarm.model.Reading;
import io.windfarm.model.Reason;
import io.windfarm.model.Source;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.runtime.watermarkstatus.WatermarkStatus;
import org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OnceInOrderTest {
  private static final int KEY_GROUPS = 128;

  private KeyedOneInputStreamOperatorTestHarness<String, Reading, List<Reading>> operator;
  private int sequence;

  @BeforeEach
  void open() throws Exception {
    operator = harness();
    operator.open();
  }

  @Test
  void releasesReadingsInEventTimeOrderWhenTheWatermarkHasPassedThem() throws Exception {
    read("pressure", "1", 3_000, 75);
    read("pressure", "2", 1_000, 76);
    read("battery", "3", 1_000, 25);
    assertThat(released()).isEmpty();

    operator.processWatermark(2_999);
    assertThat(released()).containsExactly("battery 3 @1000", "pressure 2 @1000");

    operator.processWatermark(3_249);
    assertThat(released()).endsWith("pressure 1 @3000");
  }

  @Test
  void letsOneOfSeveralEqualReadingsThrough() throws Exception {
    read("pressure", "1", 1_000, 75);
    read("pressure", "1", 1_000, 75);
    read("pressure", "1", 1_000, 75);
    operator.processWatermark(1_249);

    assertThat(released()).containsExactly("pressure 1 @1000");
    assertThat(duplicates()).hasSize(2);
  }

  @Test
  void takesReadingsThatDifferInAnyPartOfTheirIdentityForDifferentOnes() throws Exception {
    read("pressure", "1", 1_000, 75);
    read("battery", "1", 1_000, 75);
    read("pressure", "2", 1_000, 75);
    read("pressure", "1", 1_001, 75);
    read("pressure", "1", 1_000, 75.1);
    operator.processWatermark(1_249);

    assertThat(released()).hasSize(5);
    assertThat(duplicates()).isEmpty();
  }

  @Test
  void marksAReadingWhoseTurnIsOverAsLateAndPassesItAtOnce() throws Exception {
    operator.processWatermark(9_999);
    read("pressure", "1", 5_000, 75);

    assertThat(released()).containsExactly("pressure 1 @5000 LATE");
  }

  @Test
  void knowsALateCopyOfAReadingThatHasLeft() throws Exception {
    read("pressure", "1", 1_000, 75);
    operator.processWatermark(120_249);
    read("pressure", "1", 1_000, 75);

    assertThat(released()).containsExactly("pressure 1 @1000");
    assertThat(duplicates()).containsExactly("pressure 1 @1000 LATE");
  }

  @Test
  void passesALateReadingOnce() throws Exception {
    operator.processWatermark(9_999);
    read("pressure", "1", 5_000, 75);
    read("pressure", "1", 5_000, 75);

    assertThat(released()).hasSize(1);
    assertThat(duplicates()).hasSize(1);
  }

  @Test
  void knowsAVeryLateReadingForAsLongAsAnyOther() throws Exception {
    operator.processWatermark(7_200_249);
    read("pressure", "1", 5_000, 75);
    read("pressure", "2", 7_201_000, 75);
    operator.processWatermark(7_201_249);
    read("pressure", "1", 5_000, 75);

    assertThat(duplicates()).containsExactly("pressure 1 @5000 LATE");
  }

  @Test
  void passesAReadingFromTheFutureOnceAndAtOnce() throws Exception {
    for (int i = 0; i < 2; i++) {
      Reading skewed = reading("pressure", "1", 99_000_000, 75);
      skewed.reasons = Reason.CLOCK_SKEW.bit();
      skewed.arrivalTime = 1_000;
      operator.processElement(skewed, 0);
    }

    assertThat(released()).containsExactly("pressure 1 @99000000 CLOCK_SKEW");
    assertThat(duplicates()).hasSize(1);
  }

  @Test
  void takesAReadingForADuplicateIfItsCopyWasFromTheFutureAndItIsNot() throws Exception {
    Reading skewed = reading("pressure", "1", 400_000, 75);
    skewed.reasons = Reason.CLOCK_SKEW.bit();
    skewed.arrivalTime = 60_000;
    operator.processElement(skewed, 0);
    Reading copy = reading("pressure", "1", 400_000, 75);
    copy.source = Source.KAFKA;
    copy.arrivalTime = 120_000;
    operator.processElement(copy, 0);
    operator.processWatermark(400_249);

    assertThat(released()).containsExactly("pressure 1 @400000 CLOCK_SKEW");
    assertThat(duplicates()).containsExactly("pressure 1 @400000");

    operator.processWatermark(3_600_000);
    assertThat(operator.numKeyedStateEntries()).isZero();
  }

  @Test
  void letsTheCopyThatArrivedFirstThroughWhicheverSourceWasReadFirst() throws Exception {
    for (boolean kafkaFirst : new boolean[] {true, false}) {
      open();
      Reading kinesis = reading("pressure", "1", 1_000, 75);
      kinesis.arrivalTime = 2_000;
      Reading kafka = reading("pressure", "1", 1_000, 75);
      kafka.source = Source.KAFKA;
      kafka.shard = "telemetry-3";
      kafka.arrivalTime = 1_900;
      operator.processElement(kafkaFirst ? kafka : kinesis, 0);
      operator.processElement(kafkaFirst ? kinesis : kafka, 0);
      operator.processWatermark(1_249);

      assertThat(operator.extractOutputValues())
          .singleElement()
          .extracting(turn -> turn.get(0).source)
          .isEqualTo(Source.KAFKA);
    }
  }

  @Test
  void letsWhatIsFarBehindTheClockLeaveTogetherAtTheLatestAMomentLater() throws Exception {
    operator.setProcessingTime(100_000);
    read("pressure", "1", 1_000, 75);
    operator.processWatermark(1_249);
    read("pressure", "2", 2_000, 75);
    operator.processWatermark(2_249);
    assertThat(released()).isEmpty();

    operator.setProcessingTime(100_100);

    assertThat(operator.extractOutputValues()).hasSize(1);
    assertThat(released()).containsExactly("pressure 1 @1000", "pressure 2 @2000");
    assertThat(operator.getOutput()).last().isEqualTo(new Watermark(2_249));
  }

  @Test
  void letsWhatIsHeldLeaveBeforeACheckpoint() throws Exception {
    operator.setProcessingTime(100_000);
    read("pressure", "1", 1_000, 75);
    operator.processWatermark(1_249);

    operator.prepareSnapshotPreBarrier(1);

    assertThat(released()).containsExactly("pressure 1 @1000");
  }

  @Test
  void letsWhatIsHeldLeaveBeforeItsSourceRests() throws Exception {
    operator.setProcessingTime(100_000);
    read("pressure", "1", 1_000, 75);
    operator.processWatermark(1_249);

    operator.processWatermarkStatus(WatermarkStatus.IDLE);

    assertThat(released()).containsExactly("pressure 1 @1000");
    assertThat(operator.getOutput()).last().isEqualTo(WatermarkStatus.IDLE);
  }

  @Test
  void knowsAfterARestoreWhatHasLeft() throws Exception {
    read("pressure", "1", 1_000, 75);
    operator.processWatermark(1_249);
    operator.prepareSnapshotPreBarrier(1);
    OperatorSubtaskState state = operator.snapshot(1, 1);
    operator.close();

    operator = harness();
    operator.initializeState(state);
    operator.open();
    read("pressure", "1", 1_000, 75);
    read("pressure", "2", 900, 75);

    assertThat(duplicates()).containsExactly("pressure 1 @1000 LATE");
    assertThat(released()).containsExactly("pressure 2 @900 LATE");
  }

  @Test
  void hasWhatWaitsWaitOnWhereItsTurbineGoesWhenTheParallelismChanges() throws Exception {
    List<String> sent = new ArrayList<>();
    for (int turbine = 0; turbine < 200; turbine++) {
      Reading reading = reading("pressure", String.valueOf(turbine), 1_000, 75);
      reading.turbineId = "WT-" + turbine;
      operator.processElement(reading, 0);
      sent.add(text(reading));
    }
    operator.prepareSnapshotPreBarrier(1);
    OperatorSubtaskState one = operator.snapshot(1, 1);
    operator.close();

    List<String> released = new ArrayList<>();
    List<OperatorSubtaskState> three = new ArrayList<>();
    for (int subtask = 0; subtask < 3; subtask++) {
      operator = harness(3, subtask);
      operator.initializeState(partOf(one, 1, 3, subtask));
      operator.open();
      operator.prepareSnapshotPreBarrier(2);
      three.add(operator.snapshot(2, 2));
      operator.processWatermark(1_249);
      assertThat(released()).isNotEmpty();
      released.addAll(released());
      operator.close();
    }
    assertThat(released).containsExactlyInAnyOrderElementsOf(sent);

    operator = harness();
    operator.initializeState(
        partOf(
            AbstractStreamOperatorTestHarness.repackageState(
                three.toArray(OperatorSubtaskState[]::new)),
            3,
            1,
            0));
    operator.open();
    operator.processWatermark(1_249);
    assertThat(released()).containsExactlyInAnyOrderElementsOf(sent);
  }

  private static OperatorSubtaskState partOf(
      OperatorSubtaskState state, int before, int after, int subtask) {
    return AbstractStreamOperatorTestHarness.repartitionOperatorState(
        state, KEY_GROUPS, before, after, subtask);
  }

  @Test
  void hasNothingWaitAfterARestoreThatHadLeftBeforeTheCheckpoint() throws Exception {
    read("pressure", "1", 1_000, 75);
    operator.prepareSnapshotPreBarrier(1);
    operator.snapshot(1, 1);
    operator.processWatermark(1_249);
    operator.prepareSnapshotPreBarrier(2);
    OperatorSubtaskState state = operator.snapshot(2, 2);
    operator.close();

    operator = harness();
    operator.initializeState(state);
    operator.open();
    operator.processWatermark(1_249);

    assertThat(released()).isEmpty();
    assertThat(duplicates()).isEmpty();
  }

  @Test
  void forgetsATurbineThatHasGoneSilent() throws Exception {
    for (int second = 0; second < 200; second++) {
      read("pressure", "" + second, second * 1_000L, 75);
    }
    operator.processWatermark(199_249);
    assertThat(operator.numKeyedStateEntries()).isPositive();

    operator.processWatermark(3_600_000);

    assertThat(operator.numKeyedStateEntries()).isZero();
    assertThat(operator.numEventTimeTimers()).isZero();
  }

  @Test
  void tellsHowFarTheInputCameBeforeItTellsItsEnd() throws Exception {
    operator.processWatermark(75_049);
    operator.processWatermark(LastWatermark.of(239_000));

    assertThat(operator.getOutput())
        .containsExactly(new Watermark(75_049), new Watermark(239_049), Watermark.MAX_WATERMARK);
  }

  @Test
  void tellsHowFarTheInputCameBeforeItTellsItsEndAlsoFarBehindTheClock() throws Exception {
    operator.setProcessingTime(1_000_000);
    operator.processWatermark(75_049);
    operator.processWatermark(Long.MAX_VALUE);

    assertThat(operator.getOutput())
        .containsExactly(new Watermark(75_049), Watermark.MAX_WATERMARK);
  }

  private static KeyedOneInputStreamOperatorTestHarness<String, Reading, List<Reading>> harness()
      throws Exception {
    return harness(1, 0);
  }

  private static KeyedOneInputStreamOperatorTestHarness<String, Reading, List<Reading>> harness(
      int parallelism, int subtask) throws Exception {
    return new KeyedOneInputStreamOperatorTestHarness<>(
        new OnceInOrder(Duration.ofMinutes(10)),
        reading -> reading.turbineId,
        Types.STRING,
        KEY_GROUPS,
        parallelism,
        subtask);
  }

  private void read(String sensor, String id, long eventTime, double value) throws Exception {
    operator.processElement(reading(sensor, id, eventTime, value), 0);
  }

  private Reading reading(String sensor, String id, long eventTime, double value) {
    Reading reading = new Reading();
    reading.id = id;
    reading.turbineId = "WT-1";
    reading.sensor = sensor;
    reading.value = value;
    reading.rawValue = value;
    reading.eventTime = eventTime;
    reading.source = Source.KINESIS;
    reading.stream = "telemetry";
    reading.shard = "shardId-000000000000";
    reading.sequence = "" + sequence++;
    return reading;
  }

  private List<String> released() {
    return operator.extractOutputStreamRecords().stream()
        .flatMap(turn -> turn.getValue().stream())
        .map(OnceInOrderTest::text)
        .collect(Collectors.toList());
  }

  private List<String> duplicates() {
    return operator.getSideOutput(OnceInOrder.DUPLICATES) == null
        ? List.of()
        : operator.getSideOutput(OnceInOrder.DUPLICATES).stream()
            .map(StreamRecord::getValue)
            .map(OnceInOrderTest::text)
            .collect(Collectors.toList());
  }

  private static String text(Reading reading) {
    String reasons =
        Reason.of(reading.reasons).stream()
            .map(reason -> " " + reason)
            .collect(Collectors.joining());
    return reading.sensor + ' ' + reading.id + " @" + reading.eventTime + reasons;
  }
}
