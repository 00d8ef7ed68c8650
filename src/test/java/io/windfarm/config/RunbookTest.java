package io.windfarm.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.flink.configuration.ConfigOption;
import org.junit.jupiter.api.Test;

class RunbookTest {
  /** What is set in backquotes, such as {@code `ingest.zone`}, with or without a value behind. */
  private static final Pattern QUOTED = Pattern.compile("`([a-z]+\\.[a-z-]+)(?:[:= ][^`]*)?`");

  @Test
  void namesNoOptionOfTheJobThatThereIsNot() throws Exception {
    List<String> keys =
        WindFarmOptions.ALL.stream().map(ConfigOption::key).collect(Collectors.toList());
    List<String> groups =
        keys.stream().map(RunbookTest::group).distinct().collect(Collectors.toList());

    List<String> named =
        QUOTED
            .matcher(Files.readString(Path.of("docs/operations.md")))
            .results()
            .map((MatchResult quoted) -> quoted.group(1))
            .filter(key -> groups.contains(group(key)))
            .collect(Collectors.toList());

    assertThat(named).isNotEmpty().isSubsetOf(keys);
  }

  private static String group(String key) {
    return key.substring(0, key.indexOf('.'));
  }
}
