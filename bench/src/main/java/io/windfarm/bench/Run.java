package io.windfarm.bench;

/**
 * What a run took, in the parts that {@link Meter} tells apart.
 *
 * @param start until the first events were read
 * @param warmUp while the first events were read that are not measured
 * @param work the rest, to the end of the last process's work: what is measured
 */
public record Run(Cost start, Cost warmUp, Cost work) {
  /** All of it. */
  public Cost whole() {
    return start.and(warmUp).and(work);
  }
}
