package io.windfarm.stats;

import io.windfarm.clean.TurbineHarness;
import io.windfarm.model.CleanedReading;
import io.windfarm.model.Quality;
import io.windfarm.model.Reading;
import io.windfarm.model.Statistic;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;

/** Cleaned readings of one turbine to compute statistics of. */
final class Minutes {
  static final long MINUTE = 60_000;

  /** A midnight in UTC. */
  static final long MIDNIGHT = 1_780_272_000_000L;

  private Minutes() {}

  static TurbineHarness<CleanedReading, Statistic> harness(boolean rocksDb) throws Exception {
    return TurbineHarness.ofTurns(
        () -> new Statistics(true),
        cleaned -> cleaned.reading.turbineId,
        cleaned -> cleaned.reading.eventTime,
        null,
        rocksDb);
  }

  static CleanedReading cleaned(String sensor, long eventTime, double value, Quality quality) {
    CleanedReading cleaned = new CleanedReading();
    cleaned.reading = new Reading();
    cleaned.reading.turbineId = "WT-0001";
    cleaned.reading.farmId = "A";
    cleaned.reading.region = "us-east-1";
    cleaned.reading.countryCode = "US";
    cleaned.reading.sensor = sensor;
    cleaned.reading.unit = "bar";
    cleaned.reading.eventTime = eventTime;
    cleaned.value = value;
    cleaned.quality = quality;
    cleaned.cadence = 1_000;
    return cleaned;
  }

  /** One sensor that reports regularly, one in bursts, with silence between, of 30 hours. */
  static List<CleanedReading> random(Random random) {
    List<CleanedReading> series = new ArrayList<>();
    long start = MIDNIGHT + random.nextInt(86_400_000);
    for (long time = start; time < start + 30 * 60 * MINUTE; time += 10 * MINUTE) {
      series.add(random("regular", time, random));
    }
    long time = start + random.nextInt(60_000);
    while (time < start + 30 * 60 * MINUTE) {
      int size = random.nextInt(4) == 0 ? 600 : random.nextInt(20);
      for (int i = 0; i < size; i++) {
        series.add(random("bursts", time, random));
        time += random.nextInt(200);
      }
      time += (long) (Math.exp(random.nextDouble() * 10) * 3_000);
    }
    series.sort(Comparator.comparingLong(cleaned -> cleaned.reading.eventTime));
    return series;
  }

  private static CleanedReading random(String sensor, long time, Random random) {
    int dice = random.nextInt(10);
    Quality quality = dice == 0 ? Quality.BAD : dice == 1 ? Quality.UNCERTAIN : Quality.GOOD;
    double value = dice == 0 ? Double.NaN : 1_000 * random.nextGaussian();
    CleanedReading cleaned = cleaned(sensor, time, value, quality);
    cleaned.cadence = random.nextInt(3) * 1_000L;
    return cleaned;
  }
}
