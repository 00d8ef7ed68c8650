package io.windfarm.lake;

import org.apache.flink.connector.file.sink.FileSinkCommittable;
import org.apache.flink.streaming.api.connector.sink2.CommittableMessage;
import org.apache.flink.streaming.api.connector.sink2.CommittableSummary;
import org.apache.flink.streaming.api.connector.sink2.CommittableWithLineage;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.ChainingStrategy;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/** Writes the checkpoint on each file that leaves for its commit: a committer isn't told. */
final class NoteCheckpoint extends AbstractStreamOperator<CommittableMessage<Committable>>
    implements OneInputStreamOperator<
        CommittableMessage<FileSinkCommittable>, CommittableMessage<Committable>> {
  private static final long serialVersionUID = 1L;

  NoteCheckpoint() {
    chainingStrategy = ChainingStrategy.ALWAYS;
  }

  @Override
  public void processElement(StreamRecord<CommittableMessage<FileSinkCommittable>> element) {
    output.collect(new StreamRecord<>(noted(element.getValue())));
  }

  private static CommittableMessage<Committable> noted(
      CommittableMessage<FileSinkCommittable> message) {
    if (message instanceof CommittableSummary) {
      return ((CommittableSummary<FileSinkCommittable>) message).map();
    }
    long checkpointId = message.getCheckpointIdOrEOI();
    return ((CommittableWithLineage<FileSinkCommittable>) message)
        .map(
            file ->
                new Committable(
                    file,
                    checkpointId == CommittableMessage.EOI
                        ? Committable.NO_CHECKPOINT
                        : checkpointId));
  }
}
