package io.windfarm.lake;

import java.io.IOException;
import java.util.Collection;
import java.util.List;
import org.apache.flink.api.connector.sink2.Committer;
import org.apache.flink.connector.file.sink.FileSinkCommittable;
import org.apache.flink.core.fs.Path;

/**
 * Commits files, each followed by its manifest. Both may be done again, which changes nothing: a
 * commit that fails between them is repeated from the checkpoint.
 */
@SuppressWarnings("try") // closing a committer may fail with any exception
final class ManifestingCommitter implements Committer<Committable> {
  private final Committer<FileSinkCommittable> files;
  private final Path folder;
  private final CommitMetrics metrics;

  ManifestingCommitter(Committer<FileSinkCommittable> files, Path folder, CommitMetrics metrics) {
    this.files = files;
    this.folder = folder;
    this.metrics = metrics;
  }

  @Override
  public void commit(Collection<CommitRequest<Committable>> requests)
      throws IOException, InterruptedException {
    for (CommitRequest<Committable> request : requests) {
      FileRequest file = new FileRequest(request);
      files.commit(List.of(file));
      if (!file.isOpen()) {
        continue;
      }
      Committable committed = request.getCommittable();
      if (committed.file().hasPendingFile()) {
        Path path = committed.file().getPendingFile().getPath();
        Manifest manifest = Manifest.of(folder, path, committed.checkpointId());
        manifest.write(folder);
        metrics.committed(manifest, System.currentTimeMillis());
      }
    }
  }

  @Override
  public void close() throws Exception {
    files.close();
  }

  /** A request as the file sink's own committer expects it. */
  private static final class FileRequest implements CommitRequest<FileSinkCommittable> {
    private final CommitRequest<Committable> request;
    private boolean done;

    FileRequest(CommitRequest<Committable> request) {
      this.request = request;
    }

    /** False if the request has been answered: the file was not committed, or was before. */
    boolean isOpen() {
      return !done;
    }

    @Override
    public FileSinkCommittable getCommittable() {
      return request.getCommittable().file();
    }

    @Override
    public int getNumberOfRetries() {
      return request.getNumberOfRetries();
    }

    @Override
    public void signalFailedWithKnownReason(Throwable t) {
      done = true;
      request.signalFailedWithKnownReason(t);
    }

    @Override
    public void signalFailedWithUnknownReason(Throwable t) {
      done = true;
      request.signalFailedWithUnknownReason(t);
    }

    @Override
    public void retryLater() {
      done = true;
      request.retryLater();
    }

    @Override
    public void updateAndRetryLater(FileSinkCommittable file) {
      done = true;
      request.updateAndRetryLater(new Committable(file, request.getCommittable().checkpointId()));
    }

    @Override
    public void signalAlreadyCommitted() {
      // The file is there; whether its manifest is, nobody knows.
    }
  }
}
