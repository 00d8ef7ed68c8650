package io.windfarm.lake.parquet;

import java.io.IOException;
import org.apache.parquet.column.ColumnDescriptor;

/** Numbers of one width, told apart by their bits. */
abstract class NumberChunk extends DictionaryChunk {
  private final int width;
  private final NumberPlaces numbers = new NumberPlaces();
  private long latest;
  private int place = NumberPlaces.NONE;

  NumberChunk(ColumnDescriptor column, boolean repeats, int width, LittleEndianBytes page) {
    super(column, repeats, page);
    this.width = width;
  }

  final void addBits(long bits, int repetition, int definition) throws IOException {
    begin(repetition, definition);
    count(width);
    if (hasDictionary()) {
      if (bits != latest || place == NumberPlaces.NONE) {
        lookUp(bits);
      }
      addPlace(place);
    } else {
      put(bits, plain());
    }
  }

  private void lookUp(long bits) {
    latest = bits;
    place = numbers.placeOf(bits);
    if (place == NumberPlaces.NONE) {
      put(bits, dictionary());
      place = endEntry();
      numbers.put(bits, place);
    }
  }

  private void put(long bits, LittleEndianBytes out) {
    if (width == Long.BYTES) {
      out.putLong(bits);
    } else {
      out.putInt((int) bits);
    }
  }

  @Override
  final void forgetPlaces() {
    numbers.clear();
    place = NumberPlaces.NONE;
  }
}
