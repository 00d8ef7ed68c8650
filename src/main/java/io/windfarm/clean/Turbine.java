package io.windfarm.clean;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What is known of a turbine without asking state: how far its readings have left, which wait, and
 * the identities of those that left since state was last told.
 */
final class Turbine {
  private static final int FIRST_CAPACITY = 16;

  final String id;

  /** Event time up to which its readings have left. */
  long released;

  /** Whether one that has left was dated in the future; hardly ever. */
  boolean anyAhead;

  /** Some of one minute, in the first {@link #count} places: state does not have them yet. */
  long[] identities = new long[FIRST_CAPACITY];

  int count;
  long minute;

  /** Whether state has another {@link #released}. */
  boolean moved;

  private final List<Turn> turns = new ArrayList<>(2);

  Turbine(String id, long released, boolean anyAhead) {
    this.id = id;
    this.released = released;
    this.anyAhead = anyAhead;
  }

  /** The turn of the step that ends then; null if nothing waits for it. */
  Turn turn(long end) {
    for (int i = turns.size() - 1; i >= 0; i--) {
      Turn turn = turns.get(i);
      if (turn.end == end) {
        return turn;
      }
    }
    return null;
  }

  void await(Turn turn) {
    turns.add(turn);
  }

  void done(Turn turn) {
    turns.remove(turn);
  }

  List<Turn> turns() {
    return turns;
  }

  /** True if nothing of it waits, and state knows of all that has left. */
  boolean isSilent() {
    return turns.isEmpty() && count == 0;
  }

  void add(long identity) {
    if (count == identities.length) {
      identities = Arrays.copyOf(identities, 2 * count);
    }
    identities[count++] = identity;
  }
}
