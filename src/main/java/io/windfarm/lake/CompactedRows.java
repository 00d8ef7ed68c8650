package io.windfarm.lake;

import io.windfarm.lake.parquet.ColumnChunk;
import io.windfarm.lake.parquet.ParquetRows;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.schema.MessageType;

/**
 * Writes rows to a file that takes the place of others, and says in its footer what {@link
 * TableRows} does, and besides which files these are: {@value #SOURCES}, a name a line.
 */
final class CompactedRows implements ParquetRows<StoredRow> {
  static final String SOURCES = "windfarm.compacted.from";

  private final MessageType schema;
  private final Set<String> unrepeated;
  private final Map<String, String> facts;
  private long rows;

  /**
   * @param table whose columns the schema has, as they are today or were
   * @param facts of the sources together
   */
  CompactedRows(
      Table<?> table, MessageType schema, List<String> sources, Map<String, String> facts) {
    this.schema = schema;
    this.unrepeated = TableRows.unrepeated(table);
    this.facts = new HashMap<>(facts);
    this.facts.put(SOURCES, String.join("\n", sources));
    this.facts.put(TableRows.WRITER, CompactedRows.class.getName());
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
  public void write(List<StoredRow> run, int from, int to, ColumnChunk[] columns)
      throws IOException {
    for (int i = from; i < to; i++) {
      run.get(i).write(schema, columns);
    }
    rows += to - from;
  }

  @Override
  public Map<String, String> facts() {
    Map<String, String> all = new HashMap<>(facts);
    all.put(TableRows.ROWS, Long.toString(rows));
    return all;
  }
}
