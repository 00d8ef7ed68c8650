/**
 * Statistics: one-minute panes, and every longer window rolled up from panes. {@link
 * io.windfarm.stats.Pane} accumulates and merges, {@link io.windfarm.stats.Quantiles} reads
 * percentiles off, {@link io.windfarm.stats.ClosedPanes} rolls up, {@link
 * io.windfarm.stats.Statistics} is the operator. Behind it {@link io.windfarm.stats.Summarizing}:
 * summaries over periods, the fleet, and what lies beyond k sigma.
 */
package io.windfarm.stats;
