package io.windfarm.local.backfill;

/** What earlier runs wrote and more input may change. */
interface Provisional {
  /** Deletes it, so that it can be written anew. */
  void delete();
}
