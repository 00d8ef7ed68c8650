package io.windfarm.lake;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.io.api.RecordConsumer;

/**
 * Writes the rows of one table to one file, column by column, and says in the file's footer what
 * the file is: {@code windfarm.table}, {@code windfarm.schema.version}, {@code
 * windfarm.job.version}, {@code windfarm.writer}, {@code windfarm.partition}, {@code windfarm.rows}
 * and {@code windfarm.time.min} and {@code .max} (ISO-8601, of the time that decides on the
 * partition). Keeps no row.
 */
final class TableWriteSupport<T> extends WriteSupport<T> {
  static final String TABLE = "windfarm.table";
  static final String SCHEMA_VERSION = "windfarm.schema.version";
  static final String JOB_VERSION = "windfarm.job.version";
  static final String WRITER = "windfarm.writer";
  static final String PARTITION = "windfarm.partition";
  static final String ROWS = "windfarm.rows";
  static final String TIME_MIN = "windfarm.time.min";
  static final String TIME_MAX = "windfarm.time.max";

  private final Table<T> table;
  private final String jobVersion;
  private final Runnable whenClosed;

  /** As an array: walked once a row. */
  private final Column<T>[] columns;

  private RecordConsumer out;
  private String partition;
  private long rows;
  private long earliest = Long.MAX_VALUE;
  private long latest = Long.MIN_VALUE;

  TableWriteSupport(Table<T> table, String jobVersion, Runnable whenClosed) {
    this.table = table;
    this.jobVersion = jobVersion;
    this.whenClosed = whenClosed;
    this.columns = arrayOf(table.columns());
  }

  @Override
  public String getName() {
    return "windfarm";
  }

  @Override
  public WriteContext init(ParquetConfiguration configuration) {
    Map<String, String> facts = new HashMap<>();
    facts.put(TABLE, table.name());
    facts.put(SCHEMA_VERSION, Integer.toString(table.version()));
    facts.put(JOB_VERSION, jobVersion);
    facts.put(WRITER, TableWriteSupport.class.getName());
    return new WriteContext(table.schema(), facts);
  }

  @Override
  @SuppressWarnings("deprecation") // abstract, though deprecated
  public WriteContext init(Configuration configuration) {
    return init((ParquetConfiguration) null);
  }

  @Override
  public void prepareForWrite(RecordConsumer recordConsumer) {
    out = recordConsumer;
  }

  @Override
  public void write(T row) {
    long time = Times.clamp(table.timeOf(row));
    if (rows == 0) {
      partition = new PartitionPaths(table.grain()).pathOf(table.regionOf(row), time);
    }
    rows++;
    earliest = Math.min(earliest, time);
    latest = Math.max(latest, time);
    out.startMessage();
    for (int i = 0; i < columns.length; i++) {
      columns[i].write(row, i, out);
    }
    out.endMessage();
  }

  @Override
  public FinalizedWriteContext finalizeWrite() {
    whenClosed.run();
    Map<String, String> facts = new HashMap<>();
    facts.put(ROWS, Long.toString(rows));
    if (rows > 0) {
      facts.put(PARTITION, partition);
      facts.put(TIME_MIN, Instant.ofEpochMilli(earliest).toString());
      facts.put(TIME_MAX, Instant.ofEpochMilli(latest).toString());
    }
    return new FinalizedWriteContext(facts);
  }

  @SuppressWarnings({"unchecked", "rawtypes"})
  private static <T> Column<T>[] arrayOf(List<Column<T>> columns) {
    return columns.toArray(new Column[0]);
  }
}
