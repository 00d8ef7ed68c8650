package io.windfarm.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class MetricsPageTest {
  @Test
  void listsEveryMetricWithItsMeaning() throws Exception {
    String rows =
        Arrays.stream(Metric.values()).map(MetricsPageTest::row).collect(Collectors.joining("\n"));

    assertThat(Files.readString(Path.of("docs/metrics.md")))
        .contains("| name | label | kind | meaning |\n|---|---|---|---|\n" + rows + "\n\n");
  }

  private static String row(Metric metric) {
    return String.format(
        "| `%s` | %s | %s | %s |",
        metric.id(),
        metric.label().isEmpty() ? "" : '`' + metric.label() + '`',
        metric.kind().name().toLowerCase(Locale.ROOT),
        metric.meaning());
  }
}
