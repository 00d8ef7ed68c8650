package io.windfarm.clean;

import static org.assertj.core.api.Assertions.assertThat;

import io.windfarm.exchange.Exchanged;
import io.windfarm.model.Reading;
import io.windfarm.model.Reason;
import io.windfarm.model.Source;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.contrib.streaming.state.EmbeddedRocksDBStateBackend;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.apache.flink.util.InstantiationUtil;

/** What leaves does not depend on what is in state and what is not, nor on the clock. */
class OnceInOrderPropertyTest {
  private static final int STEPS = 400;
  private static final Duration MEMORY = Duration.ofMinutes(2);

  @Property(tries = 30, shrinking = ShrinkingMode.OFF)
  void isTheSameHoweverLittleIsKeptOutsideOfStateAndHoweverOftenItStarts(
      @ForAll long seed, @ForAll boolean rocksDb) throws Exception {
    List<String> plain = run(seed, new OnceInOrder(MEMORY), false, 0);

    assertThat(run(seed, new OnceInOrder(MEMORY, 2, 5), rocksDb, 0)).isEqualTo(plain);
    assertThat(run(seed, new OnceInOrder(MEMORY, 2, 5), rocksDb, 25)).isEqualTo(plain);
    assertThat(run(seed, new OnceInOrder(MEMORY), rocksDb, 25)).isEqualTo(plain);
  }

  @Property(tries = 30, shrinking = ShrinkingMode.OFF)
  void isTheSameHoweverFarBehindTheClock(@ForAll long seed) throws Exception {
    List<String> live = run(seed, new OnceInOrder(MEMORY), false, 0);

    assertThat(run(seed, new OnceInOrder(MEMORY), Clock.FAR_AHEAD, false, 0)).isEqualTo(live);
    assertThat(run(seed, new OnceInOrder(MEMORY), Clock.FAR_AHEAD, false, 25)).isEqualTo(live);
  }

  private enum Clock {
    AT_THE_BEGINNING,
    FAR_AHEAD
  }

  private static List<String> run(long seed, OnceInOrder operator, boolean rocksDb, int restarts)
      throws Exception {
    return run(seed, operator, Clock.AT_THE_BEGINNING, rocksDb, restarts);
  }

  /**
   * What left, by turbine, in its order.
   *
   * @param restarts one in so many steps; 0 for none
   */
  private static List<String> run(
      long seed, OnceInOrder operator, Clock clock, boolean rocksDb, int restarts)
      throws Exception {
    Random random = new Random(seed);
    Random chance = new Random(~seed);
    List<Reading> out = new ArrayList<>();
    List<Reading> duplicates = new ArrayList<>();
    List<Reading> sent = new ArrayList<>();
    Harness harness = new Harness(operator, rocksDb, null);
    long time = 600_000;
    long watermark = Long.MIN_VALUE;
    for (int i = 0; i < STEPS; i++) {
      if (restarts > 0 && chance.nextInt(restarts) == 0) {
        harness.operator.prepareSnapshotPreBarrier(i);
        OperatorSubtaskState state = harness.operator.snapshot(i, i);
        harness.takeOutput(out, duplicates);
        harness.operator.close();
        harness = new Harness(again(operator), rocksDb, state);
        if (watermark > Long.MIN_VALUE) {
          harness.operator.processWatermark(watermark);
        }
      }
      if (clock == Clock.FAR_AHEAD && chance.nextInt(3) == 0) {
        harness.operator.setProcessingTime(1_000_000_000 + 60L * i);
      }
      Reading reading =
          sent.isEmpty() || random.nextInt(5) > 0
              ? reading(random, time)
              : copy(sent.get(sent.size() - 1 - random.nextInt(Math.min(30, sent.size()))));
      sent.add(copy(reading));
      harness.operator.processElement(reading, reading.eventTime);
      time += random.nextInt(2_000);
      if (random.nextInt(4) == 0) {
        watermark = Math.max(watermark, time - 5_000);
        harness.operator.processWatermark(watermark);
      }
    }
    harness.operator.processWatermark(Long.MAX_VALUE);
    harness.takeOutput(out, duplicates);
    harness.operator.close();
    assertThat(out.size() + duplicates.size()).isEqualTo(STEPS);
    List<String> rows = new ArrayList<>();
    for (int turbine = 0; turbine < 5; turbine++) {
      String id = "WT-" + turbine;
      rows.addAll(rows(out, id, "reading"));
      rows.addAll(rows(duplicates, id, "duplicate"));
    }
    return rows;
  }

  private static OnceInOrder again(OnceInOrder operator) throws Exception {
    return InstantiationUtil.clone(operator);
  }

  private static List<String> rows(List<Reading> readings, String turbine, String what) {
    return readings.stream()
        .filter(reading -> reading.turbineId.equals(turbine))
        .map(
            reading ->
                what
                    + ' '
                    + turbine
                    + ' '
                    + reading.id
                    + " @"
                    + reading.eventTime
                    + ' '
                    + Reason.of(reading.reasons))
        .collect(Collectors.toList());
  }

  private static Reading reading(Random random, long time) {
    Reading reading = new Reading();
    reading.turbineId = "WT-" + random.nextInt(5);
    reading.sensor = random.nextBoolean() ? "a" : "b";
    reading.id = "id-" + random.nextInt(1_000);
    reading.value = random.nextInt(100);
    reading.rawValue = reading.value;
    reading.eventTime = time - random.nextInt(random.nextInt(10) == 0 ? 100_000 : 4_000);
    reading.arrivalTime = time;
    if (random.nextInt(20) == 0) {
      reading.eventTime = time + 60_000;
      reading.reasons = Reason.CLOCK_SKEW.bit();
    }
    reading.source = Source.KINESIS;
    reading.stream = "telemetry";
    reading.shard = "shardId-000000000000";
    reading.sequence = "" + random.nextInt();
    return reading;
  }

  private static Reading copy(Reading reading) {
    Reading copy = Exchanged.READING.createSerializer(new SerializerConfigImpl()).copy(reading);
    copy.reasons &= ~Reason.LATE.bit();
    return copy;
  }

  private static final class Harness {
    private final KeyedOneInputStreamOperatorTestHarness<String, Reading, List<Reading>> operator;

    Harness(OnceInOrder function, boolean rocksDb, OperatorSubtaskState state) throws Exception {
      operator =
          new KeyedOneInputStreamOperatorTestHarness<>(
              function, reading -> reading.turbineId, Types.STRING);
      operator.setup(Exchanged.READINGS.createSerializer(new SerializerConfigImpl()));
      if (rocksDb) {
        operator.setStateBackend(new EmbeddedRocksDBStateBackend());
      }
      if (state != null) {
        operator.initializeState(state);
      }
      operator.open();
    }

    void takeOutput(List<Reading> out, List<Reading> duplicates) {
      operator.extractOutputValues().forEach(out::addAll);
      if (operator.getSideOutput(OnceInOrder.DUPLICATES) != null) {
        operator
            .getSideOutput(OnceInOrder.DUPLICATES)
            .forEach(record -> duplicates.add(record.getValue()));
      }
    }
  }
}
