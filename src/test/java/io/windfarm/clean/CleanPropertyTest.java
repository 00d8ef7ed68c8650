package io.windfarm.clean;

import static org.assertj.core.api.Assertions.assertThat;

import io.windfarm.config.Sensors;
import io.windfarm.model.CleanedReading;
import io.windfarm.model.Reading;
import io.windfarm.model.Reason;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;

/** What holds for whatever a turbine sends. */
class CleanPropertyTest {
  private static final int SIZE = 150;
  private static final List<String> SENSORS = List.of("a", "b");

  @Property(tries = 40, shrinking = ShrinkingMode.OFF)
  void agreesWithTheNaiveCleaningOfTheWholeSeries(
      @ForAll long seed, @ForAll OutlierPolicy policy, @ForAll boolean unlimited) throws Exception {
    Random random = new Random(seed);
    List<Reading> series = Series.random(random, SIZE);
    Sensors sensors = sensors(random);
    long lookahead = unlimited ? 0 : 30_000;
    List<CleanedReading> cleaned =
        run(() -> new Clean(sensors, policy, Duration.ofMillis(lookahead), 3), series);

    for (String name : SENSORS) {
      List<Reading> received =
          series.stream().filter(r -> r.sensor.equals(name)).collect(Collectors.toList());
      NaiveCleaning naive =
          new NaiveCleaning(received, sensors.get(name, "A"), policy, lookahead, 3);
      assertThat(rows(cleaned, name)).isEqualTo(rows(naive.clean(), name));
    }
  }

  @Property(tries = 20, shrinking = ShrinkingMode.OFF)
  void verdictsDoNotDependOnTurnsWatermarksOrRestarts(
      @ForAll long seed, @ForAll OutlierPolicy policy, @ForAll boolean rocksDb) throws Exception {
    Random random = new Random(seed);
    List<Reading> series = Series.random(random, SIZE);
    Sensors sensors = sensors(random);
    Supplier<Clean> clean = () -> new Clean(sensors, policy, Duration.ofSeconds(30), 3);
    List<CleanedReading> atOnce = run(clean, series);

    double watermarks = random.nextDouble();
    try (var split = Series.harness(clean, rocksDb)) {
      long watermark = Long.MIN_VALUE;
      List<Reading> turn = new ArrayList<>();
      for (Reading reading : series) {
        if (turn.isEmpty() && random.nextDouble() < watermarks) {
          long lag = random.nextInt(3) * 20_000L * random.nextInt(3);
          watermark = Math.max(watermark, reading.eventTime - lag);
          split.watermark(watermark);
        }
        if (random.nextInt(120) == 0) {
          split.restart(); // what is in the turn has not come yet
        }
        turn.add(reading);
        if (random.nextInt(3) > 0) {
          continue;
        }
        split.processTurn(List.copyOf(turn));
        turn.clear();
        if (random.nextInt(10) == 0) { // counting them is slow
          assertThat(split.timers()).isLessThanOrEqualTo(1);
        }
      }
      if (!turn.isEmpty()) {
        split.processTurn(turn);
      }
      split.endInput();

      assertThat(split.timers()).isZero();
      for (String name : SENSORS) {
        assertThat(rows(split.output(), name)).isEqualTo(rows(atOnce, name));
      }
    }
  }

  @Property(tries = 10, shrinking = ShrinkingMode.OFF)
  void nothingIsLateBehindTheHeldBackWatermark(@ForAll long seed) throws Exception {
    Random random = new Random(seed);
    Sensors sensors = sensors(random);
    long lookahead = 30_000;
    try (var clean =
        Series.harness(
            () -> new Clean(sensors, OutlierPolicy.IMPUTE, Duration.ofMillis(lookahead), 3),
            false)) {
      long heldBack = Long.MIN_VALUE;
      int seen = 0;
      for (Reading reading : Series.random(random, SIZE)) {
        clean.process(reading);
        clean.watermark(reading.eventTime);
        List<CleanedReading> output = clean.output();
        for (; seen < output.size(); seen++) {
          assertThat(output.get(seen).reading.eventTime).isGreaterThan(heldBack);
        }
        heldBack = reading.eventTime - lookahead - 1;
      }
    }
  }

  private static Sensors sensors(Random random) {
    return TestSensors.all(random.nextBoolean() ? 0 : 1_000, random.nextInt(3) * 3);
  }

  private static List<CleanedReading> run(Supplier<Clean> clean, List<Reading> series)
      throws Exception {
    try (var harness = Series.harness(clean, false)) {
      for (Reading reading : series) {
        harness.process(reading);
      }
      harness.endInput();
      return harness.output();
    }
  }

  private static List<String> rows(List<CleanedReading> cleaned, String sensor) {
    return cleaned.stream()
        .filter(row -> row.reading.sensor.equals(sensor))
        .map(
            row ->
                String.format(
                    "%s @%d %s of %s, %s %s, cadence %d%s",
                    row.reading.id,
                    row.reading.eventTime,
                    (float) row.value,
                    row.reading.rawValue,
                    row.quality,
                    Reason.of(row.reasons),
                    row.cadence,
                    row.synthetic ? ", synthetic" : ""))
        .collect(Collectors.toList());
  }
}
