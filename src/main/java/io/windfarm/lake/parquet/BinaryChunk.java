package io.windfarm.lake.parquet;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.page.PageWriter;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.io.api.Binary;

/**
 * Texts and bytes. In neighbouring rows most texts are the same object, which is then not looked at
 * again.
 */
final class BinaryChunk extends DictionaryChunk {
  /** By the text, or the bytes, as they were given. */
  private final Map<Object, Entry> entries = new HashMap<>();

  private Object latest;
  private byte[] bytes;
  private int place;

  /** Whether the latest lies within the bounds. */
  private boolean isBounded;

  private byte[] smallest;
  private byte[] largest;

  private static final class Entry {
    final byte[] bytes;
    final int place;

    Entry(byte[] bytes, int place) {
      this.bytes = bytes;
      this.place = place;
    }
  }

  BinaryChunk(ColumnDescriptor column, boolean repeats, PageWriter pages, LittleEndianBytes page) {
    super(column, repeats, pages, page);
  }

  @Override
  @SuppressWarnings("ReferenceEquality") // equal ones that are others are looked up
  public void add(String text, int repetition, int definition) throws IOException {
    begin(repetition, definition);
    if (text != latest) {
      if (hasDictionary()) {
        lookUp(text);
      } else {
        bytes = text.getBytes(UTF_8);
      }
      latest = text;
      isBounded = false;
    }
    addLatest();
  }

  @Override
  @SuppressWarnings("ReferenceEquality") // as above
  public void add(Binary value, int repetition, int definition) throws IOException {
    begin(repetition, definition);
    if (value != latest || value.isBackingBytesReused()) {
      if (hasDictionary()) {
        lookUp(value);
      } else {
        bytes = value.getBytesUnsafe();
      }
      latest = value;
      isBounded = false;
    }
    addLatest();
  }

  private void addLatest() {
    count(Integer.BYTES + bytes.length);
    if (!isBounded) {
      bound();
    }
    if (hasDictionary()) {
      addPlace(place);
    } else {
      put(plain());
    }
  }

  private void put(LittleEndianBytes out) {
    out.putInt(bytes.length);
    out.put(bytes);
  }

  private void lookUp(String text) {
    Entry entry = entries.get(text);
    if (entry == null) {
      byte[] utf8 = text.getBytes(UTF_8);
      // Texts with unpaired surrogates are written as others, which have one place.
      String written = new String(utf8, UTF_8);
      entry = entries.get(written);
      if (entry == null) {
        entry = enter(written, utf8);
      }
    }
    bytes = entry.bytes;
    place = entry.place;
  }

  private void lookUp(Binary value) {
    Entry entry = entries.get(value);
    if (entry == null) {
      Binary kept = value.copy();
      entry = enter(kept, kept.getBytesUnsafe());
    }
    bytes = entry.bytes;
    place = entry.place;
  }

  private Entry enter(Object key, byte[] value) {
    bytes = value;
    put(dictionary());
    Entry entry = new Entry(value, endEntry());
    entries.put(key, entry);
    return entry;
  }

  @Override
  void forgetPlaces() {
    entries.clear();
  }

  /** In the format's order of texts and bytes, which is that of unsigned bytes. */
  private void bound() {
    if (smallest == null) {
      smallest = bytes.clone();
      largest = smallest;
    } else if (Arrays.compareUnsigned(bytes, smallest) < 0) {
      smallest = bytes.clone();
    } else if (Arrays.compareUnsigned(bytes, largest) > 0) {
      largest = bytes.clone();
    }
    isBounded = true;
  }

  @Override
  void addBounds(Statistics<?> statistics) {
    statistics.updateStats(Binary.fromConstantByteArray(smallest));
    statistics.updateStats(Binary.fromConstantByteArray(largest));
  }

  @Override
  void clearValues() {
    super.clearValues();
    isBounded = false;
    smallest = null;
    largest = null;
  }
}
