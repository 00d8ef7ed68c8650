package io.windfarm.lake.parquet;

import java.io.IOException;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.statistics.Statistics;

/** Whole numbers of 32 or 64 bits, with a sign. */
final class WholeChunk extends NumberChunk {
  private final boolean isWide;
  private long smallest = Long.MAX_VALUE;
  private long largest = Long.MIN_VALUE;

  WholeChunk(ColumnDescriptor column, boolean repeats, int width, LittleEndianBytes page) {
    super(column, repeats, width, page);
    this.isWide = width == Long.BYTES;
  }

  @Override
  public void add(long number, int repetition, int definition) throws IOException {
    addBits(number, repetition, definition);
    smallest = Math.min(smallest, number);
    largest = Math.max(largest, number);
  }

  @Override
  void addBounds(Statistics<?> statistics) {
    if (isWide) {
      statistics.updateStats(smallest);
      statistics.updateStats(largest);
    } else {
      statistics.updateStats((int) smallest);
      statistics.updateStats((int) largest);
    }
  }

  @Override
  void clearValues() {
    super.clearValues();
    smallest = Long.MAX_VALUE;
    largest = Long.MIN_VALUE;
  }
}
