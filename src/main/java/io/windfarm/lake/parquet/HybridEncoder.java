package io.windfarm.lake.parquet;

import org.apache.parquet.column.values.bitpacking.BytePacker;
import org.apache.parquet.column.values.bitpacking.Packer;

/**
 * Parquet's hybrid of run lengths and bit packing: a number that repeats is written once with its
 * count, others are packed by eight with as many bits as the largest needs.
 */
final class HybridEncoder {
  private static final int GROUP = 8;

  /** What the header of packed groups has room for in one byte, which all readers expect. */
  private static final int MOST_GROUPS = 63;

  private final int[] waiting = new int[MOST_GROUPS * GROUP];
  private final byte[] packed = new byte[Integer.SIZE];
  private int count;

  private LittleEndianBytes out;
  private int bits;
  private BytePacker packer;

  /** How many bits the numbers from 0 to {@code highest} take. */
  static int bitsFor(int highest) {
    return Integer.SIZE - Integer.numberOfLeadingZeros(highest);
  }

  /**
   * Puts numbers behind what is there.
   *
   * @param bits of each number
   */
  void encode(Runs runs, int bits, LittleEndianBytes out) {
    this.out = out;
    this.bits = bits;
    this.packer = Packer.LITTLE_ENDIAN.newBytePacker(bits);
    for (int run = 0; run < runs.size(); run++) {
      add(runs.value(run), runs.count(run));
    }
    end();
    this.out = null;
  }

  private void add(int value, int times) {
    int left = times;
    int toFill = (GROUP - count % GROUP) % GROUP;
    if (left - toFill >= GROUP) {
      pack(value, toFill);
      left -= toFill;
      writePacked();
      writeRun(value, left);
    } else {
      pack(value, left);
    }
  }

  private void pack(int value, int times) {
    for (int i = 0; i < times; i++) {
      waiting[count++] = value;
      if (count == waiting.length) {
        writePacked();
      }
    }
  }

  /** What is missing of the last group is 0, and no reader looks at it. */
  private void end() {
    pack(0, (GROUP - count % GROUP) % GROUP);
    writePacked();
  }

  private void writePacked() {
    if (count == 0) {
      return;
    }
    out.putVarInt(((count / GROUP) << 1) | 1);
    for (int i = 0; i < count; i += GROUP) {
      packer.pack8Values(waiting, i, packed, 0);
      out.put(packed, 0, bits);
    }
    count = 0;
  }

  private void writeRun(int value, int times) {
    out.putVarInt(times << 1);
    for (int shift = 0; shift < bits; shift += Byte.SIZE) {
      out.putByte(value >>> shift);
    }
  }
}
