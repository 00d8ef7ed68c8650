package io.windfarm.database;

import java.io.Serializable;
import java.time.Duration;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;

/**
 * Writes rows to a table of the database, in batches: when one is full, when it has waited long
 * enough, and before every checkpoint. So no row is missing after a failure, and one that is
 * written again takes its own place: exactly once in effect.
 *
 * @param <T> the row
 */
final class DatabaseSink<T> implements Sink<T> {
  private static final long serialVersionUID = 1L;

  private final DatabaseAccess access;
  private final Table<T> table;
  private final Upsert<T> upsert;
  private final Batching batching;

  DatabaseSink(DatabaseAccess access, String schema, Table<T> table, Batching batching) {
    this.access = access;
    this.table = table;
    this.upsert = new Upsert<>(table, schema);
    this.batching = batching;
  }

  @Override
  public SinkWriter<T> createWriter(WriterInitContext context) {
    return new DatabaseWriter<>(
        new Delivery<>(access, table.name(), upsert),
        new Batch<>(table),
        batching,
        context.getProcessingTimeService(),
        context.metricGroup());
  }

  @Override
  @SuppressWarnings("deprecation") // abstract, though deprecated
  public SinkWriter<T> createWriter(InitContext context) {
    throw new UnsupportedOperationException("Flink 1.20 asks with a WriterInitContext");
  }

  /** How many rows make a batch, and how long the first of one waits at most. */
  static final class Batching implements Serializable {
    private static final long serialVersionUID = 1L;

    final int rows;
    final Duration interval;

    Batching(int rows, Duration interval) {
      this.rows = rows;
      this.interval = interval;
    }
  }
}
