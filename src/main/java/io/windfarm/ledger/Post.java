package io.windfarm.ledger;

import io.windfarm.metrics.Metrics;
import io.windfarm.model.LedgerEntry;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.ChainingStrategy;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.util.OutputTag;

/** Passes elements on and posts each to the ledger, by way of a {@link Journal}. */
public final class Post<T> extends AbstractStreamOperator<T>
    implements OneInputStreamOperator<T, T> {
  private static final long serialVersionUID = 1L;

  /** What operators that post have posted since the last checkpoint. */
  public static final OutputTag<LedgerEntry> ENTRIES =
      new OutputTag<>("ledger-entries", Types.POJO(LedgerEntry.class));

  private final Posting<T> posting;
  private transient Journal journal;

  public Post(Posting<T> posting) {
    this.posting = posting;
    chainingStrategy = ChainingStrategy.ALWAYS;
  }

  @Override
  public void open() throws Exception {
    super.open();
    journal =
        new Journal(Metrics.of(metrics, getExecutionConfig().getGlobalJobParameters()), posting);
  }

  @Override
  public void processElement(StreamRecord<T> element) {
    journal.post(posting, element.getValue());
    output.collect(element);
  }

  @Override
  public void prepareSnapshotPreBarrier(long checkpointId) {
    journal.flush(output);
  }

  @Override
  public void finish() throws Exception {
    journal.flush(output);
    super.finish();
  }
}
