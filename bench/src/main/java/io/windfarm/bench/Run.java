package io.windfarm.bench;

/**
 * What a run took, in the parts that {@link Meter} tells apart.
 *
 * @param start until the first events were read
 * @param warmUp while the first events were read that are not measured
 * @param work while the others were read: what is measured
 * @param end after that: what waited for the end of the input, or was on its way
 */
public record Run(Cost start, Cost warmUp, Cost work, Cost end) {
  /** All of it. */
  public Cost whole() {
    return start.and(warmUp).and(work).and(end);
  }
}
