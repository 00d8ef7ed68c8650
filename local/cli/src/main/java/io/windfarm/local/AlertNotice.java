package io.windfarm.local;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;

/**
 * A notification on the alerts stream.
 *
 * @param eventTime when the alert changed, by the turbine's clock
 * @param arrivalTime when the stream took the notification
 */
public record AlertNotice(
    String alertId,
    String rule,
    String turbineId,
    String state,
    Instant eventTime,
    Instant arrivalTime) {

  public static AlertNotice of(JsonNode json, Instant arrivalTime) {
    return new AlertNotice(
        json.path("alert_id").asText(),
        json.path("rule").asText(),
        json.path("turbine_id").asText(),
        json.path("state").asText(),
        Instant.parse(json.path("event_time").asText()),
        arrivalTime);
  }

  public boolean isRaised() {
    return state.equals("RAISED");
  }

  /** From what happened to when an operator could know. */
  public Duration delay() {
    return Duration.between(eventTime, arrivalTime);
  }
}
