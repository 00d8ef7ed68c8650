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
  private final Map<Account, Counter> accounts = new EnumMap<>(Account.class);
  private final Map<RejectReason, Counter> rejected = new EnumMap<>(RejectReason.class);
  private final Map<Reason, Counter> flagged = new EnumMap<>(Reason.class);

  /** All are there from the beginning: what has not happened yet is 0, and not unknown. */
  PostingCounts(Metrics metrics, Set<Account> posted) {
    for (Account account : posted) {
      accounts.put(account, metrics.counter(account.metric()));
    }
    if (posted.contains(Account.REJECTED)) {
      for (RejectReason reason : RejectReason.values()) {
        rejected.put(reason, metrics.counter(Metric.REJECTED, reason.name()));
      }
    }
    if (posted.contains(Account.GOOD)) {
      for (Reason reason : Reason.values()) {
        flagged.put(reason, metrics.counter(Metric.FLAGGED, reason.name()));
      }
    }
  }

  /** One more of this account, in the entry and in the stage's count. */
  void add(Account account, LedgerEntry entry) {
    account.addTo(entry);
    accounts.get(account).inc();
  }

  void rejected(RejectReason reason) {
    rejected.get(reason).inc();
  }

  /**
   * @param reasons as bits
   */
  void flagged(int reasons) {
    if (reasons != 0) {
      flagged.forEach(
          (reason, count) -> {
            if (reason.in(reasons)) {
              count.inc();
            }
          });
    }
  }
}
