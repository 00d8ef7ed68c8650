package io.windfarm.clean;

/** What becomes of a spike. The value as sent is kept beside the cleaned one in any case. */
public enum OutlierPolicy {
  /** The median of its window takes its place: UNCERTAIN, SPIKE and IMPUTED. */
  IMPUTE,
  /** It is taken out of statistics: BAD, SPIKE. */
  REMOVE,
  /** It is only marked: UNCERTAIN, SPIKE. */
  FLAG
}
