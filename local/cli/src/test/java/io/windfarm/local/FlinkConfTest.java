package io.windfarm.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

class FlinkConfTest {
  private static final Pattern KEY = Pattern.compile("(?m)^([a-z][\\w.-]*): \\S");

  @TempDir private Path directory;

  @Test
  void isTheShippedDirectoryWhereNothingIsAdded() throws IOException {
    assertThat(FlinkConf.directory(List.of(), directory)).isEqualTo(Project.flinkConf());
  }

  @Test
  void putsTheShippedFilesBelowOneAnotherWithoutSayingAnythingTwice() throws IOException {
    Path made =
        FlinkConf.directory(
            List.of(
                FlinkConf.HIGH_AVAILABILITY,
                FlinkConf.ROCKSDB,
                FlinkConf.JVM,
                FlinkConf.PROMETHEUS),
            directory);

    List<String> keys =
        KEY.matcher(Files.readString(made.resolve("config.yaml")))
            .results()
            .map(key -> key.group(1))
            .toList();
    assertThat(keys)
        .contains("parallelism.default", "high-availability.type", "state.backend.type")
        .doesNotHaveDuplicates();
  }

  /**
   * Local clusters are not started by Flink's scripts, and so do not show that the file is right.
   */
  @Test
  void givesFlinksScriptsTheOptionsOfTheLocalClusters() throws IOException {
    assertThat(settings(FlinkConf.JVM))
        .containsExactly(
            Map.entry("env.java.opts.all", String.join(" ", FlinkProcess.sharedOptions())),
            Map.entry(
                "env.java.opts.taskmanager", String.join(" ", FlinkProcess.taskManagerOptions())));
  }

  /** What YAML takes for a number or a truth, Flink does not hand on to a reporter. */
  @Test
  void tellsReportersTextAlone() throws IOException {
    assertThat(settings(FlinkConf.PROMETHEUS))
        .containsEntry("metrics.reporter.prom.filterLabelValueCharacters", "false")
        .allSatisfy((key, value) -> assertThat(value).as(key).isInstanceOf(String.class));
  }

  private static Map<String, Object> settings(String file) throws IOException {
    String text = Files.readString(Project.flinkConf().resolve(file));
    return new Yaml(new SafeConstructor(new LoaderOptions())).load(text);
  }
}
