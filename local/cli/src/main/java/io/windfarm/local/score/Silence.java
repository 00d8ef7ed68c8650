package io.windfarm.local.score;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Silences that are due: a sensor says nothing for ten cadences, of one second here, while its farm
 * reports. A farm that is silent as a whole is none; when it is back, each sensor has its ten
 * cadences.
 */
final class Silence {
  private static final long CADENCE_MILLIS = 1_000;
  private static final long PATIENCE_MILLIS = 10 * CADENCE_MILLIS;

  /** By then the next reading was surely due. */
  private static final long SURELY_MILLIS = 2 * CADENCE_MILLIS;

  private Silence() {}

  /** Of all turbines of their farms; a missing value is a sign of life as good as any. */
  static List<Due> of(List<Sample> counted) {
    List<Due> due = new ArrayList<>();
    counted.stream()
        .collect(Collectors.groupingBy(Sample::farm, TreeMap::new, Collectors.toList()))
        .values()
        .forEach(farm -> due.addAll(ofFarm(farm)));
    return due;
  }

  private static List<Due> ofFarm(List<Sample> farm) {
    NavigableSet<Long> signs =
        farm.stream().map(Sample::time).collect(Collectors.toCollection(TreeSet::new));
    List<Due> due = new ArrayList<>();
    Map<String, List<Sample>> turbines =
        farm.stream()
            .collect(Collectors.groupingBy(Sample::turbine, TreeMap::new, Collectors.toList()));
    turbines.forEach(
        (turbine, own) -> {
          // From when to when a sensor is silent: an alert is open while any of them is.
          NavigableMap<Long, Long> silences = new TreeMap<>();
          own.stream()
              .collect(Collectors.groupingBy(Sample::sensor))
              .values()
              .forEach(sensor -> addSilences(sensor, signs, silences));
          long openUntil = Long.MIN_VALUE;
          for (Map.Entry<Long, Long> silence : silences.entrySet()) {
            if (silence.getKey() >= openUntil) {
              due.add(new Due(turbine, Rules.SILENCE, silence.getKey()));
            }
            openUntil = Math.max(openUntil, silence.getValue());
          }
        });
    return due;
  }

  private static void addSilences(
      List<Sample> sensor, NavigableSet<Long> signs, NavigableMap<Long, Long> silences) {
    List<Long> times = new ArrayList<>(sensor.stream().map(Sample::time).toList());
    Collections.sort(times);
    for (int i = 1; i < times.size(); i++) {
      long last = times.get(i - 1);
      long next = times.get(i);
      long silent = last + PATIENCE_MILLIS;
      if (next <= silent) {
        continue;
      }
      Long sign = signs.higher(last + SURELY_MILLIS);
      long counted = sign <= silent ? silent : sign + PATIENCE_MILLIS;
      if (counted < next) {
        silences.merge(counted, next, Math::max);
      }
    }
  }
}
