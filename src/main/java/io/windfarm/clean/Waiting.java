package io.windfarm.clean;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * The turbines of which readings wait, by the start of the step of event time in which the first is
 * due.
 */
final class Waiting {
  private final NavigableMap<Long, List<Turbine>> steps = new TreeMap<>();

  private long latestStep;
  private List<Turbine> latest;

  /**
   * From now on {@code turbine} is due in the step that starts then, and not when it was before.
   */
  void add(Turbine turbine, long start) {
    turbine.due = start;
    if (latest == null || start != latestStep) {
      latestStep = start;
      latest = steps.computeIfAbsent(start, none -> new ArrayList<>());
    }
    latest.add(turbine);
  }

  /** Takes out the turbines whose step has started by {@code time}, the earlier first. */
  List<Turbine> takeUpTo(long time) {
    List<Turbine> due = new ArrayList<>();
    while (!steps.isEmpty() && steps.firstKey() <= time) {
      Map.Entry<Long, List<Turbine>> step = steps.pollFirstEntry();
      for (Turbine turbine : step.getValue()) {
        // A turbine stays where it was when it became due earlier.
        if (turbine.due == step.getKey()) {
          turbine.due = Turbine.NEVER;
          due.add(turbine);
        }
      }
    }
    latest = null;
    return due;
  }
}
