package io.windfarm.ledger;

import io.windfarm.metrics.Metric;
import io.windfarm.metrics.Metrics;
import io.windfarm.model.LedgerEntry;
import java.time.Duration;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.ChainingStrategy;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * Adds up the entries of all subtasks and stages and writes one a minute and source for every
 * checkpoint, ahead of its barrier: the ledger and the files that it accounts for are committed
 * together. Runs with parallelism 1.
 */
public final class Book extends AbstractStreamOperator<LedgerEntry>
    implements OneInputStreamOperator<LedgerEntry, LedgerEntry> {
  private static final long serialVersionUID = 1L;

  private final long settles;

  private transient Postings postings;
  private transient Outstanding outstanding;
  private transient long checkpointId;

  /**
   * @param settles how much longer one reading may take to leave than another that arrived with it,
   *     before its absence is an imbalance
   */
  public Book(Duration settles) {
    this.settles = settles.toMillis();
    chainingStrategy = ChainingStrategy.ALWAYS;
  }

  @Override
  public void initializeState(StateInitializationContext context) throws Exception {
    super.initializeState(context);
    outstanding =
        Outstanding.restored(context.getOperatorStateStore(), settles, context.isRestored());
  }

  @Override
  public void snapshotState(StateSnapshotContext context) throws Exception {
    super.snapshotState(context);
    outstanding.snapshot();
  }

  @Override
  public void open() throws Exception {
    super.open();
    postings = new Postings();
    Metrics registered = Metrics.of(metrics, getExecutionConfig().getGlobalJobParameters());
    registered.gauge(Metric.LEDGER_OUTSTANDING, outstanding::readings);
    registered.gauge(Metric.LEDGER_IMBALANCE, outstanding::overdue);
  }

  @Override
  public void processElement(StreamRecord<LedgerEntry> element) {
    LedgerEntry from = element.getValue();
    outstanding.add(from);
    LedgerEntry to = postings.entry(from.minute, from.source, from.stream, from.region);
    to.records += from.records;
    to.received += from.received;
    to.rejected += from.rejected;
    to.duplicate += from.duplicate;
    to.late += from.late;
    to.good += from.good;
    to.uncertain += from.uncertain;
    to.bad += from.bad;
    to.imputed += from.imputed;
    to.elsewhere += from.elsewhere;
  }

  @Override
  public void prepareSnapshotPreBarrier(long checkpointId) {
    this.checkpointId = checkpointId;
    flush();
  }

  @Override
  public void finish() throws Exception {
    checkpointId++;
    flush();
    super.finish();
  }

  private void flush() {
    for (LedgerEntry entry : postings.entries()) {
      entry.checkpointId = checkpointId;
      output.collect(new StreamRecord<>(entry));
    }
    postings.clear();
    // Here all stages have posted up to the same barrier.
    outstanding.sum();
  }
}
