package io.windfarm.exchange;

import io.windfarm.model.Reading;
import java.util.Arrays;

/**
 * Circumstances in the form in which they travel, so that those that come again are not written
 * again. Bounded as a {@link io.windfarm.pool.Pool} is. Not thread-safe.
 */
final class WrittenCircumstances {
  private final Entry[] entries;

  private static final class Entry {
    final Circumstances circumstances;
    final byte[] block;

    Entry(Circumstances circumstances) {
      this.circumstances = circumstances;
      this.block = hashed(circumstances);
    }
  }

  /**
   * An empty one.
   *
   * @param places a power of two; some times as many as differ
   */
  WrittenCircumstances(int places) {
    this.entries = new Entry[places];
  }

  /** Those of {@code reading}, as they are written, behind a hash of it; not to be changed. */
  byte[] of(Reading reading) {
    int at = Circumstances.hash(reading) & (entries.length - 2);
    Entry latest = entries[at];
    if (latest != null && latest.circumstances.areThoseOf(reading)) {
      return latest.block;
    }
    Entry former = entries[at + 1];
    if (former != null && former.circumstances.areThoseOf(reading)) {
      return former.block;
    }
    entries[at + 1] = latest;
    entries[at] = new Entry(Circumstances.of(reading));
    return entries[at].block;
  }

  /** The hash is made once here and not by each reader. */
  private static byte[] hashed(Circumstances circumstances) {
    BlockWriter content = new BlockWriter();
    circumstances.writeTo(content);
    byte[] bytes = Arrays.copyOf(content.bytes(), content.size());
    BlockWriter block = new BlockWriter();
    block.add((long) Arrays.hashCode(bytes));
    block.add(bytes);
    return Arrays.copyOf(block.bytes(), block.size());
  }
}
