package io.windfarm.local.score;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * A kind of trouble, as stories of which some have to raise alerts and others, as like them as can
 * be, must not.
 *
 * @param name by which it is chosen
 * @param about one line for people
 * @param sensors of its turbines
 * @param stories turbines take them in turn
 */
record Scenario(String name, String about, List<String> sensors, List<Story> stories) {
  /**
   * What happens to a turbine.
   *
   * @param farm where it stands; empty for any
   * @param due alerts that have to be raised, by rule
   */
  record Story(String name, String farm, Map<String, Integer> due, Consumer<Turbine> happens) {
    /** A story that has to raise nothing. */
    static Story quiet(String name, Consumer<Turbine> happens) {
      return new Story(name, "", Map.of(), happens);
    }

    /** A story that has to raise one alert of each of the rules. */
    static Story raising(String name, Consumer<Turbine> happens, String... rules) {
      Map<String, Integer> due = new TreeMap<>();
      for (String rule : rules) {
        due.merge(rule, 1, Integer::sum);
      }
      return new Story(name, "", due, happens);
    }
  }
}
