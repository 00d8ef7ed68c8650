package io.windfarm.config;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.apache.flink.configuration.ConfigOption;

/**
 * What the values of {@code database.*} have to be, where there is a database; adds a fault for
 * each that is not. What the URL says is never repeated: a secret may be in it.
 */
final class DatabaseCheck {
  static final Set<String> TABLES =
      new TreeSet<>(Set.of("readings", "summaries", "anomalies", "statistics", "alerts"));

  private static final String BEGINNING = "jdbc:postgresql:";

  /** A password as the driver's parameter, or before the host, where the driver takes none. */
  private static final Pattern SECRET =
      Pattern.compile("[?&](ssl)?password=|//[^/?]*@", Pattern.CASE_INSENSITIVE);

  /** A name that needs no quotes; those that begin with pg_ are PostgreSQL's. */
  private static final Pattern SCHEMA = Pattern.compile("(?!pg_)[a-z_][a-z0-9_]{0,62}");

  private final WindFarmConfig config;
  private final List<String> faults;

  DatabaseCheck(WindFarmConfig config, List<String> faults) {
    this.config = config;
    this.faults = faults;
  }

  void run() {
    String url = config.get(WindFarmOptions.DATABASE_URL);
    if (url.isEmpty()) {
      return;
    }
    require(
        url.startsWith(BEGINNING),
        WindFarmOptions.DATABASE_URL,
        "must begin with " + BEGINNING + "//");
    require(
        !SECRET.matcher(url).find(),
        WindFarmOptions.DATABASE_URL,
        "holds a password: give it with database.password, or in a file that the driver reads");
    require(
        SCHEMA.matcher(config.get(WindFarmOptions.DATABASE_SCHEMA)).matches(),
        WindFarmOptions.DATABASE_SCHEMA,
        "must be lower-case letters, digits and underscores, and not begin with pg_");
    require(
        config.get(WindFarmOptions.DATABASE_BATCH_ROWS) >= 1,
        WindFarmOptions.DATABASE_BATCH_ROWS,
        "must be at least 1");
    require(
        config.get(WindFarmOptions.DATABASE_BATCH_INTERVAL).toMillis() > 0,
        WindFarmOptions.DATABASE_BATCH_INTERVAL,
        "must be positive");
    tables();
  }

  private void tables() {
    require(
        !config.databaseTables().isEmpty(),
        WindFarmOptions.DATABASE_TABLES,
        "is empty: name tables of " + TABLES + ", or leave database.url empty");
    for (String table : config.databaseTables()) {
      require(
          TABLES.contains(table),
          WindFarmOptions.DATABASE_TABLES,
          "has no table '" + table + "'" + Nearest.suggestion(table, TABLES));
    }
  }

  private void require(boolean holds, ConfigOption<?> option, String otherwise) {
    if (!holds) {
      faults.add(option.key() + " " + otherwise);
    }
  }
}
