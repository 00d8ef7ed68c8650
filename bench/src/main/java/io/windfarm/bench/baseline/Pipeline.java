package io.windfarm.bench.baseline;

import io.windfarm.WindFarmPipeline;
import io.windfarm.alert.Rule;
import io.windfarm.clean.Clean;
import io.windfarm.config.SensorCatalog;
import io.windfarm.config.WindFarmConfig;
import io.windfarm.config.WindFarmOptions;
import io.windfarm.ingest.EventDecoder;
import io.windfarm.ingest.EventTimeStep;
import io.windfarm.lake.LakeFiles;
import io.windfarm.lake.LakeRoots;
import io.windfarm.lake.TableFiles;
import io.windfarm.model.Alert;
import io.windfarm.model.Anomaly;
import io.windfarm.model.Arrival;
import io.windfarm.model.CleanedReading;
import io.windfarm.model.LedgerEntry;
import io.windfarm.model.RawRecord;
import io.windfarm.model.Reading;
import io.windfarm.model.Reason;
import io.windfarm.model.Rejected;
import io.windfarm.model.Statistic;
import io.windfarm.model.Summary;
import io.windfarm.stats.Expectation;
import io.windfarm.stats.Fleet;
import io.windfarm.stats.OutlyingReadings;
import io.windfarm.stats.Periods;
import io.windfarm.stats.Statistics;
import io.windfarm.stats.Summaries;
import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * All stages of the job one behind the other, called directly: what the hardware allows. A turbine
 * is looked up once, when a reading comes; what all stages remember of it is one object. The
 * readings of one file in the order in which they stand there; records of one region each.
 */
final class Pipeline implements EventDecoder.Output, Closeable {
  private final long outOfOrderness;
  private final Set<String> tables;
  private final List<Rows<?>> written = new ArrayList<>();
  private final Rows<RawRecord> raw;
  private final Rows<Rejected> rejected;
  private final Rows<CleanedReading> readings;
  private final Rows<Statistic> statistics;
  private final Rows<Summary> summaries;
  private final Rows<Anomaly> anomalies;
  private final Rows<Alert> alerts;
  private final Rows<LedgerEntry> ledger;

  /** All that is remembered of turbines, by every stage that is keyed by them. */
  private final KeyedStates turbines = new KeyedStates();

  private final EventDecoder decoder;
  private final InOrder inOrder;
  private final Stage<List<Reading>, List<CleanedReading>> clean;
  private final Stage<List<CleanedReading>, Statistic> statisticsStage;
  private final Stage<Statistic, Summary> summariesStage;
  private final Stage<Summary, Summary> fleet;
  private final Stage<List<CleanedReading>, Anomaly> outlying;
  private final Stage<Statistic, Anomaly> expectation;
  private final Alerts alerting;
  private final Books books = new Books();

  private String region;
  private long latest = Long.MIN_VALUE;
  private long watermark = Long.MIN_VALUE;

  Pipeline(WindFarmConfig config, SensorCatalog sensors) throws Exception {
    outOfOrderness = config.get(WindFarmOptions.INGEST_OUT_OF_ORDERNESS).toMillis();
    tables = config.lakeTables();
    LakeFiles lake =
        new LakeFiles(
            LakeRoots.at(config.get(WindFarmOptions.LAKE_ROOT)), String.valueOf(Rule.VERSION));
    raw = rows("raw", lake::raw);
    rejected = rows("rejected", lake::rejected);
    readings = rows("readings", lake::readings);
    statistics = rows("statistics", lake::statistics);
    summaries = rows("summaries", lake::summaries);
    anomalies = rows("anomalies", lake::anomalies);
    alerts = rows("alerts", lake::alerts);
    ledger = rows("ledger", lake::ledger);

    double sigma = config.get(WindFarmOptions.ANOMALIES_SIGMA);
    Periods periods = new Periods(config.get(WindFarmOptions.STATS_PERIOD), config.statsZone());
    decoder = new EventDecoder(sensors, WindFarmPipeline.decoding(config, sensors));
    alerting = new Alerts(turbines, sensors, config, alerts::add);
    fleet = new Stage<>(new Fleet(sigma), Fleet::keyOf, this::summary);
    fleet.beside(Fleet.ANOMALIES, anomalies::add);
    summariesStage =
        new Stage<>(turbines, new Summaries(periods), row -> row.turbineId, fleet::take);
    expectation =
        new Stage<>(turbines, new Expectation(sigma), row -> row.turbineId, anomalies::add);
    outlying =
        new Stage<>(
            turbines,
            new OutlyingReadings(
                periods, sigma, config.get(WindFarmOptions.ANOMALIES_READINGS_PER_PERIOD)),
            turn -> turn.get(0).reading.turbineId,
            anomalies::add);
    statisticsStage =
        new Stage<>(
            turbines,
            new Statistics(config.get(WindFarmOptions.STATS_ROLLING)),
            turn -> turn.get(0).reading.turbineId,
            this::statistic);
    clean =
        new Stage<>(
            turbines,
            new Clean(
                sensors,
                config.get(WindFarmOptions.CLEAN_OUTLIERS),
                Clean.UNLIMITED,
                config.get(WindFarmOptions.CLEAN_FILL_LIMIT)),
            turn -> turn.get(0).turbineId,
            this::cleaned);
    inOrder =
        new InOrder(
            turbines,
            config.get(WindFarmOptions.INGEST_DUPLICATE_MEMORY).toMillis(),
            this::ordered,
            this::duplicate);
  }

  private <T> Rows<T> rows(String table, Supplier<TableFiles<T>> files) {
    Rows<T> rows = new Rows<>(tables.contains(table) ? Optional.of(files.get()) : Optional.empty());
    written.add(rows);
    return rows;
  }

  /** Takes the next record. */
  void take(Arrival arrival) throws Exception {
    region = null;
    decoder.decode(arrival, this);
    if (raw.areWritten()) {
      RawRecord row = new RawRecord();
      row.arrival = arrival;
      row.region = region;
      raw.add(row);
    }
    if (ledger.areWritten()) {
      books.record(arrival.arrivalTime, arrival.source, arrival.stream, region);
    }
    if (latest != Long.MIN_VALUE) {
      long reached = EventTimeStep.endBefore(latest - outOfOrderness);
      if (reached > watermark) {
        advance(reached);
      }
    }
  }

  @Override
  public void reading(Reading reading) {
    region = reading.region;
    if (ledger.areWritten()) {
      books.received(reading);
    }
    inOrder.take(reading);
    if (!Reason.CLOCK_SKEW.in(reading.reasons)) {
      latest = Math.max(latest, reading.eventTime);
    }
  }

  @Override
  public void rejected(Rejected row) {
    region = row.region;
    if (ledger.areWritten()) {
      books.rejected(row);
    }
    rejected.add(row);
  }

  private void duplicate(Reading reading) {
    if (ledger.areWritten()) {
      books.duplicate(reading);
    }
  }

  private void ordered(List<Reading> turn) {
    clean.take(turn);
    alerting.readings(turn);
  }

  private void cleaned(List<CleanedReading> turn) {
    for (CleanedReading row : turn) {
      if (ledger.areWritten()) {
        books.cleaned(row);
      }
      readings.add(row);
    }
    statisticsStage.take(turn);
    if (anomalies.areWritten()) {
      outlying.take(turn);
    }
  }

  private void statistic(Statistic row) {
    statistics.add(row);
    summariesStage.take(row);
    if (anomalies.areWritten()) {
      expectation.take(row);
    }
  }

  private void summary(Summary row) {
    summaries.add(row);
    alerting.summary(row);
  }

  /** What comes before cleaning moves with event time; what is behind it waits for the end. */
  private void advance(long time) throws Exception {
    watermark = time;
    inOrder.advance(time);
    clean.advance(time);
    alerting.advance(time);
  }

  /** There are no more records. */
  void end() throws Exception {
    if (latest != Long.MIN_VALUE) {
      advance(EventTimeStep.end(latest));
    }
    advance(Long.MAX_VALUE);
    statisticsStage.advance(Long.MAX_VALUE);
    outlying.advance(Long.MAX_VALUE);
    summariesStage.advance(Long.MAX_VALUE);
    fleet.advance(Long.MAX_VALUE);
    alerting.advanceSummaries(Long.MAX_VALUE);
    books.entries().forEach(ledger::add);
  }

  @Override
  public void close() throws IOException {
    for (Rows<?> rows : written) {
      rows.close();
    }
  }
}
