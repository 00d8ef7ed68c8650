package io.windfarm;

import io.windfarm.model.Alert;
import io.windfarm.model.CleanedReading;
import io.windfarm.model.LedgerEntry;
import io.windfarm.model.RawRecord;
import io.windfarm.model.Rejected;
import io.windfarm.model.Statistic;
import java.util.Optional;
import org.apache.flink.api.connector.sink2.Sink;

/** Every table in memory, and no alerts stream. */
final class CollectedOutputs implements Outputs {
  final CollectingSink<RawRecord> raw = new CollectingSink<>();
  final CollectingSink<CleanedReading> readings = new CollectingSink<>();
  final CollectingSink<Statistic> statistics = new CollectingSink<>();
  final CollectingSink<Alert> alerts = new CollectingSink<>();
  final CollectingSink<Rejected> rejected = new CollectingSink<>();
  final CollectingSink<LedgerEntry> ledger = new CollectingSink<>();

  @Override
  public Sink<RawRecord> raw() {
    return raw;
  }

  @Override
  public Sink<CleanedReading> readings() {
    return readings;
  }

  @Override
  public Sink<Statistic> statistics() {
    return statistics;
  }

  @Override
  public Sink<Alert> alerts() {
    return alerts;
  }

  @Override
  public Sink<Rejected> rejected() {
    return rejected;
  }

  @Override
  public Sink<LedgerEntry> ledger() {
    return ledger;
  }

  @Override
  public Optional<Sink<Alert>> alertsStream() {
    return Optional.empty();
  }

  @Override
  public Optional<Sink<Alert>> alertsTopic() {
    return Optional.empty();
  }
}
