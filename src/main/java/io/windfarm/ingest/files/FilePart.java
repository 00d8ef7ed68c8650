package io.windfarm.ingest.files;

import io.windfarm.ingest.EventTimes;
import java.util.List;
import org.apache.flink.api.connector.source.SourceSplit;

/**
 * A file, and what of it is still to be read: the {@link Run}s found so far, and all from {@link
 * #indexed} on. Found anew it has no runs; one that has grown comes again with its new length.
 * Immutable.
 */
final class FilePart implements SourceSplit {
  final String path;

  /** In bytes as stored, as far as the folder was last looked at. */
  final long length;

  /** Epoch millis. */
  final long modified;

  final Place indexed;

  /** The latest event time before that, epoch millis; {@link EventTimes#NONE} if there is none. */
  final long latest;

  final List<Run> runs;

  FilePart(String path, long length, long modified, Place indexed, long latest, List<Run> runs) {
    this.path = path;
    this.length = length;
    this.modified = modified;
    this.indexed = indexed;
    this.latest = latest;
    this.runs = List.copyOf(runs);
  }

  /** A file of which nothing is read yet, or that has grown. */
  static FilePart found(String path, long length, long modified) {
    return new FilePart(path, length, modified, Place.START, EventTimes.NONE, List.of());
  }

  @Override
  public String splitId() {
    return path;
  }

  @Override
  public String toString() {
    return path + " (" + length + " bytes)";
  }
}
