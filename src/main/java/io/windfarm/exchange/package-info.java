/**
 * How readings travel from subtask to subtask: compact, and read into strings that are there
 * already. State is not written so: {@link io.windfarm.model} keeps its POJOs there, whose format
 * can evolve. What is here is read by the job that wrote it, and by no other.
 */
package io.windfarm.exchange;
