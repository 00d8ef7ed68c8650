package io.windfarm.lake.parquet;

import java.util.Arrays;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.page.DictionaryPage;

/**
 * A chunk whose values are places in a dictionary for as long as that pays: until the dictionary is
 * larger than a page, or the first page is no smaller for it. From then on they are plain, as in
 * Parquet's own writer.
 */
abstract class DictionaryChunk extends ColumnChunk {
  private final Runs places = new Runs();
  private final LittleEndianBytes plain = new LittleEndianBytes();

  private final boolean repeats;

  /** All entries, plain, one after another, and where each ends. */
  private final LittleEndianBytes dictionary = new LittleEndianBytes();

  private int[] ends = new int[16];
  private int entries;

  private boolean isPlain;
  private boolean isFirstPage = true;

  /** What the pages before this one need of the dictionary. */
  private int usedEntries;

  private int usedBytes;

  DictionaryChunk(ColumnDescriptor column, boolean repeats, LittleEndianBytes page) {
    super(column, page);
    this.repeats = repeats;
    this.isPlain = !repeats;
  }

  /** False if values go to {@link #plain()}. */
  final boolean hasDictionary() {
    return !isPlain;
  }

  /** The values of this page. */
  final LittleEndianBytes plain() {
    return plain;
  }

  /** Where to put the entry that {@link #endEntry} ends. */
  final LittleEndianBytes dictionary() {
    return dictionary;
  }

  /** The place of the entry that was put into the dictionary. */
  final int endEntry() {
    if (entries == ends.length) {
      ends = Arrays.copyOf(ends, 2 * entries);
    }
    ends[entries] = dictionary.size();
    return entries++;
  }

  /** Where the entry at a place begins in the dictionary. */
  final int start(int place) {
    return place == 0 ? 0 : ends[place - 1];
  }

  /** Where it ends. */
  final int end(int place) {
    return ends[place];
  }

  /** The places of the values of this page. */
  final Runs places() {
    return places;
  }

  /** Adds the value at a place in the dictionary. */
  final void addPlace(int place) {
    places.add(place);
    if (dictionary.size() > PAGE_BYTES) {
      giveUpDictionary();
    }
  }

  private void giveUpDictionary() {
    for (int run = 0; run < places.size(); run++) {
      int place = places.value(run);
      for (int i = places.count(run); i > 0; i--) {
        plain.put(dictionary, start(place), end(place));
      }
    }
    places.clear();
    isPlain = true;
    forgetPlaces();
  }

  /** Forgets which value has which place: the dictionary takes no more of them. */
  abstract void forgetPlaces();

  @Override
  @SuppressWarnings("deprecation") // version 1 has its own name of it
  final Encoding putValues(LittleEndianBytes page) {
    if (!isPlain) {
      int start = page.size();
      int bits = HybridEncoder.bitsFor(Math.max(0, entries - 1));
      page.putByte(bits);
      encode(places, bits, page);
      if (!isFirstPage || page.size() - start + dictionary.size() < plainBytes()) {
        isFirstPage = false;
        usedEntries = entries;
        usedBytes = dictionary.size();
        return Encoding.PLAIN_DICTIONARY;
      }
      page.truncate(start);
      giveUpDictionary();
    }
    page.put(plain);
    return Encoding.PLAIN;
  }

  @Override
  void clearValues() {
    places.clear();
    plain.clear();
  }

  @Override
  final void clearRowGroup() {
    isPlain = !repeats;
    isFirstPage = true;
    plain.clear(USUAL_BYTES);
    dictionary.clear(USUAL_BYTES);
    entries = 0;
    usedEntries = 0;
    usedBytes = 0;
    forgetPlaces();
  }

  @Override
  @SuppressWarnings("deprecation") // as above
  final DictionaryPage dictionaryPage() {
    return usedEntries == 0
        ? null
        : new DictionaryPage(dictionary.asInput(usedBytes), usedEntries, Encoding.PLAIN_DICTIONARY);
  }
}
