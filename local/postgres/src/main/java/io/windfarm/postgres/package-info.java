/**
 * PostgreSQL for trying things and for tests: a server on the loopback interface whose data are in
 * a folder. {@link io.windfarm.postgres.PostgresServer} starts and stops it.
 */
package io.windfarm.postgres;
