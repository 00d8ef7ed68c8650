/** Simulated turbines that write plausible telemetry to a stream and say what they made up. */
package io.windfarm.producers;
