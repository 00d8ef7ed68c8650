package io.windfarm;

import io.windfarm.model.Alert;
import io.windfarm.model.CleanedReading;
import io.windfarm.model.LedgerEntry;
import io.windfarm.model.RawRecord;
import io.windfarm.model.Rejected;
import io.windfarm.model.Statistic;
import java.util.Optional;
import org.apache.flink.api.connector.sink2.Sink;

/** Where the pipeline's results go: a sink a table, and one for those who must act. */
public interface Outputs {
  Sink<RawRecord> raw();

  Sink<CleanedReading> readings();

  Sink<Statistic> statistics();

  Sink<Alert> alerts();

  Sink<Rejected> rejected();

  Sink<LedgerEntry> ledger();

  /** The Kinesis stream for alerts; empty where there is none. */
  Optional<Sink<Alert>> alertsStream();

  /** The Kafka topic for alerts; empty where there is none. */
  Optional<Sink<Alert>> alertsTopic();
}
