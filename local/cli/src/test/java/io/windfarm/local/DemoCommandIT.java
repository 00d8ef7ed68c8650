package io.windfarm.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The demo as a whole is run by {@link ReadmeIT}. */
class DemoCommandIT {
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"Stack ", "Cluster ", "Job "})
  void leavesNoProcessBehindWhenItIsInterruptedAfter(String line) throws Exception {
    Path output = folder.resolve("output.txt");
    ProcessBuilder command =
        new ProcessBuilder(
                Project.home().resolve("windfarm").toString(),
                "demo",
                "--turbines",
                "20",
                "--dir",
                folder.resolve("data").toString())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile());
    command.environment().put("WINDFARM_BUILD", "skip");
    Process demo = command.start();
    try {
      await()
          .atMost(PATIENCE)
          .failFast(() -> assertThat(demo.isAlive()).as(Files.readString(output)).isTrue())
          .until(() -> Files.readString(output).lines().anyMatch(said -> said.startsWith(line)));
      List<ProcessHandle> children = demo.descendants().toList();
      assertThat(children).isNotEmpty();

      demo.destroy();

      assertThat(demo.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
      await().atMost(PATIENCE).until(() -> children.stream().noneMatch(ProcessHandle::isAlive));
    } finally {
      demo.descendants().forEach(ProcessHandle::destroyForcibly);
      demo.destroyForcibly();
    }
  }
}
