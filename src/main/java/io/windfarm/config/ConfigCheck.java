package io.windfarm.config;

import io.windfarm.config.WindFarmOptions.Credentials;
import io.windfarm.config.WindFarmOptions.Delivery;
import io.windfarm.config.WindFarmOptions.SourceType;
import io.windfarm.lake.TableNames;
import io.windfarm.stats.Periods;
import java.net.URI;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.apache.flink.configuration.ConfigOption;

/**
 * What values have to be to make sense, alone and together; adds a fault for each that does not.
 */
final class ConfigCheck {
  /** As Kafka has it. */
  private static final Pattern TOPIC = Pattern.compile("[A-Za-z0-9._-]{1,249}");

  private static final Pattern BROKERS =
      Pattern.compile("[^\\s,:/]+:\\d{1,5}|\\[[0-9A-Fa-f:.]+]:\\d{1,5}");

  /** Kafka's properties that have keys of ours. */
  private static final Map<String, ConfigOption<String>> OURS =
      Map.of(
          "bootstrap.servers", WindFarmOptions.KAFKA_BOOTSTRAP_SERVERS,
          "group.id", WindFarmOptions.KAFKA_GROUP,
          "transactional.id", WindFarmOptions.ALERTS_TRANSACTIONAL_ID_PREFIX);

  private final WindFarmConfig config;
  private final List<String> faults;

  ConfigCheck(WindFarmConfig config, List<String> faults) {
    this.config = config;
    this.faults = faults;
  }

  void run() {
    lake();
    roots();
    source();
    kafka();
    durations();
    numbers();
    summaries();
    zone(WindFarmOptions.INGEST_ZONE);
    zone(WindFarmOptions.STATS_ZONE);
    new DatabaseCheck(config, faults).run();
  }

  private void lake() {
    require(
        config.has(WindFarmOptions.LAKE_ROOT),
        WindFarmOptions.LAKE_ROOT,
        "is missing: name an s3:// or file:// root");
    if (config.has(WindFarmOptions.LAKE_ROOT)) {
      require(
          hasScheme(config.get(WindFarmOptions.LAKE_ROOT)),
          WindFarmOptions.LAKE_ROOT,
          "must begin with s3:// or file://");
    }
    for (String table : config.lakeTables()) {
      require(
          TableNames.ALL.contains(table),
          WindFarmOptions.LAKE_TABLES,
          "has no table '" + table + "'" + Nearest.suggestion(table, TableNames.ALL));
    }
  }

  private void roots() {
    config
        .get(WindFarmOptions.LAKE_ROOTS)
        .forEach(
            (what, root) -> {
              if (!hasScheme(root)) {
                faults.add(
                    WindFarmOptions.LAKE_ROOTS.key()
                        + "."
                        + what
                        + " = '"
                        + root
                        + "' must begin with s3:// or file://");
              }
            });
  }

  private static boolean hasScheme(String root) {
    try {
      return URI.create(root).getScheme() != null;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private void source() {
    SourceType type = config.get(WindFarmOptions.SOURCE_TYPE);
    require(
        type != SourceType.FILES || isSet(WindFarmOptions.SOURCE_PATH),
        WindFarmOptions.SOURCE_PATH,
        "is missing: name the file or folder to read");
    require(
        !type.readsKinesis() || isSet(WindFarmOptions.SOURCE_STREAM),
        WindFarmOptions.SOURCE_STREAM,
        "is empty: name the stream to read");
    boolean keys =
        isSet(WindFarmOptions.SOURCE_ACCESS_KEY) && isSet(WindFarmOptions.SOURCE_SECRET_KEY);
    require(
        keys || config.get(WindFarmOptions.SOURCE_CREDENTIALS) == Credentials.AUTO,
        WindFarmOptions.SOURCE_CREDENTIALS,
        "is basic: give source.access-key and source.secret-key, or use auto");
  }

  private void kafka() {
    boolean reads = config.get(WindFarmOptions.SOURCE_TYPE).readsKafka();
    boolean alerts = isSet(WindFarmOptions.ALERTS_TOPIC);
    if (reads || alerts) {
      brokers();
    }
    if (reads) {
      topic(WindFarmOptions.KAFKA_TOPIC);
      require(
          isSet(WindFarmOptions.KAFKA_GROUP),
          WindFarmOptions.KAFKA_GROUP,
          "is empty: name a consumer group");
    }
    if (alerts) {
      topic(WindFarmOptions.ALERTS_TOPIC);
      require(
          config.get(WindFarmOptions.ALERTS_DELIVERY) != Delivery.EXACTLY_ONCE
              || isSet(WindFarmOptions.ALERTS_TRANSACTIONAL_ID_PREFIX),
          WindFarmOptions.ALERTS_TRANSACTIONAL_ID_PREFIX,
          "is empty: exactly-once delivery needs one");
    }
    config
        .get(WindFarmOptions.KAFKA_PROPERTIES)
        .keySet()
        .forEach(
            name -> {
              if (OURS.containsKey(name)) {
                faults.add(
                    WindFarmOptions.KAFKA_PROPERTIES.key()
                        + "."
                        + name
                        + " is set with "
                        + OURS.get(name).key());
              }
            });
  }

  private void brokers() {
    ConfigOption<String> option = WindFarmOptions.KAFKA_BOOTSTRAP_SERVERS;
    if (!isSet(option)) {
      faults.add(option.key() + " is missing: name Kafka's brokers, host:port[,host:port…]");
      return;
    }
    for (String broker : config.get(option).split(",", -1)) {
      if (!BROKERS.matcher(broker.trim()).matches()) {
        faults.add(
            option.key() + ": '" + broker.trim() + "' is no broker: write host:port[,host:port…]");
      }
    }
  }

  private void topic(ConfigOption<String> option) {
    require(
        TOPIC.matcher(config.get(option)).matches(),
        option,
        "= '"
            + config.get(option)
            + "' is no topic's name: use letters, digits, dots, underscores and hyphens");
  }

  private void durations() {
    for (ConfigOption<Duration> option :
        List.of(
            WindFarmOptions.INGEST_OUT_OF_ORDERNESS,
            WindFarmOptions.INGEST_MAX_FUTURE,
            WindFarmOptions.INGEST_DUPLICATE_MEMORY,
            WindFarmOptions.ALERTS_CLEAR_AFTER)) {
      require(!config.get(option).isNegative(), option, "must not be negative");
    }
    for (ConfigOption<Duration> option :
        List.of(
            WindFarmOptions.INGEST_IDLE_TIMEOUT,
            WindFarmOptions.SOURCE_SHARD_DISCOVERY,
            WindFarmOptions.CLEAN_MAX_LOOKAHEAD)) {
      require(config.get(option).toMillis() > 0, option, "must be positive");
    }
  }

  private void numbers() {
    require(
        config.get(WindFarmOptions.CLEAN_FILL_LIMIT) >= 0,
        WindFarmOptions.CLEAN_FILL_LIMIT,
        "must not be negative");
    require(
        config.get(WindFarmOptions.ALERTS_NOTIFICATIONS_PER_HOUR) >= 2,
        WindFarmOptions.ALERTS_NOTIFICATIONS_PER_HOUR,
        "must be at least 2, one to raise an alert and one to clear it");
    require(
        config.get(WindFarmOptions.LAKE_WRITERS) >= 1,
        WindFarmOptions.LAKE_WRITERS,
        "must be at least 1");
  }

  private void summaries() {
    require(
        Periods.isPossible(config.get(WindFarmOptions.STATS_PERIOD)),
        WindFarmOptions.STATS_PERIOD,
        "must be whole minutes that divide a day, such as 8 h, or whole days, such as 7 d");
    double sigma = config.get(WindFarmOptions.ANOMALIES_SIGMA);
    require(
        sigma > 0 && sigma < Double.POSITIVE_INFINITY,
        WindFarmOptions.ANOMALIES_SIGMA,
        "must be a number above 0");
    require(
        config.get(WindFarmOptions.ANOMALIES_READINGS_PER_PERIOD) >= 0,
        WindFarmOptions.ANOMALIES_READINGS_PER_PERIOD,
        "must not be negative");
  }

  private void zone(ConfigOption<String> option) {
    String zone = config.get(option);
    try {
      ZoneId.of(zone);
    } catch (DateTimeException e) {
      faults.add(
          option.key()
              + " = '"
              + zone
              + "': no such zone; write it like UTC, +01:00 or Europe/Paris");
    }
  }

  private boolean isSet(ConfigOption<String> option) {
    return !config.get(option).isEmpty();
  }

  private void require(boolean holds, ConfigOption<?> option, String otherwise) {
    if (!holds) {
      faults.add(option.key() + " " + otherwise);
    }
  }
}
