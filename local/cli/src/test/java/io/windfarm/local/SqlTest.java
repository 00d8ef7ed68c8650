package io.windfarm.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What the files of {@code sql} have in common, whatever the dialect. */
class SqlTest {
  private static final Pattern COLUMN =
      Pattern.compile("(?m)^  [`\"]?(\\w+)[`\"]? ([A-Za-z_]+(?:<\\w+>)?)");

  private static final Map<String, List<String>> TYPES =
      Map.ofEntries(
          Map.entry("string", List.of("VARCHAR", "STRING")),
          Map.entry("binary", List.of("BLOB", "BINARY")),
          Map.entry("double", List.of("DOUBLE")),
          Map.entry("bigint", List.of("BIGINT")),
          Map.entry("int", List.of("INTEGER", "INT")),
          Map.entry("boolean", List.of("BOOLEAN")),
          Map.entry("timestamp", List.of("TIMESTAMPTZ", "TIMESTAMP", "TIMESTAMP_NTZ")),
          Map.entry("array<string>", List.of("VARCHAR[]", "ARRAY<STRING>", "ARRAY")));

  /** A column in one dialect; two are the same whose types are spellings of one. */
  private record Column(String name, String type) {
    static Column of(String name, String type) {
      String common =
          TYPES.entrySet().stream()
              .filter(entry -> entry.getKey().equals(type) || entry.getValue().contains(type))
              .map(Map.Entry::getKey)
              .findFirst()
              .orElseThrow(() -> new AssertionError("no type that is known: " + type));
      return new Column(name.toLowerCase(Locale.ROOT), common);
    }
  }

  static Stream<SqlFile> athena() throws Exception {
    SqlLibrary library = SqlLibrary.forAthena();
    return Stream.of(library.tables(), library.views(), library.questions())
        .flatMap(files -> files.stream());
  }

  @ParameterizedTest
  @MethodSource("athena")
  void everyFileSaysWhatItIsFor(SqlFile file) {
    // Tools that part a script at semicolons look no closer.
    assertThat(file.comments()).isNotEmpty().noneMatch(line -> line.endsWith(";"));
    assertThat(file.title()).isNotBlank();
    assertThat(file.statement()).doesNotContain(";").doesNotContain("--");
  }

  @Test
  void everyQuestionIsOne() throws Exception {
    assertThat(SqlLibrary.forAthena().questions())
        .isNotEmpty()
        .allMatch(question -> question.title().endsWith("?"))
        .allMatch(question -> question.name().matches("[a-z]+(-[a-z]+)*"));
  }

  /** A view that is not said to be needed is not there when it is. */
  @Test
  void everyViewSaysWhichOthersItNeeds() throws Exception {
    for (String dialect : List.of("athena", "databricks")) {
      SqlLibrary library = SqlLibrary.in(Project.sql().resolve(dialect));
      for (SqlFile view : library.views()) {
        List<String> used =
            library.views().stream()
                .map(SqlFile::name)
                .filter(name -> view.sources().contains(name))
                .toList();
        assertThat(view.needs()).as(view.name()).containsExactlyInAnyOrderElementsOf(used);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(LakeTable.class)
  void everyDialectHasTheSameColumns(LakeTable table) throws Exception {
    List<Column> columns = new ArrayList<>();
    table.columnTypes().forEach((name, type) -> columns.add(Column.of(name, type)));

    assertThat(columnsOf("athena", table))
        .isEqualTo(
            columns.stream()
                .filter(
                    column ->
                        !List.of("region", "year", "month", "day", "hour").contains(column.name()))
                .toList());
    assertThat(columnsOf("databricks", table)).isEqualTo(columns);
    assertThat(columnsOf("snowflake", table)).isEqualTo(columns);
  }

  @Test
  void everyViewAndQuestionHasItsTwin() throws Exception {
    SqlLibrary athena = SqlLibrary.forAthena();
    SqlLibrary databricks = SqlLibrary.in(Project.sql().resolve("databricks"));

    assertThat(about(databricks.views().stream())).isEqualTo(about(athena.views().stream()));
    assertThat(about(databricks.questions().stream()))
        .isEqualTo(about(athena.questions().stream()));
  }

  /** The names that a query's result has, in their order: what it selects last, a line a column. */
  @ParameterizedTest
  @MethodSource("athena")
  void twinsReturnTheSameColumns(SqlFile file) throws Exception {
    SqlLibrary databricks = SqlLibrary.in(Project.sql().resolve("databricks"));
    databricks
        .view(file.name())
        .or(() -> databricks.question(file.name()))
        .ifPresent(twin -> assertThat(results(twin)).isEqualTo(results(file)));
  }

  /** A wide view that lacks a sensor looks as if the sensor were silent. */
  @Test
  void theGlobalViewHasAColumnForEverySensor() throws Exception {
    String catalog = Files.readString(Project.home().resolve("src/main/resources/sensors.yaml"));
    String sensors = catalog.substring(catalog.indexOf("\nsensors:"), catalog.indexOf("\ncsv:"));
    List<String> names =
        Pattern.compile("(?m)^  (\\w+):").matcher(sensors).results().map(m -> m.group(1)).toList();
    SqlFile view = SqlLibrary.forAthena().view("wind_turbine_global_view").orElseThrow();

    assertThat(names).contains("power_output", "vibration_z");
    assertThat(results(view)).containsAll(names);
  }

  private static List<String> about(Stream<SqlFile> files) {
    return files.map(file -> file.name() + ": " + file.explanation()).toList();
  }

  private static List<Column> columnsOf(String dialect, LakeTable table) throws Exception {
    SqlFile file =
        SqlLibrary.in(Project.sql().resolve(dialect)).tables().stream()
            .filter(found -> found.name().equals(table.label()))
            .findFirst()
            .orElseThrow();
    String definitions = file.statement().substring(0, file.statement().indexOf("\n)"));
    return COLUMN
        .matcher(definitions)
        .results()
        .map((MatchResult column) -> Column.of(column.group(1), column.group(2)))
        .toList();
  }

  private static List<String> results(SqlFile file) {
    String statement = file.statement().replace('`', '"');
    String last = statement.substring(statement.lastIndexOf("\nSELECT\n") + 1);
    List<String> names = new ArrayList<>();
    for (String line : last.split("\nFROM ", 2)[0].lines().toList()) {
      Matcher name = Pattern.compile("(?:^  |.* AS )\"?(\\w+)\"?,?$").matcher(line);
      if (name.matches()) {
        names.add(name.group(1));
      }
    }
    return names;
  }
}
