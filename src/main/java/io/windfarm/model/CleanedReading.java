package io.windfarm.model;

/** A reading with the verdict of cleaning: a row of the {@code readings} table. */
public class CleanedReading {
  /** The reading as decoded; for an imputed row, one made for it with {@code rawValue} NaN. */
  public Reading reading;

  /** The cleaned value; NaN only if quality is BAD and there was no value. */
  public double value;

  public Quality quality;

  /** {@link Reason} bits. */
  public int reasons;

  /** The sensor's cadence as known at this reading, millis; 0 if not known yet. */
  public long cadence;

  /**
   * True if cleaning made this row to fill a gap, so that no received reading stands behind it. A
   * received reading whose missing value was filled in is not synthetic.
   */
  public boolean synthetic;
}
