package io.windfarm.engines;

import static io.windfarm.engines.RowsAssert.assertThatRows;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every row that the job's writer wrote is found by every engine, once, as it was written. */
@ExtendWith(Rig.Started.class)
class TablesIT {
  private static final DateTimeFormatter HOUR =
      DateTimeFormatter.ofPattern("'year='uuuu'/month='MM'/day='dd'/hour='HH")
          .withZone(ZoneOffset.UTC);

  private final Rig rig;

  TablesIT(Rig rig) {
    this.rig = rig;
  }

  @ParameterizedTest
  @ValueSource(strings = {"Asia/Kolkata", "America/St_Johns"})
  void trinoFindsEveryChosenRowByProjectionAlone(String zone) throws Exception {
    holdsTheChosenRows(rig.trino, ZoneId.of(zone));
  }

  @ParameterizedTest
  @ValueSource(strings = {"Asia/Kolkata", "America/St_Johns"})
  void sparkFindsEveryChosenRow(String zone) throws Exception {
    holdsTheChosenRows(rig.spark, ZoneId.of(zone));
  }

  @ParameterizedTest
  @ValueSource(strings = {"Asia/Kolkata", "America/St_Johns"})
  void duckDbFindsEveryChosenRow(String zone) throws Exception {
    try (DuckDb duckDb = new DuckDb(rig.lakes.chosen(), List.of())) {
      for (String table : rig.lakes.expected().keySet()) {
        assertThatRows(duckDb.rows(select(table, table), ZoneId.of(zone)))
            .as(table)
            .are(rig.lakes.expected().get(table));
      }
    }
  }

  @Test
  void everyTableOfTheLakeHasAStatementInBothDialects() throws Exception {
    assertThat(SqlFolder.ATHENA.names("tables")).containsAll(rig.lakes.expected().keySet());
    assertThat(SqlFolder.DATABRICKS.names("tables")).containsAll(rig.lakes.expected().keySet());
  }

  @Test
  void theHourlyTableHoldsTheRowsOfARangeOfHoursAndNoOthers() throws Exception {
    holdsTheHours("2026-11-20T23:00:00Z", "2026-11-20T23:00:00Z");
    holdsTheHours("2026-11-20T23:00:00Z", "2026-11-21T06:00:00Z");
    holdsTheHours("2028-02-29T17:00:00Z", "2028-02-29T18:00:00Z");
  }

  /** Of each table, the days of its rows; a row that lies elsewhere is missing. */
  private void holdsTheChosenRows(Engine engine, ZoneId zone) throws Exception {
    for (Map.Entry<String, List<Row>> table : rig.lakes.expected().entrySet()) {
      assertThatRows(
              engine.rows(
                  select(table.getKey(), "chosen." + table.getKey())
                      + " WHERE "
                      + partitions(table.getKey(), table.getValue()),
                  zone))
          .as(table.getKey())
          .are(table.getValue());
    }
  }

  private void holdsTheHours(String from, String to) throws Exception {
    List<String> columns = columns("readings");
    int time = columns.indexOf("event_time");
    Predicate<Row> isWithin =
        row -> {
          Instant event = (Instant) row.values().get(time);
          return !event.isBefore(Instant.parse(from))
              && event.isBefore(Instant.parse(to).plusSeconds(3600));
        };
    int stored = columns.indexOf("region");
    List<Row> expected =
        rig.lakes.expected().get("readings").stream()
            .filter(isWithin)
            .map(row -> new Row(row.values().subList(0, stored + 1)))
            .toList();
    assertThat(expected).isNotEmpty();
    assertThatRows(
            rig.trino.rows(
                "SELECT "
                    + list(columns.subList(0, stored + 1))
                    + " FROM chosen.readings_hourly t WHERE dh BETWEEN '"
                    + HOUR.format(Instant.parse(from))
                    + "' AND '"
                    + HOUR.format(Instant.parse(to))
                    + "'"))
        .as(from + " to " + to)
        .are(expected);
  }

  /** Names each partition that a row belongs to. */
  private String partitions(String table, List<Row> rows) {
    List<String> columns = columns(table);
    List<String> keys = columns.subList(columns.indexOf("region"), columns.size());
    return rows.stream()
        .map(row -> row.values().subList(columns.indexOf("region"), columns.size()))
        .distinct()
        .map(
            values ->
                keys.stream()
                    .map(key -> condition(key, values.get(keys.indexOf(key))))
                    .collect(Collectors.joining(" AND ", "(", ")")))
        .collect(Collectors.joining(" OR "));
  }

  private static String condition(String key, Object value) {
    return key + " = " + (value instanceof String ? "'" + value + "'" : value);
  }

  private String select(String table, String from) {
    return "SELECT " + list(columns(table)) + " FROM " + from + " t";
  }

  /** Behind the table's alias, where no engine takes a column's name for a word of its own. */
  private static String list(List<String> columns) {
    return columns.stream().map(column -> "t." + column).collect(Collectors.joining(", "));
  }

  private List<String> columns(String table) {
    return HiveTable.parse(rig.chosenTables.get(table)).allColumns();
  }
}
