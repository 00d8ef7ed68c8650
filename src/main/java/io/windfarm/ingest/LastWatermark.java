package io.windfarm.ingest;

/**
 * The watermark with which a part of the input ends: beyond all time, so that nothing waits any
 * more, and saying how far event time came there. Where parts meet, the least of their watermarks
 * counts; they are laid out so that the least is the one of the part that came furthest. In
 * whatever order the parts end, what follows learns the same: how far the input came as a whole.
 */
public final class LastWatermark {
  /** Event times are well within a quarter of the range of long on either side of 1970. */
  private static final long QUARTER = 1L << 61;

  private LastWatermark() {}

  /** The last watermark of a part of the input whose latest event time is {@code latest}. */
  public static long of(long latest) {
    return 3 * QUARTER - latest;
  }

  /** True for what {@link #of} gives: neither a time nor Flink's own end of input. */
  public static boolean is(long watermark) {
    return watermark > 2 * QUARTER && watermark < Long.MAX_VALUE;
  }

  /** The latest event time of the input that {@code lastWatermark} ends. */
  public static long latest(long lastWatermark) {
    return 3 * QUARTER - lastWatermark;
  }
}
