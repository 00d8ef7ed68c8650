package io.windfarm.producers;

/**
 * What one series has to say at one time, before it is written in a dialect.
 *
 * @param dateMillis the date that is written, epoch millis; not the true one if the clock is wrong
 * @param values as sent, one for each of the series' sensors
 */
record Event(Series series, String id, long dateMillis, double[] values) {}
