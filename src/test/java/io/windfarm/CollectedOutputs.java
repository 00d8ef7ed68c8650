package io.windfarm;

import io.windfarm.lake.TableOutput;
import io.windfarm.model.Alert;
import io.windfarm.model.Anomaly;
import io.windfarm.model.CleanedReading;
import io.windfarm.model.LedgerEntry;
import io.windfarm.model.RawRecord;
import io.windfarm.model.Rejected;
import io.windfarm.model.Statistic;
import io.windfarm.model.Summary;
import java.util.Optional;
import org.apache.flink.api.connector.sink2.Sink;

/** Every table in memory, and no alerts stream. */
public final class CollectedOutputs implements Outputs {
  public final CollectingSink<RawRecord> raw = new CollectingSink<>();
  public final CollectingSink<CleanedReading> readings = new CollectingSink<>();
  public final CollectingSink<Statistic> statistics = new CollectingSink<>();
  public final CollectingSink<Summary> summaries = new CollectingSink<>();
  public final CollectingSink<Anomaly> anomalies = new CollectingSink<>();
  public final CollectingSink<Alert> alerts = new CollectingSink<>();
  public final CollectingSink<Rejected> rejected = new CollectingSink<>();
  public final CollectingSink<LedgerEntry> ledger = new CollectingSink<>();

  @Override
  public TableOutput<RawRecord> raw() {
    return TableOutput.to(raw);
  }

  @Override
  public TableOutput<CleanedReading> readings() {
    return TableOutput.to(readings);
  }

  @Override
  public TableOutput<Statistic> statistics() {
    return TableOutput.to(statistics);
  }

  @Override
  public TableOutput<Summary> summaries() {
    return TableOutput.to(summaries);
  }

  @Override
  public TableOutput<Anomaly> anomalies() {
    return TableOutput.to(anomalies);
  }

  @Override
  public TableOutput<Alert> alerts() {
    return TableOutput.to(alerts);
  }

  @Override
  public TableOutput<Rejected> rejected() {
    return TableOutput.to(rejected);
  }

  @Override
  public TableOutput<LedgerEntry> ledger() {
    return TableOutput.to(ledger);
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
