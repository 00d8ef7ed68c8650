package io.windfarm.local;

import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The lake's tables with their columns in DuckDB's types: what a query sees of a table that has no
 * file yet. Of a table that has files, the files decide; a column that none of them has is null.
 */
public enum LakeTable {
  RAW(
      true,
      """
      payload BLOB, source VARCHAR, stream VARCHAR, shard VARCHAR, sequence VARCHAR,
      partition_key VARCHAR, arrival_time TIMESTAMPTZ"""),
  READINGS(
      true,
      """
      reading_id VARCHAR, turbine_id VARCHAR, farm_id VARCHAR, country_code VARCHAR,
      sensor VARCHAR, value DOUBLE, raw_value DOUBLE, unit VARCHAR, quality VARCHAR,
      reasons VARCHAR[], event_time TIMESTAMPTZ, arrival_time TIMESTAMPTZ, source VARCHAR,
      stream VARCHAR, shard VARCHAR, sequence VARCHAR, record_index INTEGER, turbine_from VARCHAR,
      cadence_ms BIGINT, imputed BOOLEAN, rules_version VARCHAR"""),
  STATISTICS(
      false,
      """
      turbine_id VARCHAR, farm_id VARCHAR, country_code VARCHAR, sensor VARCHAR, unit VARCHAR,
      "window" VARCHAR, window_start TIMESTAMPTZ, window_end TIMESTAMPTZ, aligned BOOLEAN,
      "count" BIGINT, uncertain_count BIGINT, bad_count BIGINT, expected_count BIGINT,
      completeness DOUBLE, "min" DOUBLE, "max" DOUBLE, "mean" DOUBLE, "stddev" DOUBLE, p50 DOUBLE,
      p95 DOUBLE, p99 DOUBLE, "first" DOUBLE, "last" DOUBLE"""),
  SUMMARIES(
      false,
      """
      turbine_id VARCHAR, farm_id VARCHAR, country_code VARCHAR, sensor VARCHAR, unit VARCHAR,
      period_start TIMESTAMPTZ, period_end TIMESTAMPTZ, "count" BIGINT, uncertain_count BIGINT,
      bad_count BIGINT, expected_count BIGINT, completeness DOUBLE, "min" DOUBLE, "max" DOUBLE,
      "mean" DOUBLE, "stddev" DOUBLE, fleet_turbines BIGINT, fleet_mean DOUBLE,
      fleet_stddev DOUBLE, z_score DOUBLE"""),
  ANOMALIES(
      false,
      """
      kind VARCHAR, turbine_id VARCHAR, farm_id VARCHAR, country_code VARCHAR, sensor VARCHAR,
      unit VARCHAR, event_time TIMESTAMPTZ, period_start TIMESTAMPTZ, period_end TIMESTAMPTZ,
      reading_id VARCHAR, "value" DOUBLE, expected DOUBLE, "stddev" DOUBLE, z_score DOUBLE,
      threshold DOUBLE"""),
  ALERTS(
      false,
      """
      alert_id VARCHAR, rule VARCHAR, rule_version INTEGER, turbine_id VARCHAR, farm_id VARCHAR,
      country_code VARCHAR, severity VARCHAR, state VARCHAR, start_time TIMESTAMPTZ,
      event_time TIMESTAMPTZ, raised_time TIMESTAMPTZ, evidence VARCHAR, message VARCHAR,
      notified BOOLEAN"""),
  REJECTED(
      false,
      """
      payload BLOB, reason VARCHAR, detail VARCHAR, source VARCHAR, stream VARCHAR, shard VARCHAR,
      sequence VARCHAR, record_index INTEGER, partition_key VARCHAR, arrival_time TIMESTAMPTZ"""),
  LEDGER(
      false,
      """
      minute TIMESTAMPTZ, source VARCHAR, stream VARCHAR, received BIGINT, rejected BIGINT,
      duplicate BIGINT, late BIGINT, good BIGINT, uncertain BIGINT, bad BIGINT, imputed BIGINT,
      records BIGINT, checkpoint_id BIGINT, elsewhere BIGINT""");

  private static final Pattern COMMA = Pattern.compile(",\\s+");

  private final boolean hourly;
  private final String columns;

  LakeTable(boolean hourly, String columns) {
    this.hourly = hourly;
    this.columns = columns;
  }

  /** The name of the table, of its folder, and of the view over it. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Those of these names; {@code readings_hourly} is another name of {@code readings}. */
  static Set<LakeTable> named(Set<String> names) {
    Set<LakeTable> tables = EnumSet.noneOf(LakeTable.class);
    for (LakeTable table : values()) {
      if (names.contains(table.label())) {
        tables.add(table);
      }
    }
    if (names.contains("readings_hourly")) {
      tables.add(READINGS);
    }
    return tables;
  }

  /** Definitions of all columns, the partitions' included. */
  public String columnDefinitions() {
    return columns
        + ", region VARCHAR, year INTEGER, month INTEGER, day INTEGER"
        + (hourly ? ", hour INTEGER" : "");
  }

  /** The type of every column by its name, the partitions' included, in their order. */
  public Map<String, String> columnTypes() {
    Map<String, String> types = new LinkedHashMap<>();
    for (String definition : COMMA.splitAsStream(columnDefinitions()).toList()) {
      int space = definition.indexOf(' ');
      types.put(definition.substring(0, space).replace("\"", ""), definition.substring(space + 1));
    }
    return types;
  }

  /** The types of the partitions: without them {@code hour=07} is a text and 11 a number. */
  public String partitionTypes() {
    return "{'region': VARCHAR, 'year': INTEGER, 'month': INTEGER, 'day': INTEGER"
        + (hourly ? ", 'hour': INTEGER}" : "}");
  }
}
