package io.windfarm.lake.parquet;

import java.io.IOException;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.statistics.Statistics;

/** True and false: a bit each, the lowest of a byte first. */
final class FlagChunk extends ColumnChunk {
  private final LittleEndianBytes full = new LittleEndianBytes();
  private int bits;
  private int count;
  private boolean anyTrue;
  private boolean anyFalse;

  FlagChunk(ColumnDescriptor column, LittleEndianBytes page) {
    super(column, page);
  }

  @Override
  public void add(boolean flag, int repetition, int definition) throws IOException {
    begin(repetition, definition);
    if (flag) {
      bits |= 1 << count;
      anyTrue = true;
    } else {
      anyFalse = true;
    }
    count++;
    if (count == Byte.SIZE) {
      full.putByte(bits);
      bits = 0;
      count = 0;
    }
  }

  @Override
  Encoding putValues(LittleEndianBytes page) {
    page.put(full);
    if (count > 0) {
      page.putByte(bits);
    }
    return Encoding.PLAIN;
  }

  @Override
  void addBounds(Statistics<?> statistics) {
    if (anyFalse) {
      statistics.updateStats(false);
    }
    if (anyTrue) {
      statistics.updateStats(true);
    }
  }

  @Override
  void clearValues() {
    full.clear();
    bits = 0;
    count = 0;
    anyTrue = false;
    anyFalse = false;
  }
}
