package io.windfarm.local.plan;

/**
 * What Flink needs.
 *
 * @param slots by the throughput of one, of which a share is left for catching up
 * @param units of the managed service (KPUs), the one for orchestration left out
 * @param machines of one's own, of which one may fail
 * @param stateBytes of a checkpoint that is complete, once the day's windows are full
 */
record Processing(long slots, long units, long machines, double stateBytes) {
  static Processing of(Fleet fleet, Figures figures) {
    double perSlot = figures.of(Figure.SLOT_READINGS_SECOND) * figures.of(Figure.HEADROOM);
    long slots = Math.max(1, (long) Math.ceil(fleet.readingsPerSecond().doubleValue() / perSlot));
    long machines = (long) Math.ceil(slots / figures.of(Figure.MACHINE_SLOTS)) + 1;
    double state =
        figures.of(Figure.STATE_SENSOR_BYTES)
            * fleet.turbines()
            * fleet.sensors()
            * Math.max(1, fleet.hz().doubleValue());
    return new Processing(slots, slots, machines, state);
  }
}
