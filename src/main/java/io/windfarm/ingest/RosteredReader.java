package io.windfarm.ingest;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.apache.flink.api.connector.source.ReaderOutput;
import org.apache.flink.api.connector.source.SourceEvent;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceSplit;
import org.apache.flink.core.io.InputStatus;

/**
 * A reader as it is, that also knows which splits it was given and whether it is being asked for
 * records. Used by its task's thread alone, as any reader.
 */
@SuppressWarnings("try") // A reader's close() may be interrupted; the interface has it so.
final class RosteredReader<T, S extends SourceSplit> implements SourceReader<T, S> {
  private final SourceReader<T, S> reader;
  private final Consumer<RosteredReader<?, ?>> leave;
  private final Set<String> assigned = new HashSet<>();
  private boolean polled;

  /**
   * @param leave told when this reader is closed
   */
  RosteredReader(SourceReader<T, S> reader, Consumer<RosteredReader<?, ?>> leave) {
    this.reader = reader;
    this.leave = leave;
  }

  /** The ids of the splits given to it so far. */
  Set<String> assigned() {
    return assigned;
  }

  /** True if it could have given records since this was last asked, and was not asked for any. */
  boolean isHeldUp() {
    boolean heldUp = !polled && reader.isAvailable().isDone();
    polled = false;
    return heldUp;
  }

  @Override
  public void addSplits(List<S> splits) {
    splits.forEach(split -> assigned.add(split.splitId()));
    reader.addSplits(splits);
  }

  @Override
  public InputStatus pollNext(ReaderOutput<T> output) throws Exception {
    polled = true;
    return reader.pollNext(output);
  }

  @Override
  public void start() {
    reader.start();
  }

  @Override
  public List<S> snapshotState(long checkpointId) {
    return reader.snapshotState(checkpointId);
  }

  @Override
  public CompletableFuture<Void> isAvailable() {
    return reader.isAvailable();
  }

  @Override
  public void notifyNoMoreSplits() {
    reader.notifyNoMoreSplits();
  }

  @Override
  public void handleSourceEvents(SourceEvent event) {
    reader.handleSourceEvents(event);
  }

  @Override
  public void notifyCheckpointComplete(long checkpointId) throws Exception {
    reader.notifyCheckpointComplete(checkpointId);
  }

  @Override
  public void notifyCheckpointAborted(long checkpointId) throws Exception {
    reader.notifyCheckpointAborted(checkpointId);
  }

  @Override
  public void close() throws Exception {
    leave.accept(this);
    reader.close();
  }
}
