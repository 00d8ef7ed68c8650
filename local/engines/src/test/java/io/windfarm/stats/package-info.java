/** What measurements of the lake borrow from the job's statistics. */
package io.windfarm.stats;
