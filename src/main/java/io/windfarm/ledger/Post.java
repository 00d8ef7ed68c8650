package io.windfarm.ledger;

import io.windfarm.metrics.Metrics;
import io.windfarm.model.LedgerEntry;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.ChainingStrategy;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.util.OutputTag;

/**
 * Passes elements on and posts each to the ledger. What was posted goes to {@link #ENTRIES} before
 * every checkpoint barrier, hence needs no state: a checkpoint holds either an element that is
 * still ahead, or its entry, on its way to the table or in it.
 */
public final class Post<T> extends AbstractStreamOperator<T>
    implements OneInputStreamOperator<T, T> {
  private static final long serialVersionUID = 1L;

  public static final OutputTag<LedgerEntry> ENTRIES =
      new OutputTag<>("ledger-entries", Types.POJO(LedgerEntry.class));

  private final Posting<T> posting;
  private transient Postings postings;
  private transient PostingCounts counts;

  public Post(Posting<T> posting) {
    this.posting = posting;
    chainingStrategy = ChainingStrategy.ALWAYS;
  }

  @Override
  public void open() throws Exception {
    super.open();
    postings = new Postings();
    counts =
        new PostingCounts(
            Metrics.of(metrics, getExecutionConfig().getGlobalJobParameters()), posting.accounts());
  }

  @Override
  public void processElement(StreamRecord<T> element) {
    posting.post(element.getValue(), postings, counts);
    output.collect(element);
  }

  @Override
  public void prepareSnapshotPreBarrier(long checkpointId) {
    flush();
  }

  @Override
  public void finish() throws Exception {
    flush();
    super.finish();
  }

  private void flush() {
    for (LedgerEntry entry : postings.entries()) {
      output.collect(ENTRIES, new StreamRecord<>(entry));
    }
    postings.clear();
  }
}
