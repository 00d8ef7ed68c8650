package io.windfarm;

import io.windfarm.alert.AlertJson;
import io.windfarm.alert.Rule;
import io.windfarm.config.JobArguments;
import io.windfarm.config.SensorCatalog;
import io.windfarm.config.WindFarmConfig;
import io.windfarm.config.WindFarmOptions;
import io.windfarm.config.WindFarmOptions.SourceType;
import io.windfarm.database.Database;
import io.windfarm.ingest.FileIngest;
import io.windfarm.ingest.Ingest;
import io.windfarm.ingest.KafkaIngest;
import io.windfarm.ingest.KinesisIngest;
import io.windfarm.lake.Lake;
import io.windfarm.lake.LakeRoots;
import io.windfarm.lake.TableOutput;
import io.windfarm.metrics.Metrics;
import io.windfarm.model.Alert;
import io.windfarm.model.Anomaly;
import io.windfarm.model.CleanedReading;
import io.windfarm.model.LedgerEntry;
import io.windfarm.model.RawRecord;
import io.windfarm.model.Rejected;
import io.windfarm.model.Statistic;
import io.windfarm.model.Summary;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the configuration, builds {@link WindFarmPipeline}, runs it. What the cluster owns
 * (parallelism, checkpoints, state backend) is left to the cluster's configuration.
 */
public final class WindFarmJob {
  private static final Logger LOG = LoggerFactory.getLogger(WindFarmJob.class);

  private WindFarmJob() {}

  public static void main(String[] args) throws Exception {
    StreamExecutionEnvironment environment =
        StreamExecutionEnvironment.getExecutionEnvironment(pipelineOptions());
    try {
      WindFarmConfig config = WindFarmConfig.of(JobArguments.read(args));
      // A line each: a log that lets nobody forge lines would put them all on one.
      config.toString().lines().forEach(line -> LOG.info("Configuration: {}", line));
      database(config).migrate();
      environment.getConfig().setGlobalJobParameters(parameters(config));
      build(environment, config, catalog(config));
    } catch (IllegalArgumentException e) {
      // Flink's client reports the exception of a main method with its trace; say it plainly too.
      System.err.println(e.getMessage());
      throw e;
    }
    environment.execute("windfarm");
  }

  /** What operators read of the configuration wherever they are; Flink shows it with the job. */
  private static Configuration parameters(WindFarmConfig config) {
    return Configuration.fromMap(Map.of(Metrics.GROUP, config.get(WindFarmOptions.METRICS_GROUP)));
  }

  static SensorCatalog catalog(WindFarmConfig config) {
    String catalog = config.get(WindFarmOptions.SENSORS_CATALOG);
    return SensorCatalog.load(catalog.isEmpty() ? null : catalog);
  }

  /** Draws the whole graph, with its sources and sinks. */
  static void build(
      StreamExecutionEnvironment environment, WindFarmConfig config, SensorCatalog sensors) {
    new WindFarmPipeline(config, sensors)
        .build(sources(environment, config, sensors), outputs(config, sensors));
  }

  /** The invariants of every run; tests use them too. */
  public static Configuration pipelineOptions() {
    Configuration options = new Configuration();
    // Kryo would be slow, and its state could not evolve.
    options.set(PipelineOptions.GENERIC_TYPES, false);
    // State finds its operator by uid; a generated one changes with the graph.
    options.set(PipelineOptions.AUTO_GENERATE_UIDS, false);
    // Nothing here changes an object that it has handed on, but before the exchange, where nothing
    // keeps one.
    options.set(PipelineOptions.OBJECT_REUSE, true);
    return options;
  }

  private static List<Ingest> sources(
      StreamExecutionEnvironment environment, WindFarmConfig config, SensorCatalog sensors) {
    SourceType type = config.get(WindFarmOptions.SOURCE_TYPE);
    if (type == SourceType.FILES) {
      return List.of(
          FileIngest.of(environment, config, sensors, WindFarmPipeline.decoding(config, sensors)));
    }
    List<Ingest> sources = new ArrayList<>();
    if (type.readsKinesis()) {
      sources.add(KinesisIngest.of(environment, config));
    }
    if (type.readsKafka()) {
      sources.add(KafkaIngest.of(environment, config));
    }
    return sources;
  }

  private static Outputs outputs(WindFarmConfig config, SensorCatalog sensors) {
    Lake lake =
        Lake.at(roots(config, sensors))
            .regions(sensors.allRegions())
            .writersPerPartition(config.get(WindFarmOptions.LAKE_WRITERS))
            .rulesVersion(String.valueOf(Rule.VERSION))
            .provisional(config.get(WindFarmOptions.LAKE_PROVISIONAL))
            .closeQuietFiles(config.get(WindFarmOptions.SOURCE_TYPE) == SourceType.FILES)
            .metricsGroup(config.get(WindFarmOptions.METRICS_GROUP))
            .build();
    return new LakeAndAlerts(lake, database(config), config);
  }

  private static Database database(WindFarmConfig config) {
    return Database.of(config, String.valueOf(Rule.VERSION));
  }

  static LakeRoots roots(WindFarmConfig config, SensorCatalog sensors) {
    return LakeRoots.of(
        config.get(WindFarmOptions.LAKE_ROOT),
        config.get(WindFarmOptions.LAKE_ROOTS),
        sensors.allRegions());
  }

  private static final class LakeAndAlerts implements Outputs {
    private final Lake lake;
    private final Database database;
    private final WindFarmConfig config;

    LakeAndAlerts(Lake lake, Database database, WindFarmConfig config) {
      this.lake = lake;
      this.database = database;
      this.config = config;
    }

    private <T> TableOutput<T> chosen(String table, TableOutput<T> output) {
      return config.lakeTables().contains(table) ? output : TableOutput.none();
    }

    @Override
    public TableOutput<RawRecord> raw() {
      return chosen("raw", lake.raw());
    }

    @Override
    public TableOutput<CleanedReading> readings() {
      return database.readings(chosen("readings", lake.readings()));
    }

    @Override
    public TableOutput<Statistic> statistics() {
      return database.statistics(chosen("statistics", lake.statistics()));
    }

    @Override
    public TableOutput<Summary> summaries() {
      return database.summaries(chosen("summaries", lake.summaries()));
    }

    @Override
    public TableOutput<Anomaly> anomalies() {
      return database.anomalies(chosen("anomalies", lake.anomalies()));
    }

    @Override
    public TableOutput<Alert> alerts() {
      return database.alerts(chosen("alerts", lake.alerts()));
    }

    @Override
    public TableOutput<Rejected> rejected() {
      return chosen("rejected", lake.rejected());
    }

    @Override
    public TableOutput<LedgerEntry> ledger() {
      return chosen("ledger", lake.ledger());
    }

    @Override
    public Optional<Sink<Alert>> alertsStream() {
      return config.get(WindFarmOptions.ALERTS_STREAM).isEmpty()
          ? Optional.empty()
          : Optional.of(KinesisIngest.alerts(config, new AlertJson()));
    }

    @Override
    public Optional<Sink<Alert>> alertsTopic() {
      return config.get(WindFarmOptions.ALERTS_TOPIC).isEmpty()
          ? Optional.empty()
          : Optional.of(KafkaIngest.alerts(config, new AlertJson()));
    }
  }
}
