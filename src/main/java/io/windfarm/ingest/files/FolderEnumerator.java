package io.windfarm.ingest.files;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javax.annotation.Nullable;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.util.FlinkRuntimeException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks for files, and for what was added to them, and hands them to the one reader. */
final class FolderEnumerator implements SplitEnumerator<FilePart, Found> {
  private static final Logger LOG = LoggerFactory.getLogger(FolderEnumerator.class);

  /** Which subtask reads. */
  static final int READER = 0;

  private final SplitEnumeratorContext<FilePart> context;
  private final Input input;
  @Nullable private final Duration lookAgain;
  private final Found found;

  /** What waits for the reader to be there. */
  private final List<FilePart> waiting = new ArrayList<>();

  /** True once a listing has been taken in. */
  private boolean listed;

  FolderEnumerator(
      SplitEnumeratorContext<FilePart> context,
      Input input,
      @Nullable Duration lookAgain,
      Found found) {
    this.context = context;
    this.input = input;
    this.lookAgain = lookAgain;
    this.found = found;
  }

  @Override
  public void start() {
    if (lookAgain == null) {
      context.callAsync(input::list, this::take);
    } else {
      context.callAsync(input::list, this::take, 0, lookAgain.toMillis());
    }
  }

  private void take(List<FilePart> files, Throwable failure) {
    if (failure != null) {
      if (listed && failure instanceof IOException) {
        LOG.warn("Could not look for files in {}; looking again. {}", input, failure.toString());
        return;
      }
      throw new FlinkRuntimeException("Can't list " + input + ": " + failure, failure);
    }
    listed = true;
    for (FilePart file : files) {
      long before = found.length(file.path);
      if (file.length < before) {
        throw new FlinkRuntimeException(
            file.path
                + " has "
                + file.length
                + " bytes, and "
                + before
                + " were read of it before: it was replaced. Start afresh, without the savepoint"
                + " and into an empty lake, to read it again.");
      }
      if (file.length > before) {
        found.handedOut(file);
        waiting.add(file);
      }
    }
    handOut();
  }

  private void handOut() {
    if (!listed || !context.registeredReaders().containsKey(READER)) {
      return;
    }
    waiting.forEach(file -> context.assignSplit(file, READER));
    waiting.clear();
    context.sendEventToSourceReader(READER, new Listed());
    if (lookAgain == null) {
      context.signalNoMoreSplits(READER);
    }
  }

  @Override
  public void addReader(int subtask) {
    if (subtask == READER) {
      handOut();
    } else {
      context.signalNoMoreSplits(subtask);
    }
  }

  @Override
  public void addSplitsBack(List<FilePart> files, int subtask) {
    waiting.addAll(files);
  }

  @Override
  public void handleSplitRequest(int subtask, @Nullable String host) {
    // Files are handed out as they are found.
  }

  @Override
  public Found snapshotState(long checkpoint) {
    Found state = found.copy();
    // What still waits has not been handed out in that checkpoint.
    waiting.forEach(state::takenBack);
    return state;
  }

  @Override
  public void close() {
    // Nothing is held open.
  }
}
