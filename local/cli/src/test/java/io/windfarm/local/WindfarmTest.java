package io.windfarm.local;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WindfarmTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "demo",
        "stack",
        "job",
        "backfill",
        "query",
        "ddl",
        "compact",
        "sweep",
        "chaos",
        "plan",
        "report",
        "score",
        "test"
      })
  void explainsEveryCommand(String command) {
    Outcome outcome = Outcome.of(command, "--help");

    assertThat(outcome.exitCode()).isZero();
    assertThat(outcome.out()).contains("Usage: ./windfarm " + command);
  }

  @Test
  void listsTheCommands() {
    assertThat(Outcome.of("help").out())
        .contains(
            "demo", "stack", "produce", "job", "query", "ddl", "compact", "sweep", "chaos", "plan",
            "report", "score", "test");
  }

  @ParameterizedTest
  @CsvSource({
    "qeury,                   ./windfarm query",
    "query --formt csv,       --format",
    "stack --kinesis-prt 1,   --kinesis-port",
    "demo --turbine 5,        --turbines",
    "job --from-savpoint,     --from-savepoint",
    "ddl --dialekt athena,    --dialect"
  })
  void suggestsWhatWasMeant(String line, String suggestion) {
    Outcome outcome = Outcome.of(line.split(" "));

    assertThat(outcome.exitCode()).isEqualTo(2);
    assertThat(outcome.err()).contains(suggestion);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "query",
        "demo --duration soon",
        "demo --duration 5s",
        "job --source.type",
        "job --jar nowhere.jar",
        "ddl --lake.root",
        "ddl --compacted-before soon",
        "compact --tables reading",
        "compact --before 2126-11-20",
        "compact --root lake --lake.root s3://bucket/lake",
        "query --since yesterday freshness",
        "test"
      })
  void refusesWhatItCannotDoWithExitCodeTwo(String line) {
    Outcome outcome = Outcome.of(line.isEmpty() ? new String[0] : line.split(" "));

    assertThat(outcome.exitCode()).isEqualTo(2);
    assertThat(outcome.err()).isNotBlank();
  }
}
