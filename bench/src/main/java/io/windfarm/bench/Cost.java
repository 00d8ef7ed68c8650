package io.windfarm.bench;

/**
 * What a run took, from the start of the first process to the end of the work.
 *
 * @param events in its input
 * @param cpuSeconds user and system of all processes
 * @param wallSeconds as a clock on the wall shows it
 */
public record Cost(long events, double cpuSeconds, double wallSeconds) {
  /** What is left when the start, {@code small}, is taken away. */
  public Cost without(Cost small) {
    return new Cost(
        events - small.events, cpuSeconds - small.cpuSeconds, wallSeconds - small.wallSeconds);
  }

  /** Events per CPU-second. */
  public double perCpuSecond() {
    return events / cpuSeconds;
  }

  /** Events per second of the clock on the wall. */
  public double perSecond() {
    return events / wallSeconds;
  }
}
