package io.windfarm.local;

/**
 * What the completed checkpoints of a job were like; times are from trigger to completion.
 *
 * @param completed how many there were
 * @param mostStateBytes the state of the largest
 * @param medianNewBytes of that state, what had to be written anew: less than all of it where
 *     checkpoints are incremental
 * @param medianMillis of every other one no more
 * @param p99Millis of ninety-nine in a hundred no more
 * @param longestMillis of none more
 */
public record CheckpointFigures(
    long completed,
    long mostStateBytes,
    long medianNewBytes,
    long medianMillis,
    long p99Millis,
    long longestMillis) {}
