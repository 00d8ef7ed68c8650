package io.windfarm.lake;

import io.windfarm.metrics.Metric;
import io.windfarm.metrics.Metrics;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Histogram;
import org.apache.flink.metrics.MetricGroup;

/** How much of a table a committer has made visible, and how old it was by then. */
final class CommitMetrics {
  private final Counter files;
  private final Counter rows;
  private final Counter bytes;
  private final Histogram age;

  /**
   * @param operator the committer's own group
   * @param group name of the job's group below it
   */
  CommitMetrics(MetricGroup operator, String group, String table) {
    Metrics metrics = Metrics.in(operator, group);
    files = metrics.counter(Metric.FILES_COMMITTED, table);
    rows = metrics.counter(Metric.ROWS_COMMITTED, table);
    bytes = metrics.counter(Metric.BYTES_COMMITTED, table);
    age = metrics.histogram(Metric.EVENT_TO_COMMIT, table);
  }

  /**
   * @param now the clock, epoch millis
   */
  void committed(Manifest file, long now) {
    files.inc();
    rows.inc(file.rows());
    bytes.inc(file.bytes());
    file.earliest().ifPresent(earliest -> age.update(now - earliest.toEpochMilli()));
  }
}
