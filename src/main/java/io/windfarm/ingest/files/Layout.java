package io.windfarm.ingest.files;

import java.io.IOException;

/** How records are laid out in a file. */
interface Layout {
  /**
   * Opens a file at a place between two of its records.
   *
   * @param unfinishedCounts whether what stands after the last line end is a record
   */
  Records open(FilePart file, Place from, boolean unfinishedCounts) throws IOException;
}
