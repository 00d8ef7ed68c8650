package io.windfarm.ledger;

import io.windfarm.metrics.Metric;
import io.windfarm.model.LedgerEntry;

/** The columns of the ledger, each with the metric that counts the same. */
enum Account {
  RECORDS(Metric.RECORDS_RECEIVED) {
    @Override
    void addTo(LedgerEntry entry) {
      entry.records++;
    }
  },
  RECEIVED(Metric.READINGS_RECEIVED) {
    @Override
    void addTo(LedgerEntry entry) {
      entry.received++;
    }
  },
  REJECTED(Metric.READINGS_REJECTED) {
    @Override
    void addTo(LedgerEntry entry) {
      entry.rejected++;
    }
  },
  DUPLICATE(Metric.READINGS_DUPLICATE) {
    @Override
    void addTo(LedgerEntry entry) {
      entry.duplicate++;
    }
  },
  LATE(Metric.READINGS_LATE) {
    @Override
    void addTo(LedgerEntry entry) {
      entry.late++;
    }
  },
  GOOD(Metric.READINGS_GOOD) {
    @Override
    void addTo(LedgerEntry entry) {
      entry.good++;
    }
  },
  UNCERTAIN(Metric.READINGS_UNCERTAIN) {
    @Override
    void addTo(LedgerEntry entry) {
      entry.uncertain++;
    }
  },
  BAD(Metric.READINGS_BAD) {
    @Override
    void addTo(LedgerEntry entry) {
      entry.bad++;
    }
  },
  IMPUTED(Metric.READINGS_IMPUTED) {
    @Override
    void addTo(LedgerEntry entry) {
      entry.imputed++;
    }
  },
  ELSEWHERE(Metric.READINGS_ELSEWHERE) {
    @Override
    void addTo(LedgerEntry entry) {
      entry.elsewhere++;
    }
  };

  private final Metric metric;

  Account(Metric metric) {
    this.metric = metric;
  }

  Metric metric() {
    return metric;
  }

  abstract void addTo(LedgerEntry entry);
}
