package io.windfarm.model;

/** Why bytes were rejected; the names are what the {@code rejected} table holds. */
public enum RejectReason {
  /** Nothing but white space. */
  EMPTY,
  /** A row of CSV that does not fit its header. */
  MALFORMED_ROW,
  /** Not JSON, cut off, or not UTF-8. */
  MALFORMED_JSON,
  /** Nested deeper, or a name or number longer, than any event can be. */
  TOO_COMPLEX,
  /** JSON, but not an object. */
  NOT_AN_OBJECT,
  /** An object in which no shape that we know was recognised. */
  UNKNOWN_SHAPE,
  /** The {@code type} is no sensor in the catalog. */
  UNKNOWN_SENSOR,
  /** The value is neither a number nor missing, or not finite. */
  BAD_VALUE,
  /** No time, or one that can't be read. */
  BAD_TIME,
  /** A unit that the catalog can't convert. */
  UNKNOWN_UNIT,
  /** No turbine in the event and none from the configured template. */
  NO_TURBINE,
  /** The same key twice with different values. */
  DUPLICATE_KEY
}
