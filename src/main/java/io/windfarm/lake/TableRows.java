package io.windfarm.lake;

import io.windfarm.lake.parquet.ColumnChunk;
import io.windfarm.lake.parquet.ParquetRows;
import java.io.IOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.schema.MessageType;

/**
 * Writes the rows of one table to one file, column by column, and says in the file's footer what
 * the file is: {@code windfarm.table}, {@code windfarm.schema.version}, {@code
 * windfarm.job.version}, {@code windfarm.writer}, {@code windfarm.partition}, {@code windfarm.rows}
 * and {@code windfarm.time.min} and {@code .max} (ISO-8601, of the time that decides on the
 * partition). Keeps no row.
 */
final class TableRows<T> implements ParquetRows<T> {
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
  private final MessageType schema;
  private final Set<String> unrepeated;
  private final List<Column<T>> columns;

  private String partition;
  private long rows;
  private long earliest = Long.MAX_VALUE;
  private long latest = Long.MIN_VALUE;

  TableRows(Table<T> table, String jobVersion) {
    this.table = table;
    this.jobVersion = jobVersion;
    this.schema = table.schema();
    this.columns = table.columns();
    this.unrepeated = unrepeated(table);
  }

  /** The columns of which nearly every value is new. */
  static Set<String> unrepeated(Table<?> table) {
    Set<String> names = new HashSet<>();
    for (Column<?> column : table.columns()) {
      if (!column.repeats()) {
        names.add(column.name());
      }
    }
    return names;
  }

  @Override
  public MessageType schema() {
    return schema;
  }

  @Override
  public boolean repeats(ColumnDescriptor column) {
    return !unrepeated.contains(column.getPath()[0]);
  }

  @Override
  public void write(List<T> run, int from, int to, ColumnChunk[] chunks) throws IOException {
    for (int i = from; i < to; i++) {
      note(run.get(i));
    }
    for (int i = 0; i < chunks.length; i++) {
      columns.get(i).write(run, from, to, chunks[i]);
    }
  }

  private void note(T row) {
    long time = Times.clamp(table.timeOf(row));
    if (rows == 0) {
      partition = new PartitionPaths(table.grain()).pathOf(table.regionOf(row), time);
    }
    rows++;
    earliest = Math.min(earliest, time);
    latest = Math.max(latest, time);
  }

  @Override
  public Map<String, String> facts() {
    Map<String, String> facts = new HashMap<>();
    facts.put(TABLE, table.name());
    facts.put(SCHEMA_VERSION, Integer.toString(table.version()));
    facts.put(JOB_VERSION, jobVersion);
    facts.put(WRITER, TableRows.class.getName());
    facts.put(ROWS, Long.toString(rows));
    if (rows > 0) {
      facts.put(PARTITION, partition);
      facts.put(TIME_MIN, Instant.ofEpochMilli(earliest).toString());
      facts.put(TIME_MAX, Instant.ofEpochMilli(latest).toString());
    }
    return facts;
  }
}
