package io.windfarm.clean;

import io.windfarm.exchange.Exchanged;
import io.windfarm.model.CleanedReading;
import io.windfarm.model.Reading;
import io.windfarm.model.Reason;
import io.windfarm.model.Source;
import io.windfarm.model.TurbineFrom;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;

/** Readings of one turbine to try cleaning with. */
final class Series {
  private Series() {}

  static TurbineHarness<Reading, CleanedReading> harness(Supplier<Clean> clean, boolean rocksDb)
      throws Exception {
    return TurbineHarness.ofTurns(
        clean,
        reading -> reading.turbineId,
        reading -> reading.eventTime,
        Exchanged.CLEANED_READINGS,
        rocksDb);
  }

  static Reading reading(String sensor, long eventTime, double value) {
    Reading reading = new Reading();
    reading.id = sensor + "@" + eventTime;
    reading.turbineId = "WT-0001";
    reading.farmId = "A";
    reading.region = "us-east-1";
    reading.countryCode = "US";
    reading.sensor = sensor;
    reading.value = value;
    reading.rawValue = value;
    reading.unit = "u";
    reading.eventTime = eventTime;
    reading.arrivalTime = eventTime + 250;
    reading.source = Source.KINESIS;
    reading.stream = "telemetry";
    reading.shard = "shardId-000000000000";
    reading.sequence = "1";
    reading.turbineFrom = TurbineFrom.EVENT;
    reading.reasons = Double.isNaN(value) ? Reason.MISSING.bit() : 0;
    return reading;
  }

  /**
   * Two sensors that do everything a sensor may: jitter, equal times, gaps short and long, missing,
   * spiking, stuck and out-of-range values, changes of pace.
   */
  static List<Reading> random(Random random, int size) {
    List<Reading> series = new ArrayList<>();
    for (String sensor : new String[] {"a", "b"}) {
      long pace = sensor.equals("a") ? 1_000 : new long[] {500, 7_000, 20_000}[random.nextInt(3)];
      long time = 1_000_000L + random.nextInt(2_000);
      double value = 50;
      for (int i = 0; i < size; i++) {
        double dice = random.nextDouble();
        double sent = value;
        if (dice < 0.05) {
          sent = random.nextDouble() * 100;
        } else if (dice < 0.15) {
          sent = Double.NaN;
        } else if (dice < 0.18) {
          sent = 101 + random.nextInt(2);
        } else if (dice < 0.6) {
          value = Math.round(10 * (value + random.nextGaussian())) / 10.0;
          sent = value;
        }
        series.add(reading(sensor, time, sent));
        series.get(series.size() - 1).id += "#" + i;
        double step = random.nextDouble();
        if (step < 0.05) {
          time += random.nextInt(8) * pace;
        } else if (step < 0.06) {
          time += 60 * pace;
        } else if (step < 0.5) {
          time += pace + random.nextInt(200) - 100;
        } else if (step < 0.97) {
          time += pace;
        }
      }
    }
    series.sort(
        Comparator.comparingLong((Reading reading) -> reading.eventTime)
            .thenComparing(reading -> reading.sensor));
    return series;
  }
}
