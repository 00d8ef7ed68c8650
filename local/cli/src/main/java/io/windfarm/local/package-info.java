/**
 * The front door: one command a class, the processes of the local environment (S3, Kinesis, a real
 * Flink cluster), SQL over the lake, and the demo. Every process started here ends with the one
 * that started it, however that one ends.
 */
package io.windfarm.local;
