/**
 * {@code ./windfarm bench}: what the job costs an event, beside a loop without Flink that does the
 * same work and a Flink job that does nothing.
 */
package io.windfarm.bench;
