package io.windfarm.local;

/**
 * What the completed checkpoints of a job were like.
 *
 * @param completed how many there were
 * @param mostStateBytes the state of the largest
 * @param longestMillis from trigger to completion, of the longest
 */
public record CheckpointFigures(long completed, long mostStateBytes, long longestMillis) {}
