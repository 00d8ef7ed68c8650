package io.windfarm.local.score;

import io.windfarm.local.score.Scenario.Story;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A scorecard as a page for people who were not there. */
final class ScorePage {
  private static final String TEMPLATE = "scorecard.md";

  private ScorePage() {}

  static String of(Scorecard card, List<Scenario> scenarios, int turbines, long seed) {
    String page = template();
    Map<String, String> parts =
        Map.of(
            "{command}", "./windfarm score --turbines " + turbines + " --seed " + seed,
            "{turbines}", String.valueOf(turbines),
            "{table}", ScoreTable.of(card),
            "{verdict}", verdict(card),
            "{scenarios}", scenarios(scenarios),
            "{processing}", ScoreTable.seconds(Scorecard.PROCESSING_MILLIS),
            "{wait}", ScoreTable.seconds(Scorecard.OUT_OF_ORDERNESS_MILLIS));
    for (Map.Entry<String, String> part : parts.entrySet()) {
      page = page.replace(part.getKey(), part.getValue());
    }
    return page;
  }

  private static String verdict(Scorecard card) {
    return card.faults().isEmpty()
        ? "Good enough in every respect."
        : "**Not good enough:**\n\n- " + String.join("\n- ", card.faults());
  }

  private static String scenarios(List<Scenario> scenarios) {
    return scenarios.stream()
        .map(
            scenario ->
                "| "
                    + scenario.name()
                    + " | "
                    + stories(scenario, false)
                    + " | "
                    + stories(scenario, true)
                    + " |")
        .collect(Collectors.joining("\n"));
  }

  private static String stories(Scenario scenario, boolean quiet) {
    return scenario.stories().stream()
        .filter(story -> story.due().isEmpty() == quiet)
        .map(Story::name)
        .collect(Collectors.joining("; "));
  }

  private static String template() {
    try (InputStream stream = ScorePage.class.getResourceAsStream(TEMPLATE)) {
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new IllegalStateException(TEMPLATE + " is part of the program", e);
    }
  }
}
