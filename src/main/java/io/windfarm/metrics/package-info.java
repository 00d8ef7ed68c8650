/**
 * What the job says of itself beyond what Flink says of every job: names and registration, in one
 * place. Processing time is allowed here, to measure lags and latencies, and nowhere else.
 */
package io.windfarm.metrics;
