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

/** Where the pipeline's results go: the tables, and a sink for those who must act. */
public interface Outputs {
  TableOutput<RawRecord> raw();

  TableOutput<CleanedReading> readings();

  TableOutput<Statistic> statistics();

  TableOutput<Summary> summaries();

  TableOutput<Anomaly> anomalies();

  TableOutput<Alert> alerts();

  TableOutput<Rejected> rejected();

  TableOutput<LedgerEntry> ledger();

  /** The Kinesis stream for alerts; empty where there is none. */
  Optional<Sink<Alert>> alertsStream();

  /** The Kafka topic for alerts; empty where there is none. */
  Optional<Sink<Alert>> alertsTopic();
}
