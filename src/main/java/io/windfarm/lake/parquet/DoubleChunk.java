package io.windfarm.lake.parquet;

import java.io.IOException;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.statistics.Statistics;

/**
 * Numbers with a fraction. By the format, the bounds of a page say nothing if there is a NaN, and a
 * bound of zero has the sign that holds for both zeros.
 */
final class DoubleChunk extends NumberChunk {
  private double smallest = Double.POSITIVE_INFINITY;
  private double largest = Double.NEGATIVE_INFINITY;

  DoubleChunk(ColumnDescriptor column, boolean repeats, LittleEndianBytes page) {
    super(column, repeats, Double.BYTES, page);
  }

  @Override
  public void add(double number, int repetition, int definition) throws IOException {
    addBits(Double.doubleToRawLongBits(number), repetition, definition);
    smallest = Math.min(smallest, number);
    largest = Math.max(largest, number);
  }

  @Override
  void addBounds(Statistics<?> statistics) {
    // NaN, which both are if there is one, makes Parquet leave the bounds out.
    statistics.updateStats(smallest == 0 ? -0.0 : smallest);
    statistics.updateStats(largest == 0 ? 0.0 : largest);
  }

  @Override
  void clearValues() {
    super.clearValues();
    smallest = Double.POSITIVE_INFINITY;
    largest = Double.NEGATIVE_INFINITY;
  }
}
