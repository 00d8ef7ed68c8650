package io.windfarm.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.Yaml;
import picocli.CommandLine.ParseResult;

/** The CronJobs of {@code k8s/} call a command that there is, with options that it has. */
class BackfillCronJobTest {
  @ParameterizedTest
  @ValueSource(strings = {"dev", "prod"})
  void callsBackfillWithAnInputAnOutputAndAPlaceForItsState(String overlay) throws IOException {
    ParseResult parsed = Windfarm.commandLine().parseArgs(arguments(overlay)).subcommand();

    assertThat(parsed.commandSpec().name()).isEqualTo("backfill");
    assertThat(parsed.matchedOptions())
        .extracting(option -> option.longestName())
        .containsExactlyInAnyOrder("--dir", "--input", "--out");
    assertThat(parsed.matchedPositionals()).isEmpty();
    assertThat(parsed.matchedOption("--dir").<Path>getValue())
        .isEqualTo(Path.of("/var/lib/windfarm"));
    assertThat(parsed.matchedOption("--input").<List<String>>getValue())
        .isNotEmpty()
        .allMatch(place -> place.startsWith("s3://"));
  }

  private static String[] arguments(String overlay) throws IOException {
    Path rendered = Project.home().resolve("k8s/rendered").resolve(overlay + ".yaml");
    List<String> arguments = new ArrayList<>();
    for (Object document : new Yaml().loadAll(Files.readString(rendered))) {
      if (at(document, "kind").equals("CronJob")) {
        Object pod = at(document, "spec", "jobTemplate", "spec", "template", "spec");
        Object container = ((List<?>) at(pod, "containers")).get(0);
        ((List<?>) at(container, "args")).forEach(word -> arguments.add(word.toString()));
      }
    }
    return arguments.toArray(String[]::new);
  }

  private static Object at(Object node, String... names) {
    Object found = node;
    for (String name : names) {
      found = ((Map<?, ?>) found).get(name);
    }
    return found;
  }
}
