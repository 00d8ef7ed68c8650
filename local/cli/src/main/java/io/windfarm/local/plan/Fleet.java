package io.windfarm.local.plan;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * What turbines send, in exact numbers.
 *
 * @param sensors of each turbine
 * @param hz readings a second of each sensor
 * @param readingsPerRecord of one turbine, a line each
 * @param eventBytes of the JSON of one reading
 */
record Fleet(int turbines, int sensors, BigDecimal hz, int readingsPerRecord, int eventBytes) {
  private static final BigDecimal GB = BigDecimal.valueOf(1_000_000_000);

  /** Of a month, by AWS's custom. */
  static final int HOURS_A_MONTH = 730;

  static final int SECONDS_A_DAY = 86_400;

  BigDecimal readingsPerSecond() {
    return hz.multiply(BigDecimal.valueOf((long) turbines * sensors));
  }

  double recordsPerSecond() {
    return readingsPerSecond().doubleValue() / readingsPerRecord;
  }

  /** Events and the ends of lines between them, without the partition key. */
  long recordBytes() {
    return (long) readingsPerRecord * eventBytes + readingsPerRecord - 1;
  }

  /** How long a turbine measures to fill a record: what a reading may wait for, in seconds. */
  double secondsToFill() {
    return (readingsPerRecord - 1) / (hz.doubleValue() * sensors);
  }

  /** The same fleet with other records. */
  Fleet withReadingsPerRecord(int readings) {
    return new Fleet(turbines, sensors, hz, readings, eventBytes);
  }

  double perMonth(double perSecond) {
    return perSecond * HOURS_A_MONTH * 3_600;
  }

  /**
   * GB (10^9 bytes) of events a month: their JSON as sent, without keys, line ends, base64 and
   * HTTP, so that it does not depend on how they are packed.
   */
  double gbPerMonth() {
    return readingsPerSecond()
        .multiply(BigDecimal.valueOf((long) eventBytes * HOURS_A_MONTH * 3_600))
        .divide(GB, 9, RoundingMode.HALF_UP)
        .doubleValue();
  }
}
