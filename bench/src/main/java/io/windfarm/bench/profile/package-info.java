/** Where the processor time and the memory of a run went: from flight recordings to budgets. */
package io.windfarm.bench.profile;
