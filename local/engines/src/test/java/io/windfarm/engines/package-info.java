/**
 * The lake and its SQL on the engines that read it: what the job writes, the tables that {@code
 * sql/} declares over it, and the rows that every view and question must return, on Trino through a
 * Glue catalog, on Spark, and on DuckDB.
 */
package io.windfarm.engines;
