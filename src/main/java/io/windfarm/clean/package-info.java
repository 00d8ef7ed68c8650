/**
 * Quality: every reading leaves {@link io.windfarm.clean.Clean} once, in event-time order per
 * sensor, with a verdict that depends on event times alone. One rule, one class: {@link
 * io.windfarm.clean.HardRange}, {@link io.windfarm.clean.Hampel}, {@link
 * io.windfarm.clean.StuckRun} and {@link io.windfarm.clean.Interpolation} know nothing of Flink;
 * {@link io.windfarm.clean.Judge} brings them together over the state of one sensor, {@link
 * io.windfarm.clean.SensorTrack}.
 */
package io.windfarm.clean;
