package io.windfarm.lake;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Readers and DDL depend on these: a change is deliberate, and raises the table's version. */
class SchemaTest {
  static Stream<Table<?>> tables() {
    return Tables.all().stream();
  }

  @ParameterizedTest
  @MethodSource("tables")
  void isTheOneWrittenDown(Table<?> table) throws IOException {
    String name = table.name() + ".v" + table.version() + ".schema";
    try (InputStream golden = SchemaTest.class.getResourceAsStream(name)) {
      assertThat(golden).as("src/test/resources/io/windfarm/lake/" + name).isNotNull();
      assertThat(table.schema().toString()).isEqualTo(new String(golden.readAllBytes(), UTF_8));
    }
  }

  @ParameterizedTest
  @MethodSource("tables")
  void namesColumnsInLowerSnakeAndNoPartitionAmongThem(Table<?> table) {
    assertThat(table.columns())
        .extracting(Column::name)
        .doesNotHaveDuplicates()
        .doesNotContain("region", "year", "month", "day", "hour")
        .allMatch(name -> name.matches("[a-z][a-z0-9]*(_[a-z0-9]+)*"));
  }
}
