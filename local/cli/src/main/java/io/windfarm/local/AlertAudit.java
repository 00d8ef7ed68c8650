package io.windfarm.local;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Raised alerts held against the ground truth.
 *
 * @param raisedOnce expected and raised exactly once
 * @param missing expected and not raised
 * @param repeated expected and raised more than once
 * @param invented raised, by turbine and rule, without an emergency behind it
 */
public record AlertAudit(
    List<ExpectedAlert> raisedOnce,
    List<ExpectedAlert> missing,
    List<ExpectedAlert> repeated,
    List<Raised> invented) {

  /** One alert that was raised. */
  public record Raised(String turbineId, String rule) {}

  public static AlertAudit of(Collection<ExpectedAlert> expected, Collection<Raised> raised) {
    Map<Raised, Integer> times = new LinkedHashMap<>();
    raised.forEach(alert -> times.merge(alert, 1, Integer::sum));
    AlertAudit audit =
        new AlertAudit(new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    for (ExpectedAlert alert : expected) {
      Integer count = times.remove(new Raised(alert.turbineId(), alert.rule()));
      if (count == null) {
        audit.missing.add(alert);
      } else if (count == 1) {
        audit.raisedOnce.add(alert);
      } else {
        audit.repeated.add(alert);
      }
    }
    audit.invented.addAll(times.keySet());
    return audit;
  }

  public boolean isClean() {
    return missing.isEmpty() && repeated.isEmpty() && invented.isEmpty();
  }
}
