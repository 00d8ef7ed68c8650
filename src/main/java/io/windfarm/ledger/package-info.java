/**
 * The accounts: what came in is posted where it is decoded, what became of it where it leaves, and
 * both are committed with the files of the same checkpoint.
 */
package io.windfarm.ledger;
