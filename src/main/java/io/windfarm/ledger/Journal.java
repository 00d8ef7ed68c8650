package io.windfarm.ledger;

import io.windfarm.metrics.Metrics;
import io.windfarm.model.LedgerEntry;
import java.util.EnumSet;
import java.util.Set;
import org.apache.flink.streaming.api.operators.Output;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * What one operator posts to the ledger. It goes to {@link Post#ENTRIES} before every checkpoint
 * barrier, hence needs no state: a checkpoint holds either an element that is still ahead, or its
 * entry, on its way to the table or in it.
 */
public final class Journal {
  private final Postings postings = new Postings();
  private final PostingCounts counts;

  /**
   * An empty one.
   *
   * @param metrics take the counts
   * @param postings all that will be posted
   */
  public Journal(Metrics metrics, Posting<?>... postings) {
    Set<Account> accounts = EnumSet.noneOf(Account.class);
    for (Posting<?> posting : postings) {
      accounts.addAll(posting.accounts());
    }
    this.counts = new PostingCounts(metrics, accounts);
  }

  /** Posts {@code element}, and does not keep it. */
  public <T> void post(Posting<T> posting, T element) {
    posting.post(element, postings, counts);
  }

  /** Hands all entries over, ahead of a barrier or of the end. */
  public void flush(Output<?> output) {
    for (LedgerEntry entry : postings.entries()) {
      output.collect(Post.ENTRIES, new StreamRecord<>(entry));
    }
    postings.clear();
  }
}
