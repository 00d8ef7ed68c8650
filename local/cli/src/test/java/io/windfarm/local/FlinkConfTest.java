package io.windfarm.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
        FlinkConf.directory(List.of(FlinkConf.HIGH_AVAILABILITY, FlinkConf.ROCKSDB), directory);

    List<String> keys =
        KEY.matcher(Files.readString(made.resolve("config.yaml")))
            .results()
            .map(key -> key.group(1))
            .toList();
    assertThat(keys)
        .contains("parallelism.default", "high-availability.type", "state.backend.type")
        .doesNotHaveDuplicates();
  }
}
