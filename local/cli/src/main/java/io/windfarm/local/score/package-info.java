/** Faults with a known truth, and how well the alerts of the job agree with it. */
package io.windfarm.local.score;
