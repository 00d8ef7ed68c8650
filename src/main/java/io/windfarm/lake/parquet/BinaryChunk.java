package io.windfarm.lake.parquet;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.io.api.Binary;

/**
 * Texts and bytes. In neighbouring rows most texts are the same object, which is then not looked at
 * again.
 */
final class BinaryChunk extends DictionaryChunk {
  private final TextPlaces texts = new TextPlaces();
  private final Map<Binary, Integer> binaries = new HashMap<>();

  /** What was looked up last, and its place. */
  private Object latest;

  private int place;

  BinaryChunk(ColumnDescriptor column, boolean repeats, LittleEndianBytes page) {
    super(column, repeats, page);
  }

  @Override
  @SuppressWarnings("ReferenceEquality") // equal ones that are others are looked up
  public void add(String text, int repetition, int definition) throws IOException {
    begin(repetition, definition);
    if (hasDictionary()) {
      if (text != latest) {
        place = placeOf(text);
        latest = text;
      }
      addPlaceOfBinary();
    } else {
      int start = plain().size();
      plain().putText(text);
      count(plain().size() - start);
    }
  }

  @Override
  public void addDigits(int number, int repetition, int definition) throws IOException {
    begin(repetition, definition);
    if (hasDictionary()) {
      latest = null;
      place = placeOf(Integer.toString(number));
      addPlaceOfBinary();
    } else {
      int start = plain().size();
      plain().putDigits(number);
      count(plain().size() - start);
    }
  }

  @Override
  public void expect(int characters) {
    if (!hasDictionary()) {
      plain().reserve(characters);
    }
  }

  @Override
  @SuppressWarnings("ReferenceEquality") // as above
  public void add(Binary value, int repetition, int definition) throws IOException {
    begin(repetition, definition);
    if (hasDictionary()) {
      if (value != latest || value.isBackingBytesReused()) {
        place = placeOf(value);
        latest = value;
      }
      addPlaceOfBinary();
    } else {
      plain().putBinary(value.getBytesUnsafe());
      count(Integer.BYTES + value.length());
    }
  }

  private void addPlaceOfBinary() {
    count(end(place) - start(place));
    addPlace(place);
  }

  private int placeOf(String text) {
    int known = texts.placeOf(text);
    if (known != TextPlaces.NONE) {
      return known;
    }
    int entered = enter(text);
    texts.put(text, entered);
    return entered;
  }

  /** Texts with unpaired surrogates are written as others, which have one place. */
  private int enter(String text) {
    String written = hasSurrogates(text) ? new String(text.getBytes(UTF_8), UTF_8) : text;
    if (!written.equals(text)) {
      return placeOf(written);
    }
    dictionary().putText(text);
    return endEntry();
  }

  private static boolean hasSurrogates(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (Character.isSurrogate(text.charAt(i))) {
        return true;
      }
    }
    return false;
  }

  private int placeOf(Binary value) {
    Integer known = binaries.get(value);
    if (known != null) {
      return known;
    }
    Binary kept = value.copy();
    dictionary().putBinary(kept.getBytesUnsafe());
    int entered = endEntry();
    binaries.put(kept, entered);
    return entered;
  }

  @Override
  void forgetPlaces() {
    texts.clear();
    binaries.clear();
    latest = null;
  }

  @Override
  void addBounds(Statistics<?> statistics) {
    if (hasDictionary()) {
      BinaryBounds bounds = new BinaryBounds(dictionary());
      for (int run = 0; run < places().size(); run++) {
        bounds.take(start(places().value(run)));
      }
      bounds.addTo(statistics);
    } else {
      BinaryBounds bounds = new BinaryBounds(plain());
      for (int at = 0; at < plain().size(); ) {
        at = bounds.take(at);
      }
      bounds.addTo(statistics);
    }
  }
}
