/**
 * Faults against the real thing: a {@link io.windfarm.local.chaos.Scenario} breaks something while
 * the job runs, a {@link io.windfarm.local.chaos.Trial} gives it what to break, and a {@link
 * io.windfarm.local.chaos.Comparison} holds the lake against what was sent.
 */
package io.windfarm.local.chaos;
