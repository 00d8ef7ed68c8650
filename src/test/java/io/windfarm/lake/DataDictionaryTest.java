package io.windfarm.lake;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.parquet.schema.Type;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code docs/data-dictionary.md} describes each column of each table, and none that isn't. */
class DataDictionaryTest {
  static Stream<Table<?>> tables() {
    return Tables.all().stream();
  }

  @ParameterizedTest
  @MethodSource("tables")
  void listsEveryColumnInOrderWithItsType(Table<?> table) throws IOException {
    List<String> columns = new ArrayList<>();
    for (Type type : table.schema().getFields()) {
      columns.add(type.getName() + ": " + sqlType(type));
    }
    assertThat(described(table.name())).isEqualTo(columns);
  }

  /** The rows of the table below the heading {@code ## name} as {@code column: type}. */
  private static List<String> described(String table) throws IOException {
    List<String> columns = new ArrayList<>();
    boolean inTable = false;
    for (String line : Files.readAllLines(Path.of("docs", "data-dictionary.md"))) {
      if (line.startsWith("## ")) {
        inTable = line.equals("## " + table);
      } else if (inTable && line.startsWith("| `")) {
        List<String> cells = List.of(line.split(" *\\| *", -1));
        assertThat(cells.get(4)).as(line).isNotBlank();
        columns.add(cells.get(1).replace("`", "") + ": " + cells.get(2));
      }
    }
    return columns;
  }

  private static String sqlType(Type type) {
    String suffix = type.isRepetition(Type.Repetition.REQUIRED) ? " not null" : "";
    if (!type.isPrimitive()) {
      return "array(string)" + suffix;
    }
    if (type.getLogicalTypeAnnotation() != null) {
      return (type.getLogicalTypeAnnotation().toString().equals("STRING") ? "string" : "timestamp")
          + suffix;
    }
    switch (type.asPrimitiveType().getPrimitiveTypeName()) {
      case BINARY:
        return "binary" + suffix;
      case INT32:
        return "int" + suffix;
      case INT64:
        return "bigint" + suffix;
      case DOUBLE:
        return "double" + suffix;
      case BOOLEAN:
        return "boolean" + suffix;
      default:
        throw new AssertionError("no SQL name for " + type);
    }
  }
}
