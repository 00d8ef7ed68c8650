package io.windfarm.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.windfarm.local.operations.MetricsWatch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Runs the README's commands as written, from top to bottom, in one folder of data: blocks marked
 * {@code sh} to their end, those marked {@code sh background} beside what follows them.
 */
class ReadmeIT {
  private static final Pattern BLOCK = Pattern.compile("(?m)^```sh( background)?\n((?s).*?)^```$");
  private static final Duration PATIENCE = Duration.ofMinutes(4);

  @TempDir private Path folder;
  private final List<Process> background = new ArrayList<>();

  @AfterEach
  void endBackground() throws Exception {
    Collections.reverse(background);
    for (Process process : background) {
      process.descendants().forEach(ReadmeIT::interrupt);
      assertThat(process.waitFor(60, TimeUnit.SECONDS)).as("ended by Ctrl-C").isTrue();
    }
  }

  private static void interrupt(ProcessHandle process) {
    process.destroy();
  }

  /** What they run is watched meanwhile: a demo of its own for that would take minutes. */
  @Test
  void everyCommandWorksAndWhatTheyRunFillsTheDashboards() throws Exception {
    try (MetricsWatch metrics =
        MetricsWatch.over(folder.resolve("data"), folder.resolve("prometheus"))) {
      everyCommandWorks();
      assertThat(metrics.missing()).as("metrics of rules and dashboards").isEmpty();
      assertThat(metrics.emptyPanels()).as("panels without data").isEmpty();
    }
  }

  private void everyCommandWorks() throws Exception {
    Matcher blocks = BLOCK.matcher(Files.readString(Project.home().resolve("README.md")));
    int commands = 0;
    while (blocks.find()) {
      commands++;
      Path output = folder.resolve("output-" + commands + ".txt");
      Process process = start(blocks.group(2), output);
      if (blocks.group(1) == null) {
        assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue())
            .as(blocks.group(2) + "\n" + Files.readString(output))
            .isZero();
      } else {
        background.add(process);
        Awaitility.await()
            .atMost(PATIENCE)
            .failFast(blocks.group(2), () -> !process.isAlive())
            .until(() -> isUp(Files.readString(output)));
      }
    }
    assertThat(commands).as("blocks of commands").isGreaterThan(5);
  }

  private static boolean isUp(String output) {
    return output.lines().anyMatch(line -> line.equals("ready") || line.startsWith("The job runs"));
  }

  /** What is being tested can't run within itself; everything else is run as it stands. */
  private Process start(String block, Path output) throws IOException {
    String commands =
        block
            .replaceAll("(?m)^\\./windfarm test$", "")
            .replace("windfarm-data/", folder.resolve("data") + "/");
    ProcessBuilder bash =
        new ProcessBuilder("bash", "-eu", "-c", commands)
            .directory(Project.home().toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile());
    bash.environment().put("WINDFARM_DATA", folder.resolve("data").toString());
    // The build that runs this test has built everything, and is still at it.
    bash.environment().put("WINDFARM_BUILD", "skip");
    return bash.start();
  }
}
