/** The job's inner loops, each by itself, under JMH. */
package io.windfarm.bench.micro;
