/** The job: {@code WindFarmJob} starts it, {@code WindFarmPipeline} draws it. */
package io.windfarm;
