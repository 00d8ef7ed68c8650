/**
 * How readings travel from subtask to subtask: compact, and read into strings that are there
 * already. What a reading looks like here is read by the job that wrote it, and by no other; state
 * is written in the same blocks but in formats of its own, which can evolve: {@link
 * io.windfarm.state}.
 */
package io.windfarm.exchange;
