/**
 * A Kinesis-compatible endpoint for development, tests and demonstrations on one machine. What it
 * does and where it differs from the service is in {@code docs/kinesis-endpoint.md}.
 */
package io.windfarm.kinesis;
