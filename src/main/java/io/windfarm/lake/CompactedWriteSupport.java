package io.windfarm.lake;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.io.api.RecordConsumer;
import org.apache.parquet.schema.MessageType;

/**
 * Writes rows to a file that takes the place of others, and says in its footer what {@link
 * TableWriteSupport} does, and besides which files these are: {@value #SOURCES}, a name a line.
 */
final class CompactedWriteSupport extends WriteSupport<StoredRow> {
  static final String SOURCES = "windfarm.compacted.from";

  private final MessageType schema;
  private final Map<String, String> facts;
  private RecordConsumer out;
  private long rows;

  /**
   * @param facts of the sources together
   */
  CompactedWriteSupport(MessageType schema, List<String> sources, Map<String, String> facts) {
    this.schema = schema;
    this.facts = new HashMap<>(facts);
    this.facts.put(SOURCES, String.join("\n", sources));
    this.facts.put(TableWriteSupport.WRITER, CompactedWriteSupport.class.getName());
  }

  @Override
  public String getName() {
    return "windfarm";
  }

  @Override
  public WriteContext init(ParquetConfiguration configuration) {
    return new WriteContext(schema, facts);
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
  public void write(StoredRow row) {
    row.write(schema, out);
    rows++;
  }

  @Override
  public FinalizedWriteContext finalizeWrite() {
    return new FinalizedWriteContext(Map.of(TableWriteSupport.ROWS, Long.toString(rows)));
  }
}
