package io.windfarm.clean;

/** What state keeps of a turbine whose readings have left. */
final class Progress {
  /** In the place of a time: none. */
  static final long NONE = Long.MIN_VALUE;

  /** Of a turbine of which state knows nothing. */
  static final Progress BEFORE_THE_FIRST = new Progress(NONE, NONE, false, 0, new long[0]);

  /** Event time up to which its readings have left. */
  final long released;

  /** When some identities are forgotten: the timer that is registered. */
  final long forgetAt;

  /** Whether a reading that has left was dated in the future. */
  final boolean anyAhead;

  /** Minute of event time of {@link #identities}. */
  final long minute;

  /** Those that left last, all of one minute; earlier ones are in {@link Seen}. */
  final long[] identities;

  Progress(long released, long forgetAt, boolean anyAhead, long minute, long[] identities) {
    this.released = released;
    this.forgetAt = forgetAt;
    this.anyAhead = anyAhead;
    this.minute = minute;
    this.identities = identities;
  }
}
