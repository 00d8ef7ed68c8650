/** How long an alert takes when readings come as they are measured. */
package io.windfarm.bench.latency;
