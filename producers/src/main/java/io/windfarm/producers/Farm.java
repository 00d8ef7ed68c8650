package io.windfarm.producers;

/**
 * A wind farm of the reference fleet.
 *
 * @param id one letter
 * @param region the AWS region that its data belongs to
 * @param countryCode ISO 3166-1 alpha-2
 * @param turbines how many turbines the reference fleet has here
 * @param utcOffsetHours solar time at the farm, for the daily cycle of temperature
 */
record Farm(String id, String region, String countryCode, int turbines, int utcOffsetHours) {}
