package io.windfarm.database;

import io.windfarm.config.WindFarmConfig;
import io.windfarm.config.WindFarmOptions;
import io.windfarm.lake.TableOutput;
import io.windfarm.model.Alert;
import io.windfarm.model.Anomaly;
import io.windfarm.model.CleanedReading;
import io.windfarm.model.Statistic;
import io.windfarm.model.Summary;
import java.util.Set;

/**
 * The database beside the lake, where one is configured: {@code database.readings(lake.readings())}
 * goes to both. Without {@code database.url}, or for a table that is not chosen, that is the lake
 * alone.
 */
public final class Database {
  private final DatabaseAccess access;
  private final String schema;
  private final Set<String> chosen;
  private final DatabaseSink.Batching batching;
  private final boolean provisional;
  private final String rulesVersion;

  private Database(WindFarmConfig config, String rulesVersion) {
    this.access =
        new DatabaseAccess(
            config.get(WindFarmOptions.DATABASE_URL),
            config.get(WindFarmOptions.DATABASE_USER),
            config.get(WindFarmOptions.DATABASE_PASSWORD));
    this.schema = config.get(WindFarmOptions.DATABASE_SCHEMA);
    this.chosen = config.databaseTables();
    this.batching =
        new DatabaseSink.Batching(
            config.get(WindFarmOptions.DATABASE_BATCH_ROWS),
            config.get(WindFarmOptions.DATABASE_BATCH_INTERVAL));
    this.provisional = config.get(WindFarmOptions.DATABASE_PROVISIONAL);
    this.rulesVersion = rulesVersion;
  }

  /**
   * The database that {@code config} names, or none.
   *
   * @param rulesVersion what {@code readings.rules_version} says
   */
  public static Database of(WindFarmConfig config, String rulesVersion) {
    return new Database(config, rulesVersion);
  }

  /**
   * Creates the schema, or brings it to this job's version. Before the job runs, and not by its
   * subtasks: there is one of it.
   *
   * @throws DatabaseException if that can't be done; the message says what to do
   */
  public void migrate() {
    if (!chosen.isEmpty()) {
      new Schema(access, schema).migrate();
    }
  }

  /** Every reading with the verdict of cleaning, to both. */
  public TableOutput<CleanedReading> readings(TableOutput<CleanedReading> lake) {
    return both(lake, ReadingsTable.define(rulesVersion, provisional));
  }

  /** Every window of every sensor, likewise. */
  public TableOutput<Statistic> statistics(TableOutput<Statistic> lake) {
    return both(lake, StatisticsTable.define(provisional));
  }

  /** Every period of every sensor, likewise. */
  public TableOutput<Summary> summaries(TableOutput<Summary> lake) {
    return both(lake, SummariesTable.define(provisional));
  }

  /** What lay beyond k sigma, likewise. */
  public TableOutput<Anomaly> anomalies(TableOutput<Anomaly> lake) {
    return both(lake, AnomaliesTable.define(provisional));
  }

  /** Every change of every alert, likewise. */
  public TableOutput<Alert> alerts(TableOutput<Alert> lake) {
    return both(lake, AlertsTable.define(provisional));
  }

  private <T> TableOutput<T> both(TableOutput<T> lake, Table<T> table) {
    if (!chosen.contains(table.name())) {
      return lake;
    }
    TableOutput<T> database = TableOutput.to(new DatabaseSink<>(access, schema, table, batching));
    return (rows, uid, name) -> {
      lake.write(rows, uid, name);
      database.write(rows, "database-" + table.name(), "Database: " + table.name());
    };
  }
}
