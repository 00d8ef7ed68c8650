package io.windfarm.local.score;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;

/** A scorecard for programs; every alert that is missed or wrong is named. */
final class ScoreJson {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private ScoreJson() {}

  static void write(Path file, Scorecard card, int turbines, long seed) throws IOException {
    ObjectNode json = MAPPER.createObjectNode().put("turbines", turbines).put("seed", seed);
    json.put("out_of_orderness_ms", Scorecard.OUT_OF_ORDERNESS_MILLIS);
    json.put("processing_ms", Scorecard.PROCESSING_MILLIS);
    ArrayNode rules = json.putArray("rules");
    for (RuleScore score : card.rules()) {
      ObjectNode rule = rules.addObject();
      rule.put("rule", score.rule()).put("severity", Rules.severity(score.rule()));
      rule.put("due", score.due()).put("raised", score.raised()).put("right", score.right());
      rule.put("precision", score.precision()).put("recall", score.recall());
      rule.put("event_time_delay_p50_ms", score.medianDelay());
      rule.put("event_time_delay_max_ms", score.longestDelay());
      ArrayNode missed = rule.putArray("missed");
      score
          .missed()
          .forEach(
              each ->
                  missed
                      .addObject()
                      .put("turbine_id", each.turbine())
                      .put("due", Instant.ofEpochMilli(each.time()).toString()));
      ArrayNode wrong = rule.putArray("wrong");
      score
          .wrong()
          .forEach(
              each ->
                  wrong
                      .addObject()
                      .put("turbine_id", each.turbine())
                      .put("raised", Instant.ofEpochMilli(each.time()).toString()));
    }
    json.put("alerts_of_other_rules", card.others());
    ArrayNode faults = json.putArray("faults");
    card.faults().forEach(faults::add);
    MAPPER.writerWithDefaultPrettyPrinter().writeValue(file.toFile(), json);
  }
}
