package io.windfarm.stats;

import io.windfarm.model.CleanedReading;
import io.windfarm.model.Statistic;
import java.util.function.Consumer;
import org.apache.flink.util.Collector;

/**
 * The rows of {@code statistics} of one sensor of one turbine, made by the job's own panes without
 * Flink around them. Readings come in order of time; a window's row leaves with the first reading
 * behind its end.
 */
public final class SeriesStatistics {
  private final String turbineId;
  private final String sensor;
  private final Collector<Statistic> rows;
  private final Quantiles quantiles = new Quantiles();
  private final OpenPane open = new OpenPane();
  private ClosedPanes closed;

  /**
   * Takes the readings of one series.
   *
   * @param rows where rows go; each is a new object
   */
  public SeriesStatistics(String turbineId, String sensor, Consumer<Statistic> rows) {
    this.turbineId = turbineId;
    this.sensor = sensor;
    this.rows =
        new Collector<>() {
          @Override
          public void collect(Statistic row) {
            rows.accept(row);
          }

          @Override
          public void close() {
            // Nothing to close.
          }
        };
  }

  /** Adds a reading; it may be changed afterwards. */
  public void add(CleanedReading cleaned) {
    long minute = ClosedPanes.multipleAt(cleaned.reading.eventTime, ClosedPanes.MINUTE);
    if (closed == null) {
      closed = new ClosedPanes(minute);
    }
    if (open.pane.isEmpty() || minute > open.pane.start) {
      open.advance(
          minute, closed, Statistics.windows(true, quantiles, turbineId, sensor, open, rows));
      open.pane = new Pane(minute);
    }
    open.add(cleaned);
  }
}
