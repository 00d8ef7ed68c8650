package io.windfarm.local;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** An alert that an injected emergency has to raise, once, by the producers' ground truth. */
public record ExpectedAlert(String emergency, String turbineId, String rule) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** All of a ground-truth file. */
  public static List<ExpectedAlert> in(Path groundTruth) throws IOException {
    List<ExpectedAlert> expected = new ArrayList<>();
    for (String line : Files.readAllLines(groundTruth)) {
      JsonNode entry = JSON.readTree(line);
      if (entry.path("kind").asText().equals("emergency")) {
        for (JsonNode rule : entry.path("expected_rules")) {
          expected.add(
              new ExpectedAlert(
                  entry.path("emergency").asText(),
                  entry.path("turbine_id").asText(),
                  rule.asText()));
        }
      }
    }
    return expected;
  }
}
