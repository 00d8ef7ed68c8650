package io.windfarm.state;

import io.windfarm.exchange.BlockReader;
import io.windfarm.exchange.BlockWriter;

/**
 * Numbers in few bytes. Sensors send decimals of a few places that change little from one to the
 * next: 74.31 after 74.29 is a step of 2, one byte. What is no such decimal is written as it is.
 * Every number comes back bit by bit.
 */
public final class Compact {
  /** Ten to the decimal places. Beyond four, eight bytes are hardly more. */
  private static final double[] POWERS = {1, 1e1, 1e2, 1e3, 1e4};

  /** In the place of decimal places: the numbers are written as they are. */
  private static final int AS_THEY_ARE = -1;

  /** Numbers that may not be decimals before those that are count. */
  private static final int PATIENCE = 8;

  /** In the place of a step: the number follows as it is. */
  private static final int NO_STEP = 0;

  /** In the place of a step: not a number. */
  private static final int NAN = 1;

  private static final int FIRST_STEP = 2;
  private static final long NAN_BITS = Double.doubleToRawLongBits(Double.NaN);

  /** Whole numbers below are doubles, and so are their differences. */
  private static final double WHOLE = 1L << 52;

  private static final long NONE = Long.MIN_VALUE;

  private Compact() {}

  /** Adds a number that is near 0, below or above. */
  public static void addSigned(long number, BlockWriter out) {
    out.addVarint((number << 1) ^ (number >> 63));
  }

  /** What {@link #addSigned} wrote. */
  public static long signed(BlockReader in) {
    long zigzag = in.varint();
    return (zigzag >>> 1) ^ -(zigzag & 1);
  }

  /** Adds numbers each of which is near the one before. */
  public static void addLongs(long[] numbers, BlockWriter out) {
    addLongs(numbers, numbers.length, out);
  }

  /** Adds the first {@code count} of {@code numbers}, each of which is near the one before. */
  public static void addLongs(long[] numbers, int count, BlockWriter out) {
    out.addVarint(count);
    long before = 0;
    for (int i = 0; i < count; i++) {
      addSigned(numbers[i] - before, out);
      before = numbers[i];
    }
  }

  /** What {@link #addLongs} wrote. */
  public static long[] longs(BlockReader in) {
    long[] numbers = new long[(int) in.varint()];
    long before = 0;
    for (int i = 0; i < numbers.length; i++) {
      before += signed(in);
      numbers[i] = before;
    }
    return numbers;
  }

  /** Adds the first {@code count} of {@code numbers}. */
  public static void addDoubles(double[] numbers, int count, BlockWriter out) {
    out.addVarint(count);
    if (count == 0) {
      return;
    }
    int places = places(numbers, count);
    out.add(places);
    long before = 0;
    for (int i = 0; i < count; i++) {
      double number = numbers[i];
      long whole = places == AS_THEY_ARE ? NONE : whole(number, POWERS[places]);
      if (places == AS_THEY_ARE) {
        out.add(number);
      } else if (whole != NONE) {
        addStep(whole - before, out);
        before = whole;
      } else if (Double.doubleToRawLongBits(number) == NAN_BITS) {
        out.addVarint(NAN);
      } else {
        out.addVarint(NO_STEP);
        out.add(number);
      }
    }
  }

  private static void addStep(long step, BlockWriter out) {
    out.addVarint(((step << 1) ^ (step >> 63)) + FIRST_STEP);
  }

  /** What {@link #addDoubles} wrote. */
  public static double[] doubles(BlockReader in) {
    return doubles(in, (int) in.varint(), 0);
  }

  /**
   * The numbers that {@link #addDoubles} wrote, once {@code count} has been read.
   *
   * @param spare places behind them
   */
  public static double[] doubles(BlockReader in, int count, int spare) {
    double[] numbers = new double[count + spare];
    if (count == 0) {
      return numbers;
    }
    int places = in.small();
    long before = 0;
    for (int i = 0; i < count; i++) {
      long step = places == AS_THEY_ARE ? NO_STEP : in.varint();
      if (step == NO_STEP) {
        numbers[i] = in.number();
      } else if (step == NAN) {
        numbers[i] = Double.NaN;
      } else {
        long zigzag = step - FIRST_STEP;
        before += (zigzag >>> 1) ^ -(zigzag & 1);
        numbers[i] = (double) before / POWERS[places];
      }
    }
    return numbers;
  }

  /** The least decimal places with which as many as can be are whole numbers. */
  private static int places(double[] numbers, int count) {
    int places = 0;
    int others = 0;
    for (int i = 0; i < count; i++) {
      int needed = places;
      while (needed < POWERS.length && whole(numbers[i], POWERS[needed]) == NONE) {
        needed++;
      }
      if (needed < POWERS.length) {
        places = needed;
      } else if (!Double.isNaN(numbers[i]) && ++others > PATIENCE + i / 2) {
        return AS_THEY_ARE;
      }
    }
    return places;
  }

  /** {@code number * power} if that is whole, and gives the number back. */
  private static long whole(double number, double power) {
    double scaled = number * power;
    if (!(Math.abs(scaled) < WHOLE)) {
      return NONE;
    }
    long whole = (long) Math.rint(scaled);
    boolean isMinusZero = whole == 0 && Double.doubleToRawLongBits(number) != 0;
    return (double) whole / power == number && !isMinusZero ? whole : NONE;
  }
}
