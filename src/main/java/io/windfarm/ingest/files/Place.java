package io.windfarm.ingest.files;

/** A place between two records of a file. Immutable. */
final class Place {
  static final Place START = new Place(0, 0);

  /** How far into the file: bytes of its text, unpacked; of a Parquet file, rows. */
  final long position;

  /** Lines, or rows, before it. */
  final long lines;

  Place(long position, long lines) {
    this.position = position;
    this.lines = lines;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Place
        && position == ((Place) other).position
        && lines == ((Place) other).lines;
  }

  @Override
  public int hashCode() {
    return Long.hashCode(position);
  }

  @Override
  public String toString() {
    return "line " + (lines + 1);
  }
}
