package io.windfarm.bench;

import io.windfarm.local.Failure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Along what the job is measured. Each curve changes one thing, from 1,000 turbines that send each
 * of their three sensors once a second, one slot, state on the heap and no disorder.
 */
final class Curves {
  private static final int TURBINES = 1_000;

  /** With three sensors each the last are a million keys. */
  private static final List<Integer> FLEETS = List.of(300, 1_000, 10_000, 100_000, 333_334);

  /**
   * More a second is not for one slot: of larger fleets each sensor sends every so many seconds.
   */
  private static final double MOST_A_SECOND = 51_000;

  private static final double HOT_SHARE = 0.3;

  /** So that a hundred readings of a turbine take no longer than may be out of order. */
  private static final double DENSE_HZ = 10;

  /** Event time in which windows of 24 hours fill and then roll. */
  private static final Duration DAY_AND_A_HALF = Duration.ofHours(36);

  /** Two millions in a day and a half are a reading a second of the first. */
  private static final List<Integer> FLEETS_OF_A_DAY = List.of(5, 50);

  private final long events;
  private final Terms terms;
  private final Workload usual;
  private final Map<String, List<GrowthPoint>> curves = new LinkedHashMap<>();

  private Curves(long events, Terms terms) {
    this.events = events;
    this.terms = terms;
    this.usual = Workload.of(events, TURBINES);
    cores();
    turbines();
    hot();
    disorder();
    payload();
    records();
    windows();
  }

  /**
   * All of them.
   *
   * @param events at each point
   * @param terms but for what a curve changes
   */
  static Curves of(long events, Terms terms) {
    return new Curves(events, terms);
  }

  /** Their names. */
  List<String> names() {
    return List.copyOf(curves.keySet());
  }

  /**
   * The points that are named, in the order of the curves, by their paths or by their curves; all,
   * if none is.
   *
   * @throws Failure if there is none of a name
   */
  List<GrowthPoint> points(List<String> chosen) {
    chosen.forEach(this::refuseUnknown);
    return curves.values().stream()
        .flatMap(List::stream)
        .filter(
            point ->
                chosen.isEmpty() || chosen.contains(point.curve()) || chosen.contains(point.path()))
        .toList();
  }

  private void refuseUnknown(String name) {
    String curve = name.contains("/") ? name.substring(0, name.indexOf('/')) : name;
    List<GrowthPoint> points = curves.get(curve);
    if (points == null) {
      throw new Failure(
          "There is no curve '" + curve + "'. There are: " + String.join(", ", names()));
    }
    List<String> paths = points.stream().map(GrowthPoint::path).toList();
    if (!name.equals(curve) && !paths.contains(name)) {
      throw new Failure(
          "There is no point '" + name + "'. Its curve has: " + String.join(", ", paths));
    }
  }

  private void add(GrowthPoint point) {
    curves.computeIfAbsent(point.curve(), none -> new ArrayList<>()).add(point);
  }

  private void cores() {
    add(GrowthPoint.of("cores", "control", "work that shares nothing", usual, terms).asControl());
    add(GrowthPoint.of("cores", "one", "one core, one slot", usual, terms).onCores(1));
    add(GrowthPoint.of("cores", "all", "all cores, one slot", usual, terms));
    add(GrowthPoint.of("cores", "two-slots", "all cores, two slots", usual, terms.withSlots(2)));
  }

  private void turbines() {
    for (int turbines : FLEETS) {
      Workload oncePerSecond = Workload.of(events, turbines);
      Workload workload = oncePerSecond.withHz(1 / Math.ceil(oncePerSecond.keys() / MOST_A_SECOND));
      String at = String.format(Locale.ROOT, "%,d turbines", turbines);
      add(GrowthPoint.of("turbines", turbines + "-heap", at + ", heap", workload, terms));
      add(
          GrowthPoint.of(
              "turbines", turbines + "-rocksdb", at + ", RocksDB", workload, terms.withRocksDb()));
    }
  }

  private void hot() {
    long of = Math.round(events * HOT_SHARE);
    Workload others = Workload.of(events - of, TURBINES);
    double hz = HOT_SHARE / (1 - HOT_SHARE) * TURBINES;
    add(GrowthPoint.of("hot", "none", "no hot turbine", usual, terms));
    for (int slots : new int[] {1, 2}) {
      add(
          new GrowthPoint(
              "hot",
              slots == 1 ? "one-slot" : "two-slots",
              "one sends 30 %, " + (slots == 1 ? "one slot" : "two slots"),
              List.of(others, Workload.of(of, 1).withHz(hz)),
              Recast.NONE,
              terms.withSlots(slots),
              0,
              false));
    }
  }

  private void disorder() {
    add(GrowthPoint.of("disorder", "none", "none", usual, terms));
    add(
        GrowthPoint.of("disorder", "1s", "within 1 s", usual, terms)
            .recast(Recast.disordered(usual.eventsIn(1))));
  }

  private void payload() {
    add(GrowthPoint.of("payload", "195", "195 bytes", usual, terms));
    for (int bytes : new int[] {500, 2_000}) {
      String at = String.format(Locale.ROOT, "%,d bytes", bytes);
      add(
          GrowthPoint.of("payload", String.valueOf(bytes), at, usual, terms)
              .recast(Recast.padded(bytes)));
    }
  }

  private void records() {
    for (int each : new int[] {1, 10, 100}) {
      add(
          GrowthPoint.of(
                  "records",
                  String.valueOf(each),
                  each + " a record",
                  usual.withHz(DENSE_HZ),
                  terms)
              .recast(each == 1 ? Recast.NONE : Recast.packed(each)));
    }
  }

  private void windows() {
    for (int turbines : FLEETS_OF_A_DAY) {
      double hz = events / (DAY_AND_A_HALF.toSeconds() * (double) turbines * Workload.SENSORS);
      Workload workload = Workload.of(events, turbines).withHz(hz);
      String at = String.format(Locale.ROOT, "one in %.1f s, ", 1 / hz);
      add(GrowthPoint.of("windows", turbines + "-rolling", at + "rolling", workload, terms));
      add(
          GrowthPoint.of(
              "windows",
              turbines + "-aligned",
              at + "aligned alone",
              workload,
              terms.withSettings(List.of("--stats.rolling", "false"))));
    }
  }
}
