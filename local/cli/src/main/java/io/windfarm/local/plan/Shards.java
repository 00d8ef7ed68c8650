package io.windfarm.local.plan;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * How many shards a provisioned stream needs, by each of its limits.
 *
 * @param byRecords a shard takes {@value #RECORDS} records a second
 * @param byBytes and {@value #BYTES_IN} bytes, partition keys included
 * @param byReading and gives {@value #BYTES_OUT} bytes a second to all that poll it
 * @param bySpread so that the fullest shard, too, keeps to both limits of writing: turbines fall on
 *     shards by the hash of their ids, the mean and three standard deviations are reckoned with
 */
record Shards(long byRecords, long byBytes, long byReading, long bySpread) {
  static final int RECORDS = 1_000;
  static final int BYTES_IN = 1 << 20;
  static final int BYTES_OUT = 2 << 20;

  /** The greatest record, key included, and the size of a payload unit. */
  static final int RECORD_BYTES = 1 << 20;

  static final int PAYLOAD_UNIT_BYTES = 25 << 10;

  private static final int DEVIATIONS = 3;

  /** For {@code pollers} applications that poll all of the stream. */
  static Shards of(Fleet fleet, long keyBytes, int pollers) {
    BigDecimal readings = fleet.readingsPerSecond();
    BigDecimal perRecord = BigDecimal.valueOf(fleet.readingsPerRecord());
    BigDecimal bytes = readings.multiply(BigDecimal.valueOf(fleet.recordBytes() + keyBytes));
    long byRecords = ceiling(readings, perRecord, RECORDS);
    long byBytes = ceiling(bytes, perRecord, BYTES_IN);
    long byReading = ceiling(bytes.multiply(BigDecimal.valueOf(pollers)), perRecord, BYTES_OUT);
    long least = Math.max(Math.max(byRecords, byBytes), byReading);
    return new Shards(
        byRecords, byBytes, byReading, spread(fleet.turbines(), share(fleet, keyBytes), least));
  }

  long needed() {
    return Math.max(Math.max(byRecords, byBytes), Math.max(byReading, bySpread));
  }

  /** What one turbine takes of the narrower limit of a shard; it can't be on two. */
  static double share(Fleet fleet, long keyBytes) {
    double records = fleet.recordsPerSecond() / fleet.turbines();
    return Math.max(
        records / RECORDS, records * (fleet.recordBytes() + keyBytes) / (double) BYTES_IN);
  }

  private static long spread(int turbines, double share, long least) {
    long shards = least;
    while (shards > 1 && fullest(turbines, shards) * share > 1) {
      shards++;
    }
    return shards;
  }

  /** Turbines of the fullest shard, nearly always. */
  private static double fullest(int turbines, long shards) {
    double mean = (double) turbines / shards;
    return Math.min(turbines, mean + DEVIATIONS * Math.sqrt(mean * (1 - 1.0 / shards)));
  }

  private static long ceiling(BigDecimal amount, BigDecimal perRecord, int limit) {
    return amount
        .divide(perRecord.multiply(BigDecimal.valueOf(limit)), 0, RoundingMode.CEILING)
        .max(BigDecimal.ONE)
        .longValueExact();
  }
}
