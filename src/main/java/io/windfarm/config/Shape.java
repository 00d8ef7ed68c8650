package io.windfarm.config;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * One way in which senders lay out an event: which keys it is recognised by, and what its keys
 * mean. The same word may mean different things in different shapes.
 */
public final class Shape implements Serializable {
  private static final long serialVersionUID = 1L;

  /** In a list of what a shape is recognised by: any key that is a sensor in this shape. */
  static final String ANY_SENSOR = "sensor";

  public final String name;

  /** True if an event without a time key is dated by its arrival, false if it is refused. */
  public final boolean datedByArrival;

  private final Map<String, Meaning> meanings;
  private final List<String> marks;
  private final int firstBit;
  private final long all;
  private final long any;

  /**
   * @param meanings by {@link Word}
   * @param all what must be present: role words, {@link #ANY_SENSOR} or keys as {@link Word}s
   * @param any of these one must be present, unless the list is empty
   * @param firstBit the first of the bits of a long that this shape uses for its marks
   */
  Shape(
      String name,
      boolean datedByArrival,
      Map<String, Meaning> meanings,
      List<String> all,
      List<String> any,
      int firstBit) {
    this.name = name;
    this.datedByArrival = datedByArrival;
    this.meanings = meanings;
    this.marks = new ArrayList<>(all);
    this.marks.addAll(any);
    this.firstBit = firstBit;
    this.all = bits(firstBit, all.size());
    this.any = bits(firstBit + all.size(), any.size());
  }

  /** What a key or a type means here, or null if it is nothing of ours. */
  public Meaning meaning(String word) {
    return meanings.get(word);
  }

  /** The bits that a key sets in the marks of its event, for {@link #recognises}. */
  public long marks(String word) {
    Meaning meaning = meanings.get(word);
    long bits = 0;
    for (int i = 0; i < marks.size(); i++) {
      String mark = marks.get(i);
      boolean hit =
          Role.of(mark) == null
              ? mark.equals(word)
              : meaning != null && meaning.role.word().equals(mark);
      if (hit) {
        bits |= 1L << (firstBit + i);
      }
    }
    return bits;
  }

  /** True if an event whose keys set {@code marks} has this shape. */
  public boolean recognises(long marks) {
    return (marks & all) == all && (any == 0 || (marks & any) != 0);
  }

  private static long bits(int first, int count) {
    return count == 0 ? 0 : (-1L >>> (Long.SIZE - count)) << first;
  }

  @Override
  public String toString() {
    return name;
  }
}
