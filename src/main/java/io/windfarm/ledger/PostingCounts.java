package io.windfarm.ledger;

import io.windfarm.metrics.Metric;
import io.windfarm.metrics.Metrics;
import io.windfarm.model.LedgerEntry;
import io.windfarm.model.Reason;
import io.windfarm.model.RejectReason;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import org.apache.flink.metrics.Counter;

/**
 * What a stage posts, counted at once as metrics: entries leave with a checkpoint only. The metrics
 * begin at 0 with every start of a subtask; the ledger is what counts.
 */
final class PostingCounts {
  private static final Reason[] REASONS = Reason.values();

  /** By the account's number; null of those that are not posted to here. */
  private final Counter[] accounts = new Counter[Account.values().length];

  private final Map<RejectReason, Counter> rejected = new EnumMap<>(RejectReason.class);

  /** In the order of {@link #REASONS}. */
  private final Counter[] flagged = new Counter[REASONS.length];

  /** All are there from the beginning: what has not happened yet is 0, and not unknown. */
  @SuppressWarnings("EnumOrdinal") // a place in an array that lives as long as this object
  PostingCounts(Metrics metrics, Set<Account> posted) {
    for (Account account : posted) {
      accounts[account.ordinal()] = metrics.counter(account.metric());
    }
    if (posted.contains(Account.REJECTED)) {
      for (RejectReason reason : RejectReason.values()) {
        rejected.put(reason, metrics.counter(Metric.REJECTED, reason.name()));
      }
    }
    if (posted.contains(Account.GOOD)) {
      for (int i = 0; i < flagged.length; i++) {
        flagged[i] = metrics.counter(Metric.FLAGGED, REASONS[i].name());
      }
    }
  }

  /** One more of this account, in the entry and in the stage's count. */
  @SuppressWarnings("EnumOrdinal") // as above
  void add(Account account, LedgerEntry entry) {
    account.addTo(entry);
    accounts[account.ordinal()].inc();
  }

  void rejected(RejectReason reason) {
    rejected.get(reason).inc();
  }

  /**
   * @param reasons as bits
   */
  void flagged(int reasons) {
    for (int i = 0; reasons != 0 && i < flagged.length; i++) {
      if (REASONS[i].in(reasons)) {
        flagged[i].inc();
      }
    }
  }
}
