/** The job's work without Flink: one thread, one loop, state in objects. */
package io.windfarm.bench.baseline;
