/** What measurements of the lake borrow from the job's writers. */
package io.windfarm.lake;
