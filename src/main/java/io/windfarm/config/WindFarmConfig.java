package io.windfarm.config;

import io.windfarm.lake.TableNames;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.Configuration;

/**
 * The job's configuration: typed, immutable, checked once. {@link WindFarmOptions} says what each
 * value means.
 */
public final class WindFarmConfig {
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
    WindFarmOptions.PASSED_ON.forEach(option -> known.remove(option.key()));

    Configuration values = new Configuration();
    for (Map.Entry<String, String> pair : new TreeMap<>(pairs).entrySet()) {
      if (known.containsKey(pair.getKey()) || isPassedOn(pair.getKey())) {
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
        faults.add(
            option.key()
                + " = '"
                + Mask.of(option.key(), values.getString(option.key(), ""))
                + "': "
                + rootCause(e));
        values.removeConfig(option);
      }
    }
    WindFarmConfig config = new WindFarmConfig(values);
    new ConfigCheck(config, faults).run();
    if (!faults.isEmpty()) {
      throw new InvalidConfigException(faults);
    }
    return config;
  }

  private static boolean isPassedOn(String key) {
    return WindFarmOptions.PASSED_ON.stream()
        .anyMatch(option -> key.startsWith(option.key() + ".") && !key.endsWith("."));
  }

  /** True if a value was given. */
  boolean has(ConfigOption<?> option) {
    return values.contains(option);
  }

  /** The value, or its default. */
  public <T> T get(ConfigOption<T> option) {
    return values.get(option);
  }

  /**
   * The regions that are handled here; empty for all.
   *
   * @throws InvalidConfigException if {@code sensors} don't know one of them
   */
  public Set<String> regions(SensorCatalog sensors) {
    Set<String> regions = names(WindFarmOptions.INGEST_REGIONS);
    List<String> faults =
        regions.stream()
            .filter(region -> !sensors.allRegions().contains(region))
            .map(
                region ->
                    WindFarmOptions.INGEST_REGIONS.key()
                        + ": the catalog has no region '"
                        + region
                        + "': use one of "
                        + sensors.allRegions())
            .collect(Collectors.toList());
    if (!faults.isEmpty()) {
      throw new InvalidConfigException(faults);
    }
    return regions;
  }

  /** The tables that go to a database as well; empty where there is none. */
  public Set<String> databaseTables() {
    return get(WindFarmOptions.DATABASE_URL).isEmpty()
        ? Set.of()
        : names(WindFarmOptions.DATABASE_TABLES);
  }

  /** The tables of the lake that are written. */
  public Set<String> lakeTables() {
    Set<String> named = names(WindFarmOptions.LAKE_TABLES);
    return named.isEmpty() ? Set.copyOf(TableNames.ALL) : named;
  }

  private Set<String> names(ConfigOption<String> option) {
    return Arrays.stream(get(option).split(","))
        .map(String::trim)
        .filter(name -> !name.isEmpty())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** The zone of times that name none. */
  public ZoneId zone() {
    return ZoneId.of(get(WindFarmOptions.INGEST_ZONE));
  }

  /** The zone of the days that summaries are about. */
  public ZoneId statsZone() {
    return ZoneId.of(get(WindFarmOptions.STATS_ZONE));
  }

  /** Every key with its resolved value, secrets masked, one a line. */
  @Override
  public String toString() {
    return WindFarmOptions.ALL.stream()
        .map(option -> option.key() + " = " + Mask.of(option.key(), get(option)))
        .collect(Collectors.joining("\n"));
  }

  private static String rootCause(Throwable e) {
    Throwable cause = e;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    return String.valueOf(cause.getMessage());
  }
}
