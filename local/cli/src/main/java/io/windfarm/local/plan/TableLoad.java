package io.windfarm.local.plan;

import java.time.Duration;
import java.util.List;

/**
 * What a table of the lake grows by in a day. Tables that grow with what happens (alerts, rejected)
 * or hardly (ledger: its files count, its bytes don't) have no rows here.
 *
 * @param files data files, each of which has a manifest
 */
record TableLoad(String table, double rows, double bytes, double files) {
  private static final int MINUTES_A_DAY = 1_440;

  /**
   * Windows that end in a day: of 10 minutes every minute, 1 h every 5 minutes, 24 h every hour.
   */
  private static final int ROLLING_WINDOWS = 1_440 + 288 + 24;

  static List<TableLoad> of(Fleet fleet, Setup setup, Figures figures) {
    double readings = fleet.readingsPerSecond().doubleValue() * Fleet.SECONDS_A_DAY;
    double perSensor = fleet.hz().doubleValue() * Fleet.SECONDS_A_DAY;
    double windows =
        (Math.min(MINUTES_A_DAY, perSensor) + ROLLING_WINDOWS)
            * ((double) fleet.turbines() * fleet.sensors());
    double commits =
        (double) Duration.ofDays(1).toMillis() / setup.checkpoints().toMillis() * setup.regions();
    // Statistics come at the ends of minutes, so shorter checkpoints find none between.
    double ofMinutes = Math.min(commits, (double) MINUTES_A_DAY * setup.regions());
    return List.of(
        table("raw", readings, figures.of(Figure.RAW_ROW_BYTES), commits),
        table("readings", readings, figures.of(Figure.READINGS_ROW_BYTES), commits),
        table("statistics", windows, figures.of(Figure.STATISTICS_ROW_BYTES), ofMinutes),
        new TableLoad("ledger", 0, 0, commits));
  }

  private static TableLoad table(String name, double rows, double rowBytes, double files) {
    return new TableLoad(name, rows, rows * rowBytes, Math.min(files, rows));
  }
}
