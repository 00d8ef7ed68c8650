package io.windfarm.model;

/**
 * A record as received, or the part of it that belongs to one region: a row of the {@code raw}
 * table.
 */
public class RawRecord {
  public Arrival arrival;

  /** The region of the readings in it, or the source's own. */
  public String region;
}
