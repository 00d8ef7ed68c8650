/**
 * The lake: six tables in Parquet, written exactly once through Flink's file sink. A table is a
 * list of columns ({@link io.windfarm.lake.ReadingsTable} and its neighbours read like the data
 * dictionary); a row's partition is its region and the day or hour it belongs to.
 */
package io.windfarm.lake;
