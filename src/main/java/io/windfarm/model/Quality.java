package io.windfarm.model;

/** The severities of OPC UA's status codes. */
public enum Quality {
  GOOD,
  /** Usable with care: enters statistics and is counted there. */
  UNCERTAIN,
  /** Kept, but enters no statistics. */
  BAD
}
