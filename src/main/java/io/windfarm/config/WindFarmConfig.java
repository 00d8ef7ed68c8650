package io.windfarm.config;

import java.net.URI;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.Configuration;

/**
 * The job's configuration: typed, immutable, checked once. {@link WindFarmOptions} says what each
 * value means.
 */
public final class WindFarmConfig {
  private static final String MASK = "******";

  private final Configuration values;

  private WindFarmConfig(Configuration values) {
    this.values = values;
  }

  /**
   * Reads {@code group.key} pairs.
   *
   * @throws InvalidConfigException with every fault: unknown keys with a suggestion, values that
   *     don't parse, values that contradict each other
   */
  public static WindFarmConfig of(Map<String, String> pairs) {
    List<String> faults = new ArrayList<>();
    Map<String, ConfigOption<?>> known = new TreeMap<>();
    WindFarmOptions.ALL.forEach(option -> known.put(option.key(), option));

    Configuration values = new Configuration();
    for (Map.Entry<String, String> pair : new TreeMap<>(pairs).entrySet()) {
      if (known.containsKey(pair.getKey())) {
        values.setString(pair.getKey(), pair.getValue().trim());
      } else {
        faults.add(
            "Unknown key '"
                + pair.getKey()
                + "'"
                + Nearest.suggestion(pair.getKey(), known.keySet()));
      }
    }
    for (ConfigOption<?> option : WindFarmOptions.ALL) {
      try {
        values.getOptional(option);
      } catch (IllegalArgumentException e) {
        faults.add(option.key() + " = '" + shown(option.key(), values) + "': " + rootCause(e));
        values.removeConfig(option);
      }
    }
    WindFarmConfig config = new WindFarmConfig(values);
    config.check(faults);
    if (!faults.isEmpty()) {
      throw new InvalidConfigException(faults);
    }
    return config;
  }

  private void check(List<String> faults) {
    require(
        values.contains(WindFarmOptions.LAKE_ROOT),
        WindFarmOptions.LAKE_ROOT,
        "is missing: name an s3:// or file:// root",
        faults);
    if (values.contains(WindFarmOptions.LAKE_ROOT)) {
      require(
          hasScheme(get(WindFarmOptions.LAKE_ROOT)),
          WindFarmOptions.LAKE_ROOT,
          "must begin with s3:// or file://",
          faults);
    }
    if (get(WindFarmOptions.SOURCE_TYPE) == WindFarmOptions.SourceType.FILES) {
      require(
          !get(WindFarmOptions.SOURCE_PATH).isEmpty(),
          WindFarmOptions.SOURCE_PATH,
          "is missing: name the file or folder to read",
          faults);
    } else {
      require(
          !get(WindFarmOptions.SOURCE_STREAM).isEmpty(),
          WindFarmOptions.SOURCE_STREAM,
          "is empty: name the stream to read",
          faults);
    }
    boolean keys =
        !get(WindFarmOptions.SOURCE_ACCESS_KEY).isEmpty()
            && !get(WindFarmOptions.SOURCE_SECRET_KEY).isEmpty();
    require(
        keys || get(WindFarmOptions.SOURCE_CREDENTIALS) == WindFarmOptions.Credentials.AUTO,
        WindFarmOptions.SOURCE_CREDENTIALS,
        "is basic: give source.access-key and source.secret-key, or use auto",
        faults);
    for (ConfigOption<Duration> option :
        List.of(
            WindFarmOptions.INGEST_OUT_OF_ORDERNESS,
            WindFarmOptions.INGEST_MAX_FUTURE,
            WindFarmOptions.INGEST_DUPLICATE_MEMORY,
            WindFarmOptions.ALERTS_CLEAR_AFTER)) {
      require(!get(option).isNegative(), option, "must not be negative", faults);
    }
    for (ConfigOption<Duration> option :
        List.of(
            WindFarmOptions.INGEST_IDLE_TIMEOUT,
            WindFarmOptions.SOURCE_SHARD_DISCOVERY,
            WindFarmOptions.CLEAN_MAX_LOOKAHEAD)) {
      require(get(option).toMillis() > 0, option, "must be positive", faults);
    }
    require(
        get(WindFarmOptions.CLEAN_FILL_LIMIT) >= 0,
        WindFarmOptions.CLEAN_FILL_LIMIT,
        "must not be negative",
        faults);
    require(
        get(WindFarmOptions.ALERTS_NOTIFICATIONS_PER_HOUR) >= 2,
        WindFarmOptions.ALERTS_NOTIFICATIONS_PER_HOUR,
        "must be at least 2, one to raise an alert and one to clear it",
        faults);
    try {
      ZoneId.of(get(WindFarmOptions.INGEST_ZONE));
    } catch (DateTimeException e) {
      faults.add(
          "ingest.zone = '"
              + get(WindFarmOptions.INGEST_ZONE)
              + "': no such zone; write it like UTC, +01:00 or Europe/Paris");
    }
  }

  private static boolean hasScheme(String root) {
    try {
      return URI.create(root).getScheme() != null;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private static void require(
      boolean holds, ConfigOption<?> option, String otherwise, List<String> faults) {
    if (!holds) {
      faults.add(option.key() + " " + otherwise);
    }
  }

  /** The value, or its default. */
  public <T> T get(ConfigOption<T> option) {
    return values.get(option);
  }

  public ZoneId zone() {
    return ZoneId.of(get(WindFarmOptions.INGEST_ZONE));
  }

  /** Every key with its resolved value, secrets masked, one a line. */
  @Override
  public String toString() {
    return WindFarmOptions.ALL.stream()
        .map(option -> option.key() + " = " + shown(option.key(), values, option))
        .collect(Collectors.joining("\n"));
  }

  private static String shown(String key, Configuration values) {
    return isSecret(key) ? MASK : values.getString(key, "");
  }

  private static Object shown(String key, Configuration values, ConfigOption<?> option) {
    Object value = values.get(option);
    return isSecret(key) && !"".equals(value) ? MASK : value;
  }

  private static boolean isSecret(String key) {
    return key.endsWith("secret-key") || key.endsWith("access-key") || key.endsWith("password");
  }

  private static String rootCause(Throwable e) {
    Throwable cause = e;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    return String.valueOf(cause.getMessage());
  }
}
