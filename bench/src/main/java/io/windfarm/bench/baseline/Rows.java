package io.windfarm.bench.baseline;

import io.windfarm.lake.TableFiles;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;

/** Where the rows of a table go, if it is written at all. */
final class Rows<T> implements Closeable {
  private final Optional<TableFiles<T>> files;

  Rows(Optional<TableFiles<T>> files) {
    this.files = files;
  }

  boolean areWritten() {
    return files.isPresent();
  }

  void add(T row) {
    if (files.isPresent()) {
      try {
        files.get().add(row);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  @Override
  public void close() throws IOException {
    if (files.isPresent()) {
      files.get().close();
    }
  }
}
