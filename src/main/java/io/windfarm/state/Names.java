package io.windfarm.state;

import io.windfarm.exchange.BlockReader;
import io.windfarm.exchange.BlockWriter;
import io.windfarm.pool.Pool;
import java.util.Arrays;
import java.util.Objects;

/**
 * The names in one block: farms, sensors, units, streams. Each is written where it comes first, and
 * after that is a byte. They are read into strings that are there already. Not thread-safe.
 */
public final class Names {
  /** Several times what one subtask's farms, sensors and shards make, and some turbines. */
  private static final int SLOTS = 1 << 12;

  /** A name that was not in this block before. */
  private static final int NEW = 0;

  private final Pool<String> pool = BlockReader.texts(SLOTS);

  /** In the order in which they came, in the first {@link #count} places. */
  private String[] known = new String[16];

  private int count;

  Names() {}

  /** A block begins. */
  void clear() {
    count = 0;
  }

  /** Adds a name, which may be null. */
  public void write(String name, BlockWriter block) {
    for (int i = 0; i < count; i++) {
      if (Objects.equals(known[i], name)) {
        block.addVarint(i + 1L);
        return;
      }
    }
    know(name);
    block.addVarint(NEW);
    block.addRepeated(name);
  }

  /** The next name. */
  public String read(BlockReader block) {
    int place = (int) block.varint();
    if (place != NEW) {
      return known[place - 1];
    }
    String name = block.repeated(pool);
    know(name);
    return name;
  }

  private void know(String name) {
    if (count == known.length) {
      known = Arrays.copyOf(known, 2 * count);
    }
    known[count++] = name;
  }
}
