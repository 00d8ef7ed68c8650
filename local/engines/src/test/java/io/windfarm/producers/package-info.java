/** What measurements of the lake borrow from the simulators. */
package io.windfarm.producers;
