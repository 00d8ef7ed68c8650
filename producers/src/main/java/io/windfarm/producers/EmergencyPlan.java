package io.windfarm.producers;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Predicate;

/** Finds a turbine and a time for each emergency that was asked for, before anything is sent. */
final class EmergencyPlan {
  /** Readings before a chosen emergency, so that rules know what is normal. */
  private static final int LEAD_READINGS = 12;

  /** Longer than the 25 cadences that are promised. */
  private static final int SILENT_READINGS = 30;

  /** Readings of the turbine after a chosen emergency's end that still fit into the run. */
  private static final int TAIL_READINGS = 2;

  /** Without an end of the run, emergencies start within this time. */
  private static final long OPEN_END_MILLIS = 60_000;

  private static final long SHORTEST_SHIELD_MILLIS = 60_000;
  private static final int SHIELD_READINGS = 15;

  /** How long before the battery of a pitch emergency is critical its pressure begins to fall. */
  private static final long PRESSURE_AHEAD_MILLIS = 5_000;

  private final Timeline timeline;
  private final Signals signals;
  private final Map<Turbine, List<Series>> seriesByTurbine;
  private final OptionalLong durationMillis;
  private final long key;
  private final List<Emergency> planned = new ArrayList<>();

  EmergencyPlan(
      Timeline timeline,
      Signals signals,
      Map<Turbine, List<Series>> seriesByTurbine,
      OptionalLong durationMillis,
      long seed) {
    this.timeline = timeline;
    this.signals = signals;
    this.seriesByTurbine = seriesByTurbine;
    this.durationMillis = durationMillis;
    this.key = Noise.key(seed, 77);
  }

  /** How far from an emergency a turbine has no faults. */
  static long shieldMillis(Timeline timeline) {
    return Math.max(SHORTEST_SHIELD_MILLIS, SHIELD_READINGS * timeline.cadenceMillis());
  }

  /**
   * The emergencies, in order of time.
   *
   * @throws UsageException where one can't happen in this run
   */
  List<Emergency> plan(List<EmergencyRequest> requests) {
    List<EmergencyRequest> open = new ArrayList<>();
    for (EmergencyRequest request : requests) {
      check(request);
      if (request.turbineId().isPresent()) {
        planned.add(schedule(request, named(request)));
      } else {
        open.add(request);
      }
    }
    for (EmergencyRequest request : open) {
      planned.add(schedule(request, chosen(request)));
    }
    for (int i = 0; i < planned.size(); i++) {
      for (int j = 0; j < i; j++) {
        refuseOverlap(planned.get(i), planned.get(j));
      }
    }
    return planned.stream()
        .sorted((a, b) -> Long.compare(a.startMillis(), b.startMillis()))
        .toList();
  }

  private void check(EmergencyRequest request) {
    EmergencyKind kind = request.kind();
    List<Sensor> sensors =
        seriesByTurbine.values().iterator().next().stream()
            .flatMap(series -> series.sensors().stream())
            .toList();
    if (!sensors.containsAll(kind.needs())) {
      throw new UsageException(
          "--emergency "
              + kind.label()
              + " needs "
              + String.join(" and ", kind.needs().stream().map(Sensor::eventType).toList())
              + ": use the 'fleet' command");
    }
    if (timeline.cadenceMillis() > kind.slowestCadence().toMillis()) {
      throw new UsageException(
          "--emergency "
              + kind.label()
              + " needs a reading at least every "
              + kind.slowestCadence().toSeconds()
              + " s, or its rule's time limit can't be met: raise --rate");
    }
    if (kind == EmergencyKind.SILENCE
        && request
            .offset()
            .filter(o -> o.toMillis() < LEAD_READINGS * timeline.cadenceMillis())
            .isPresent()) {
      throw new UsageException(
          "--emergency silence needs "
              + LEAD_READINGS
              + " readings before it: start it at @"
              + TimeSpan.format(LEAD_READINGS * timeline.cadenceMillis()).replace(" ", "")
              + " or later");
    }
  }

  private Turbine named(EmergencyRequest request) {
    String id = request.turbineId().orElseThrow();
    Turbine turbine =
        seriesByTurbine.keySet().stream()
            .filter(candidate -> candidate.id().equals(id))
            .findFirst()
            .orElseThrow(
                () ->
                    new UsageException(
                        "--emergency "
                            + request.kind().label()
                            + "="
                            + id
                            + ": this run has no such turbine; it has "
                            + someTurbines()));
    if (request.kind() == EmergencyKind.SILENCE && !hasNeighbour(turbine)) {
      throw loneTurbine();
    }
    return turbine;
  }

  private Turbine chosen(EmergencyRequest request) {
    boolean silence = request.kind() == EmergencyKind.SILENCE;
    Predicate<Turbine> free =
        turbine -> planned.stream().noneMatch(other -> other.turbine().equals(turbine));
    List<Turbine> candidates =
        seriesByTurbine.keySet().stream()
            .filter(free)
            .filter(turbine -> !silence || hasNeighbour(turbine))
            .toList();
    if (candidates.isEmpty()) {
      if (silence && seriesByTurbine.keySet().stream().noneMatch(this::hasNeighbour)) {
        throw loneTurbine();
      }
      throw new UsageException(
          "there are more emergencies than turbines: raise --turbines, or name the turbines as in"
              + " --emergency "
              + request.kind().label()
              + "=WT-0001@5m");
    }
    return candidates.get(Noise.below(candidates.size(), key, 2L * planned.size()));
  }

  /** A silence is noticed only while the rest of the farm reports. */
  private boolean hasNeighbour(Turbine turbine) {
    return seriesByTurbine.keySet().stream()
        .anyMatch(
            other ->
                !other.equals(turbine)
                    && other.farm().equals(turbine.farm())
                    && planned.stream()
                        .noneMatch(
                            e -> e.kind() == EmergencyKind.SILENCE && e.turbine().equals(other)));
  }

  private Emergency schedule(EmergencyRequest request, Turbine turbine) {
    if (request.offset().isPresent()) {
      Emergency emergency =
          build(
              request.kind(), turbine, timeline.startMillis() + request.offset().get().toMillis());
      refuseIfLongerThanRun(request, emergency, 0);
      return emergency;
    }
    long earliest = timeline.startMillis() + LEAD_READINGS * timeline.cadenceMillis();
    Emergency emergency = build(request.kind(), turbine, earliest);
    long tail = TAIL_READINGS * timeline.cadenceMillis();
    refuseIfLongerThanRun(request, emergency, tail);
    long slack =
        durationMillis.isPresent()
            ? timeline.startMillis() + durationMillis.getAsLong() - tail - emergency.endMillis()
            : OPEN_END_MILLIS;
    long start = earliest + (long) (slack * Noise.unit(key, 2L * planned.size() + 1));
    Emergency later = build(request.kind(), turbine, start);
    // The way from normal differs a little from one start to the next, so a late one may not fit.
    return durationMillis.isPresent()
            && later.endMillis() + tail > timeline.startMillis() + durationMillis.getAsLong()
        ? emergency
        : later;
  }

  private void refuseIfLongerThanRun(EmergencyRequest request, Emergency emergency, long tail) {
    long needed = emergency.endMillis() + tail - timeline.startMillis();
    if (durationMillis.isPresent() && needed > durationMillis.getAsLong()) {
      throw new UsageException(
          "--emergency "
              + request.kind().label()
              + " would end "
              + TimeSpan.format(needed)
              + " after the start, but the run lasts "
              + TimeSpan.format(durationMillis.getAsLong())
              + ": raise --duration"
              + request.offset().map(o -> " or start it earlier").orElse(""));
    }
  }

  private void refuseOverlap(Emergency one, Emergency other) {
    if (one.turbine().equals(other.turbine())
        && one.startMillis() - shieldMillis(timeline) < other.endMillis()
        && other.startMillis() - shieldMillis(timeline) < one.endMillis()) {
      throw new UsageException(
          "--emergency "
              + one.kind().label()
              + " and "
              + other.kind().label()
              + " are too near to each other on "
              + one.turbine().id()
              + ": keep "
              + TimeSpan.format(shieldMillis(timeline))
              + " between them, or use another turbine");
    }
  }

  private Emergency build(EmergencyKind kind, Turbine turbine, long start) {
    Map<Sensor, Course> courses = new EnumMap<>(Sensor.class);
    Map<Rule, Long> met = new EnumMap<>(Rule.class);
    long cadence = timeline.cadenceMillis();
    long end = start;
    switch (kind) {
      case PRESSURE_LOSS -> courses.put(Sensor.HYDRAULIC_PRESSURE, pressureLoss(turbine, start));
      case THERMAL_RUNAWAY -> courses.put(Sensor.BATTERY_TEMPERATURE, runaway(turbine, start));
      case POWER_FACTOR_COLLAPSE ->
          courses.put(
              Sensor.POWER_FACTOR,
              new PowerFactorCollapse(start, cadence, noiseKey(turbine, start, 3)));
      case PITCH_EMERGENCY -> {
        Course runaway = runaway(turbine, start);
        courses.put(Sensor.BATTERY_TEMPERATURE, runaway);
        long hot =
            RuleConditions.thermalRunaway(samples(turbine, Sensor.BATTERY_TEMPERATURE, runaway))
                .orElseThrow();
        // While the battery heats up: whichever is reckoned first, both are in two minutes.
        long falls = Math.max(start, hot - PRESSURE_AHEAD_MILLIS);
        courses.put(Sensor.HYDRAULIC_PRESSURE, pressureLoss(turbine, falls));
      }
      case SILENCE -> {
        end = start + SILENT_READINGS * cadence;
        met.put(Rule.SENSOR_SILENCE, silentFrom(turbine, start));
      }
    }
    for (Map.Entry<Sensor, Course> entry : courses.entrySet()) {
      end = Math.max(end, entry.getValue().endMillis());
      List<RuleConditions.Sample> samples = samples(turbine, entry.getKey(), entry.getValue());
      switch (entry.getKey()) {
        case HYDRAULIC_PRESSURE ->
            met.put(
                Rule.HYDRAULIC_PRESSURE_LOSS, RuleConditions.pressureLoss(samples).orElseThrow());
        case BATTERY_TEMPERATURE ->
            met.put(
                Rule.BATTERY_THERMAL_RUNAWAY, RuleConditions.thermalRunaway(samples).orElseThrow());
        case POWER_FACTOR ->
            met.put(
                Rule.POWER_FACTOR_COLLAPSE,
                RuleConditions.powerFactorCollapse(samples).orElseThrow());
        default -> throw new IllegalStateException("No emergency moves " + entry.getKey());
      }
    }
    if (kind == EmergencyKind.PITCH_EMERGENCY) {
      met.put(
          Rule.PITCH_EMERGENCY,
          Math.max(met.get(Rule.HYDRAULIC_PRESSURE_LOSS), met.get(Rule.BATTERY_THERMAL_RUNAWAY)));
    }
    return new Emergency(kind, turbine, start, end, courses, met);
  }

  private Course pressureLoss(Turbine turbine, long start) {
    double from = signals.value(turbine, Sensor.HYDRAULIC_PRESSURE, start);
    return new PressureLoss(start, from, timeline.cadenceMillis(), noiseKey(turbine, start, 1));
  }

  private Course runaway(Turbine turbine, long start) {
    double from = signals.value(turbine, Sensor.BATTERY_TEMPERATURE, start);
    return new ThermalRunaway(start, from, timeline.cadenceMillis(), noiseKey(turbine, start, 2));
  }

  private long noiseKey(Turbine turbine, long start, long purpose) {
    return Noise.key(Noise.key(Noise.key(key, turbine.number()), start), purpose);
  }

  /** The sensor's readings from a little before the course until its end, faults excluded. */
  private List<RuleConditions.Sample> samples(Turbine turbine, Sensor sensor, Course course) {
    Series series =
        seriesByTurbine.get(turbine).stream()
            .filter(candidate -> candidate.sensors().contains(sensor))
            .findFirst()
            .orElseThrow();
    List<RuleConditions.Sample> samples = new ArrayList<>();
    long from = course.startMillis() - RuleConditions.PRESSURE_LOW_MILLIS;
    for (long index = timeline.firstIndexFrom(series, from); ; index++) {
      long millis = timeline.dateMillis(series, index);
      if (millis >= course.endMillis()) {
        return samples;
      }
      double normal = signals.value(turbine, sensor, millis);
      samples.add(
          new RuleConditions.Sample(
              millis,
              millis < course.startMillis()
                  ? normal
                  : sensor.resolve(course.value(millis, normal))));
    }
  }

  /** Ten cadences after the last reading of the sensor that stops first. */
  private long silentFrom(Turbine turbine, long start) {
    return seriesByTurbine.get(turbine).stream()
            .mapToLong(
                series -> timeline.dateMillis(series, timeline.firstIndexFrom(series, start) - 1))
            .min()
            .orElseThrow()
        + RuleConditions.SILENT_CADENCES * timeline.cadenceMillis();
  }

  private String someTurbines() {
    List<String> ids = seriesByTurbine.keySet().stream().map(Turbine::id).limit(8).toList();
    Optional<String> more =
        seriesByTurbine.size() > ids.size() ? Optional.of(" …") : Optional.empty();
    return String.join(", ", ids) + more.orElse("");
  }

  private static UsageException loneTurbine() {
    return new UsageException(
        "--emergency silence needs another turbine that reports on the same farm: raise"
            + " --turbines");
  }
}
