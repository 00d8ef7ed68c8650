/** The Kafka broker of the local stack. */
package io.windfarm.kafka;
