package io.windfarm.producers;

import java.time.Duration;
import java.util.Optional;

/**
 * One {@code --emergency KIND[=TURBINE][@OFFSET]}.
 *
 * @param turbineId where it happens; chosen by the seed where empty
 * @param offset from the start of the run; chosen by the seed where empty
 */
record EmergencyRequest(EmergencyKind kind, Optional<String> turbineId, Optional<Duration> offset) {

  /**
   * Reads the option's text.
   *
   * @throws UsageException where it is no emergency
   */
  static EmergencyRequest parse(String text) {
    int at = text.indexOf('@');
    String front = at < 0 ? text : text.substring(0, at);
    Optional<Duration> offset =
        at < 0 ? Optional.empty() : Optional.of(TimeSpan.parse(text.substring(at + 1)));
    int equals = front.indexOf('=');
    EmergencyKind kind = EmergencyKind.named(equals < 0 ? front : front.substring(0, equals));
    Optional<String> turbineId =
        equals < 0 ? Optional.empty() : Optional.of(front.substring(equals + 1));
    return new EmergencyRequest(kind, turbineId, offset);
  }
}
