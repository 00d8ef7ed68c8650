/** What Flink itself costs: a job with the job's decoder and writer, and nothing in between. */
package io.windfarm.bench.identity;
