/**
 * {@code ./windfarm backfill}: history through the job. What is final is written once, from a state
 * that is kept between runs; what more input may change is written anew each time.
 */
package io.windfarm.local.backfill;
