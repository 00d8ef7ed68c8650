package io.windfarm.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkloadTest {
  private static final Workload WORKLOAD = Workload.of(40_000, 200);
  private static final ObjectMapper JSON = new ObjectMapper();

  private static final Set<String> SENSORS =
      Set.of("Power Factor", "Temperature Battery", "Hydraulic Pressure");

  @TempDir private Path folder;

  @Test
  void holdsWhatItSaysInTheSharesThatItSays() throws Exception {
    Input input = Input.of(WORKLOAD, folder);

    List<String> lines = lines(input.file());
    Set<String> distinct = new HashSet<>();
    int duplicates = 0;
    int missing = 0;
    int malformed = 0;
    for (String line : lines) {
      if (!distinct.add(line)) {
        duplicates++;
      }
      Optional<JsonNode> event = event(line);
      if (event.isEmpty()) {
        malformed++;
      } else if (!event.get().path("data").isNumber()) {
        missing++;
      }
    }
    assertThat(lines).hasSize((int) input.records());
    assertThat(input.bytes() / input.records()).isBetween(185L, 200L);
    assertThat(duplicates / 40_000.0).isCloseTo(WORKLOAD.shares().get("duplicate"), A_FIFTH);
    assertThat(missing / 40_000.0).isCloseTo(WORKLOAD.shares().get("missing"), A_FIFTH);
    assertThat(malformed / 40_000.0).isCloseTo(WORKLOAD.shares().get("malformed"), A_FIFTH);
    assertThat(input.faults().get("spike") / 40_000.0)
        .isCloseTo(WORKLOAD.shares().get("spike"), A_FIFTH);
    assertThat(input.emergencies()).isEqualTo(2);
  }

  @Test
  void hasNoEmergencyThatDoesNotFitWhereReadingsAreSeldom() {
    Workload often = Workload.of(40_000, 200);
    Workload seldom = Workload.of(40_000, 400).withHz(0.5);

    // Both take 66 s; a collapse of the power factor takes 27 and 54, a loss of pressure 35 and 70.
    assertThat(often.arguments()).contains("power-factor-collapse", "pressure-loss");
    assertThat(seldom.arguments())
        .contains("power-factor-collapse")
        .doesNotContain("pressure-loss");
  }

  /** Empty of what nobody could read: no JSON, no such sensor, no such time, no such value. */
  private static Optional<JsonNode> event(String line) {
    try {
      JsonNode event = JSON.readTree(line);
      Instant.parse(event.path("date").asText());
      boolean isOurs =
          SENSORS.contains(event.path("type").asText()) && !event.path("data").isContainerNode();
      return isOurs ? Optional.of(event) : Optional.empty();
    } catch (JsonProcessingException | DateTimeParseException e) {
      return Optional.empty();
    }
  }

  private static final Offset<Double> A_FIFTH = within(0.002);

  @Test
  void isTheSameWheneverItIsWritten() throws Exception {
    Input one = Input.of(WORKLOAD, folder.resolve("one"));
    Input other = Input.of(WORKLOAD, folder.resolve("other"));

    assertThat(one.file()).hasSameBinaryContentAs(other.file());
    assertThat(Files.getLastModifiedTime(one.file()).toInstant()).isEqualTo(WORKLOAD.arrival());
  }

  @Test
  void isWrittenOnceAndKept() throws Exception {
    Path file = Input.of(WORKLOAD, folder).file();
    Object written = Files.readAttributes(file, "creationTime,fileKey").toString();

    Input.of(WORKLOAD, folder);

    assertThat(Files.readAttributes(file, "creationTime,fileKey").toString()).isEqualTo(written);
  }

  @Test
  void knowsHowManyEventsThereAreInItsFirstBytes() throws Exception {
    Input input = Input.of(WORKLOAD, folder);
    long bytes =
        lines(input.file()).stream().limit(10_000).mapToLong(line -> line.length() + 1).sum();

    assertThat(input.eventsTo(bytes)).isCloseTo(10_000, within(100L));
    assertThat(input.eventsTo(input.bytes())).isEqualTo(input.records());
  }

  /** Malformed ones need not be UTF-8. */
  private static List<String> lines(Path file) throws IOException {
    return Files.readAllLines(file, StandardCharsets.ISO_8859_1);
  }
}
