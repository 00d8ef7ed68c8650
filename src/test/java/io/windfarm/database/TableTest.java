package io.windfarm.database;

import static org.assertj.core.api.Assertions.assertThat;

import io.windfarm.config.WindFarmConfig;
import io.windfarm.lake.Lake;
import io.windfarm.lake.TableLayout;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TableTest {
  static Stream<Table<?>> tables() {
    return Stream.of(
        ReadingsTable.define("1", false),
        SummariesTable.define(false),
        AnomaliesTable.define(false),
        StatisticsTable.define(false),
        AlertsTable.define(false));
  }

  static Stream<Table<?>> tablesOfTheLake() {
    return tables()
        .filter(
            table -> Lake.layouts().stream().anyMatch(lake -> lake.name().equals(table.name())));
  }

  @ParameterizedTest
  @MethodSource("tablesOfTheLake")
  void hasTheColumnsOfTheLakesTable(Table<?> table) {
    TreeSet<String> expected = new TreeSet<>(List.of("region", "altered", "provisional"));
    expected.addAll(lakeColumns(table.name()));

    assertThat(names(table)).containsExactlyInAnyOrderElementsOf(expected);
  }

  @ParameterizedTest
  @MethodSource("tables")
  void isMadeByTheMigrationWithItsColumnsAndKey(Table<?> table) throws IOException {
    String statement = statement(table.name());

    assertThat(
            Pattern.compile("^  \"?([a-z0-9_]+)\"? ", Pattern.MULTILINE)
                .matcher(statement.replace("PRIMARY KEY", "PRIMARY-KEY"))
                .results()
                .map(column -> column.group(1))
                .collect(Collectors.toList()))
        .containsExactlyElementsOf(names(table));
    assertThat(key(statement))
        .containsExactlyInAnyOrderElementsOf(
            table.columns().stream()
                .filter(Column::isKey)
                .map(Column::name)
                .collect(Collectors.toList()));
  }

  @ParameterizedTest
  @MethodSource("tables")
  void mayBeChosen(Table<?> table) {
    WindFarmConfig config =
        WindFarmConfig.of(
            Map.of(
                "lake.root", "file:///lake",
                "database.url", "jdbc:postgresql://database/windfarm",
                "database.tables", table.name()));

    assertThat(config.databaseTables()).containsExactly(table.name());
  }

  private static List<String> names(Table<?> table) {
    return table.columns().stream().map(Column::name).collect(Collectors.toList());
  }

  private static Set<String> lakeColumns(String table) {
    for (TableLayout layout : Lake.layouts()) {
      if (layout.name().equals(table)) {
        return layout.columns().keySet();
      }
    }
    throw new AssertionError("The lake has no table " + table);
  }

  private static List<String> key(String statement) {
    Matcher key = Pattern.compile("PRIMARY KEY \\((.*)\\)").matcher(statement);
    assertThat(key.find()).isTrue();
    return List.of(key.group(1).replace("\"", "").split(", "));
  }

  private static String statement(String table) throws IOException {
    try (InputStream file = TableTest.class.getResourceAsStream("/db/migration/V1__tables.sql")) {
      String all = new String(file.readAllBytes(), StandardCharsets.UTF_8);
      int from = all.indexOf("CREATE TABLE " + table + " (");
      return all.substring(from, all.indexOf(");\n", from) + 1);
    }
  }
}
