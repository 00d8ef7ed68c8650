package io.windfarm.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The gate: the rules as they are shipped, against every story of every scenario. */
class ScoreCommandIT {
  @TempDir private Path folder;

  @Test
  void theRulesAreGoodEnoughWhateverAnEarlierRunLeft() throws Exception {
    String directory = folder.resolve("score").toString();
    Outcome earlier =
        Outcome.of(
            "score", "--turbines", "5", "--only", "vibration", "--seed", "2", "--dir", directory);
    assertThat(earlier.exitCode()).as(earlier.out() + earlier.err()).isZero();
    Path card = folder.resolve("card.json");
    Path chart = folder.resolve("card.svg");
    Path page = folder.resolve("card.md");

    Outcome outcome =
        Outcome.of(
            "score",
            "--turbines",
            // Eight stories are the most that a scenario has.
            "80",
            "--seed",
            "3",
            "--dir",
            directory,
            "--json",
            card.toString(),
            "--chart",
            chart.toString(),
            "--page",
            page.toString());

    assertThat(outcome.exitCode()).as(outcome.out() + outcome.err()).isZero();
    JsonNode rules = new ObjectMapper().readTree(card.toFile()).path("rules");
    assertThat(rules).hasSize(9);
    for (JsonNode rule : rules) {
      assertThat(rule.path("due").asInt()).as(rule.path("rule").asText()).isPositive();
      assertThat(rule.path("recall").asDouble()).as(rule.path("rule").asText()).isEqualTo(1);
      assertThat(rule.path("precision").asDouble()).as(rule.path("rule").asText()).isEqualTo(1);
    }
    assertThat(Files.readString(chart)).startsWith("<svg");
    assertThat(Files.readString(page)).contains("Good enough in every respect.");
  }

  @Test
  void refusesScenariosThatDoNotExist() {
    Outcome outcome = Outcome.of("score", "--only", "silense");

    assertThat(outcome.exitCode()).isEqualTo(2);
    assertThat(outcome.err()).contains("There is no scenario 'silense'", "silence");
  }

  @Test
  void listsTheScenarios() {
    assertThat(Outcome.of("score", "--list").out().lines()).hasSize(10);
  }
}
