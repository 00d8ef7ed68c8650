/**
 * Writes Parquet files column by column: many rows at a time, equal neighbours as one. Knows
 * nothing of tables; what a page, a footer and an index look like is Parquet's own code.
 */
package io.windfarm.lake.parquet;
