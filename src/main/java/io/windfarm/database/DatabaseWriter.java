package io.windfarm.database;

import java.io.IOException;
import java.util.concurrent.ScheduledFuture;
import org.apache.flink.api.common.operators.ProcessingTimeService;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.groups.SinkWriterMetricGroup;

/** One subtask's part of {@link DatabaseSink}. Keeps no state: a checkpoint waits for the rows. */
final class DatabaseWriter<T> implements SinkWriter<T> {
  private final Delivery<T> delivery;
  private final Batch<T> batch;
  private final DatabaseSink.Batching batching;
  private final ProcessingTimeService clock;
  private final Counter sent;

  /** Sends what came since the last batch; null if nothing did. A failure in it is the task's. */
  private ScheduledFuture<?> timer;

  DatabaseWriter(
      Delivery<T> delivery,
      Batch<T> batch,
      DatabaseSink.Batching batching,
      ProcessingTimeService clock,
      SinkWriterMetricGroup metrics) {
    this.delivery = delivery;
    this.batch = batch;
    this.batching = batching;
    this.clock = clock;
    this.sent = metrics.getNumRecordsSendCounter();
  }

  @Override
  public void write(T row, Context context) throws IOException, InterruptedException {
    batch.add(row);
    if (batch.size() >= batching.rows) {
      send();
    } else if (timer == null) {
      timer =
          clock.registerTimer(
              clock.getCurrentProcessingTime() + batching.interval.toMillis(),
              time -> {
                timer = null;
                send();
              });
    }
  }

  @Override
  public void flush(boolean endOfInput) throws IOException, InterruptedException {
    send();
  }

  @Override
  public void close() {
    if (timer != null) {
      timer.cancel(false);
    }
    delivery.close();
  }

  private void send() throws IOException, InterruptedException {
    if (batch.size() > 0) {
      delivery.deliver(batch.rows());
      sent.inc(batch.size());
      batch.clear();
    }
  }
}
