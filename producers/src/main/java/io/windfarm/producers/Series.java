package io.windfarm.producers;

import java.util.List;

/**
 * Events of one shape from one turbine at a steady cadence: one sensor, or all of them at once in a
 * wide dialect.
 *
 * @param code what ids carry between the turbine and the counter
 * @param phaseNanos where in the period this series sends, so that the fleet's load is spread
 */
record Series(Turbine turbine, List<Sensor> sensors, String code, long phaseNanos) {}
