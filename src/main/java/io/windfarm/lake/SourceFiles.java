package io.windfarm.lake;

import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.flink.core.fs.FileStatus;

/** Files that are compacted together, opened some at a time: in S3 that is waiting, mostly. */
final class SourceFiles implements Closeable {
  private static final int AT_A_TIME = 8;

  private final List<SourceFile> files = new ArrayList<>();

  private SourceFiles() {}

  static SourceFiles open(List<FileStatus> files) throws IOException {
    SourceFiles opened = new SourceFiles();
    ExecutorService pool = Executors.newFixedThreadPool(AT_A_TIME);
    try {
      List<Future<SourceFile>> opening = new ArrayList<>();
      for (FileStatus file : files) {
        opening.add(pool.submit(() -> SourceFile.open(file)));
      }
      IOException failure = null;
      for (Future<SourceFile> file : opening) {
        try {
          opened.files.add(file.get());
        } catch (ExecutionException e) {
          failure =
              e.getCause() instanceof IOException
                  ? (IOException) e.getCause()
                  : new IOException(e.getCause());
        }
      }
      if (failure != null) {
        opened.close();
        throw failure;
      }
      return opened;
    } catch (InterruptedException e) {
      opened.close();
      Thread.currentThread().interrupt();
      throw new IOException("Interrupted while reading", e);
    } finally {
      pool.shutdownNow();
    }
  }

  List<SourceFile> all() {
    return files;
  }

  @Override
  public void close() throws IOException {
    for (SourceFile file : files) {
      file.close();
    }
  }
}
