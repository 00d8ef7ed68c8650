/** Endpoints that hold a workload as a stream: the job reads it as it would in earnest. */
package io.windfarm.bench.stream;
