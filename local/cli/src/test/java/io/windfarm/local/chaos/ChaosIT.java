package io.windfarm.local.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.windfarm.local.Project;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The short form, as a user runs it. */
class ChaosIT {
  private static final Duration LIMIT = Duration.ofMinutes(20);

  @TempDir private Path folder;

  @Test
  void losesNothingAndDoublesNothingWhateverBreaks() throws Exception {
    Path json = folder.resolve("table.json");
    Path output = folder.resolve("output.txt");
    ProcessBuilder command =
        new ProcessBuilder(
                Project.home().resolve("windfarm").toString(),
                "chaos",
                "--dir",
                folder.resolve("data").toString(),
                "--json",
                json.toString())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile());
    command.environment().put("WINDFARM_BUILD", "skip");
    Process chaos = command.start();
    Set<ProcessHandle> children = new HashSet<>();
    try {
      await()
          .atMost(LIMIT)
          .until(
              () -> {
                chaos.descendants().forEach(children::add);
                return !chaos.isAlive();
              });
    } finally {
      chaos.descendants().forEach(ProcessHandle::destroyForcibly);
      chaos.destroyForcibly();
    }

    String said = Files.readString(output);
    assertThat(json).as(said).exists();
    JsonNode rows = new ObjectMapper().readTree(json.toFile());
    assertThat(rows).hasSameSizeAs(Scenarios.shortForm());
    for (JsonNode row : rows) {
      // How fast it was is the machine's affair, and the table's; here only what became of the
      // data.
      assertThat(row.path("exact").asBoolean()).as(said).isTrue();
    }
    assertThat(said).contains("after ./windfarm sweep: nothing.");
    assertThat(children).isNotEmpty().noneMatch(ProcessHandle::isAlive);
  }
}
