package io.windfarm.ingest.files;

/**
 * A stretch of a file whose records are in order of event time, but for as much disorder as is
 * allowed. Runs are what is read side by side. Immutable.
 */
final class Run {
  final Place from;

  /** Where it ends, exclusive; a position as in {@link Place}. */
  final long to;

  /** Event time of its first record, epoch millis. */
  final long firstTime;

  Run(Place from, long to, long firstTime) {
    this.from = from;
    this.to = to;
    this.firstTime = firstTime;
  }
}
