package io.windfarm.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.description.HtmlFormatter;
import org.apache.flink.util.TimeUtils;
import org.junit.jupiter.api.Test;

class ReadmeTest {
  @Test
  void listsEveryKeyWithItsDefaultAndItsMeaning() throws Exception {
    List<String> rows =
        WindFarmOptions.ALL.stream().map(ReadmeTest::row).collect(Collectors.toList());

    assertThat(Files.readString(Path.of("README.md")))
        .contains("| key | default | meaning |\n|---|---|---|\n" + String.join("\n", rows) + "\n");
  }

  private static String row(ConfigOption<?> option) {
    String meaning = new HtmlFormatter().format(option.description());
    String key = option.key() + (option.defaultValue() instanceof Map ? ".*" : "");
    return "| `" + key + "` | " + defaultOf(option) + " | " + meaning + " |";
  }

  private static String defaultOf(ConfigOption<?> option) {
    Object value = option.defaultValue();
    if (value == null) {
      return "required";
    }
    if (value instanceof Duration) {
      return "`" + TimeUtils.formatWithHighestUnit((Duration) value) + "`";
    }
    if (value instanceof Map) {
      return "";
    }
    String text = value instanceof Enum ? value.toString().toLowerCase(Locale.ROOT) : "" + value;
    return text.isEmpty() ? "" : "`" + text + "`";
  }
}
