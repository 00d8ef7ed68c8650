package io.windfarm.producers;

/**
 * One turbine.
 *
 * @param number from 1; the same turbine has the same number in a fleet of any size
 * @param id {@code WT-0001} and so on
 */
record Turbine(int number, String id, Farm farm) {}
