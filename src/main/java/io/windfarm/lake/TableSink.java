package io.windfarm.lake;

import java.io.IOException;
import java.util.Collection;
import org.apache.flink.api.connector.sink2.Committer;
import org.apache.flink.api.connector.sink2.CommitterInitContext;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.StatefulSinkWriter;
import org.apache.flink.api.connector.sink2.SupportsCommitter;
import org.apache.flink.api.connector.sink2.SupportsWriterState;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.apache.flink.connector.file.sink.FileSink;
import org.apache.flink.connector.file.sink.FileSinkCommittable;
import org.apache.flink.connector.file.sink.writer.FileWriterBucketState;
import org.apache.flink.core.fs.Path;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.streaming.api.connector.sink2.CommittableMessage;
import org.apache.flink.streaming.api.connector.sink2.CommittableMessageTypeInfo;
import org.apache.flink.streaming.api.connector.sink2.SupportsPreCommitTopology;
import org.apache.flink.streaming.api.datastream.DataStream;

/**
 * Flink's file sink, whose commit of a file includes the file's {@link Manifest}. Were manifests
 * written after the commit, as a post-commit topology does, those of files committed at the end of
 * the input or right before a failure would be missing. Here the commit is repeated until the
 * manifest is there as well.
 */
final class TableSink<T>
    implements Sink<T>,
        SupportsWriterState<T, FileWriterBucketState>,
        SupportsWriterState.WithCompatibleState,
        SupportsCommitter<Committable>,
        SupportsPreCommitTopology<FileSinkCommittable, Committable> {
  private static final long serialVersionUID = 1L;

  private final FileSink<T> files;
  private final Path folder;
  private final String metricsGroup;

  /**
   * @param files writes below {@code folder}, which has the table's name
   * @param metricsGroup of the job's own metrics
   */
  TableSink(FileSink<T> files, Path folder, String metricsGroup) {
    this.files = files;
    this.folder = folder;
    this.metricsGroup = metricsGroup;
  }

  @Override
  @SuppressWarnings("deprecation") // abstract, though deprecated
  public SinkWriter<T> createWriter(InitContext context) throws IOException {
    return files.createWriter(context);
  }

  @Override
  public SinkWriter<T> createWriter(WriterInitContext context) throws IOException {
    return files.createWriter(context);
  }

  @Override
  public StatefulSinkWriter<T, FileWriterBucketState> restoreWriter(
      WriterInitContext context, Collection<FileWriterBucketState> state) throws IOException {
    return files.restoreWriter(context, state);
  }

  @Override
  public SimpleVersionedSerializer<FileWriterBucketState> getWriterStateSerializer() {
    return files.getWriterStateSerializer();
  }

  @Override
  public Collection<String> getCompatibleWriterStateNames() {
    return files.getCompatibleWriterStateNames();
  }

  @Override
  public SimpleVersionedSerializer<FileSinkCommittable> getWriteResultSerializer() {
    return files.getWriteResultSerializer();
  }

  @Override
  public DataStream<CommittableMessage<Committable>> addPreCommitTopology(
      DataStream<CommittableMessage<FileSinkCommittable>> written) {
    return written
        .transform(
            "Note checkpoint",
            CommittableMessageTypeInfo.of(this::getCommittableSerializer),
            new NoteCheckpoint())
        .uid("note-checkpoint");
  }

  @Override
  public Committer<Committable> createCommitter(CommitterInitContext context) throws IOException {
    return new ManifestingCommitter(
        files.createCommitter(context),
        folder,
        new CommitMetrics(context.metricGroup(), metricsGroup, folder.getName()));
  }

  @Override
  public SimpleVersionedSerializer<Committable> getCommittableSerializer() {
    return new CommittableSerializer(files.getCommittableSerializer());
  }
}
