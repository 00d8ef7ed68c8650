package io.windfarm.local.score;

/**
 * An alert that has to be raised.
 *
 * @param time at which the rule is satisfied for the first time, epoch millis
 */
record Due(String turbine, String rule, long time) {}
