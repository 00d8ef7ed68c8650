package io.windfarm.model;

/** A record as received, with the region that it belongs to: a row of the {@code raw} table. */
public class RawRecord {
  public Arrival arrival;

  /** The region of the first reading in it, or the source's own. */
  public String region;
}
