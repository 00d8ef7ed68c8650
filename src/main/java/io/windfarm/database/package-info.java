/**
 * The database: tables of the lake in PostgreSQL as well, for those who ask it rather than files. A
 * table is a list of columns ({@link io.windfarm.database.ReadingsTable} and its neighbours), a
 * batch of rows one statement, and a row written twice the same row. docs/database.md says what is
 * promised.
 */
package io.windfarm.database;
