package io.windfarm.model;

/** How a reading got its turbine id. */
public enum TurbineFrom {
  /** The event named it. */
  EVENT,
  /** The event named none; the configured template did, over partition key, shard or stream. */
  TEMPLATE
}
