package io.windfarm.producers;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Makes up a fleet's events in order of event time and hands them on. Construction refuses what
 * can't be done; {@link #run} is called once.
 */
final class Simulation {
  private static final long TEN_MINUTES_MILLIS = 600_000;
  private static final long YEAR_MILLIS = 365L * 86_400_000;
  private static final int LATEST_DUPLICATE_READINGS = 3;

  /**
   * A sender that got no answer sends again within seconds, however seldom it has something new.
   */
  private static final long LONGEST_DUPLICATE_STEP_MILLIS = 1_000;

  private final Settings settings;
  private final Timeline timeline;
  private final Signals signals;
  private final List<Emergency> emergencies;
  private final long shieldMillis;
  private final List<Source> sources = new ArrayList<>();
  private final PriorityQueue<Withheld> withheld = new PriorityQueue<>();
  private final Map<FaultKind, Long> faultCounts = new EnumMap<>(FaultKind.class);
  private final Map<Emergency, Boolean> reported = new LinkedHashMap<>();
  private final AtomicLong sentReadings = new AtomicLong();
  private final AtomicLong nowMillis = new AtomicLong();

  private EventWriter writer;
  private GroundTruth truth;
  private RecordPacker packer;
  private long withheldCount;

  /** A series and what its next event depends on. */
  private static final class Source {
    private final Series series;
    private final FaultSequence faults;
    private final long key;
    private final List<Emergency> emergencies;

    Source(Series series, FaultSequence faults, long key, List<Emergency> emergencies) {
      this.series = series;
      this.faults = faults;
      this.key = key;
      this.emergencies = emergencies;
    }
  }

  /**
   * Prepares a run.
   *
   * @throws UsageException where an emergency does not fit into it
   */
  Simulation(Settings settings) {
    this.settings = settings;
    this.timeline = new Timeline(settings.startMillis(), settings.cadenceNanos());
    this.signals = new Signals(settings.seed());
    this.shieldMillis = EmergencyPlan.shieldMillis(timeline);
    Map<Turbine, List<Series>> seriesByTurbine = new LinkedHashMap<>();
    for (Turbine turbine : settings.turbines()) {
      seriesByTurbine.put(turbine, series(turbine));
    }
    this.emergencies =
        new EmergencyPlan(
                timeline, signals, seriesByTurbine, settings.lastsMillis(), settings.seed())
            .plan(settings.emergencies());
    for (Map.Entry<Turbine, List<Series>> entry : seriesByTurbine.entrySet()) {
      List<Emergency> own =
          emergencies.stream().filter(e -> e.turbine().equals(entry.getKey())).toList();
      for (Series series : entry.getValue()) {
        long key = seriesKey(series);
        sources.add(
            new Source(
                series,
                new FaultSequence(settings.faults(), Noise.key(key, 2)),
                Noise.key(key, 3),
                own));
      }
    }
    // Events of one cadence in order of their phases are events in order of time.
    sources.sort(Comparator.comparingLong(source -> source.series.phaseNanos()));
    nowMillis.set(settings.startMillis());
  }

  /** The emergencies that will happen, in order of time. */
  List<Emergency> emergencies() {
    return emergencies;
  }

  /** Makes up events until the end or until stopped, and delivers them all. */
  void run(RecordSink sink, Optional<GroundTruth> groundTruth, Pace pace)
      throws InterruptedException {
    writer = new EventWriter(settings.dialect(), signals);
    truth = groundTruth.orElse(null);
    int seriesPerTurbine = sources.size() / settings.turbines().size();
    long cadencesToFill = settings.readingsPerRecord() / seriesPerTurbine + 2L;
    packer =
        new RecordPacker(
            settings.readingsPerRecord(), cadencesToFill * timeline.cadenceMillis(), sink);

    boolean ended = makeAll(pace);
    // A run that was stopped has come as far as its last reading.
    long end = ended && settings.lastsMillis().isPresent() ? endMillis() : nowMillis.get();
    release(Long.MAX_VALUE, end);
    packer.flush();
    reportEmergencies(end, true);
    sink.finish();
  }

  /** Readings handed on so far, second copies included. */
  long sentReadings() {
    return sentReadings.get();
  }

  /** Event time reached, epoch millis. */
  long nowMillis() {
    return nowMillis.get();
  }

  /** Readings with each fault so far. */
  Map<FaultKind, Long> faultCounts() {
    return faultCounts;
  }

  /** Emergencies whose condition was satisfied before the end. */
  List<Emergency> happened() {
    return reported.entrySet().stream().filter(Map.Entry::getValue).map(Map.Entry::getKey).toList();
  }

  /** Answers whether the end was reached, not a stop. */
  private boolean makeAll(Pace pace) throws InterruptedException {
    long end = settings.durationMillis().isPresent() ? endMillis() : Long.MAX_VALUE;
    long remaining = settings.count().orElse(Long.MAX_VALUE);
    for (long index = 0; ; index++) {
      for (Source source : sources) {
        long date = timeline.dateMillis(source.series, index);
        if (date >= end || remaining <= 0) {
          return true;
        }
        if (!pace.await(date)) {
          return false;
        }
        nowMillis.set(date);
        remaining -= source.series.sensors().size();
        release(date, date);
        packer.flushOlderThan(date);
        reportEmergencies(date, false);
        make(source, index, date);
      }
    }
  }

  private void make(Source source, long index, long date) throws InterruptedException {
    Series series = source.series;
    boolean shielded = false;
    for (Emergency emergency : source.emergencies) {
      shielded |= emergency.shields(date, shieldMillis);
    }
    Optional<FaultKind> fault = source.faults.next(shielded);
    double[] clean = new double[series.sensors().size()];
    for (int i = 0; i < clean.length; i++) {
      clean[i] = signals.value(series.turbine(), series.sensors().get(i), date);
      for (Emergency emergency : source.emergencies) {
        if (emergency.silences(date)) {
          return;
        }
        clean[i] = emergency.value(series.sensors().get(i), date, clean[i]);
      }
    }
    String id = series.turbine().id() + '-' + series.code() + '-' + timeline.counter(series, index);
    Event event = new Event(series, id, date, clean);
    if (fault.isEmpty()) {
      send(event, writer.write(event, Flaw.NONE), date);
    } else {
      makeFaulty(source, fault.get(), event, index);
    }
  }

  private void makeFaulty(Source source, FaultKind fault, Event event, long index)
      throws InterruptedException {
    long date = event.dateMillis();
    double[] clean = event.values();
    String key = event.series().turbine().id();
    switch (fault) {
      case MISSING -> {
        Flaw flaw = pick(Flaw.MISSING, source.key, index);
        send(event, writer.write(event, flaw), date);
        note(fault, event, date, clean, flaw.label(), 0);
      }
      case SPIKE, STUCK, DRIFT -> {
        Event wrong =
            new Event(event.series(), event.id(), date, wrongValues(source, fault, clean, index));
        send(wrong, writer.write(wrong, Flaw.NONE), date);
        note(fault, wrong, date, clean, "", 0);
      }
      case GAP -> note(fault, event, date, clean, "", 0);
      case DUPLICATE -> {
        byte[] bytes = writer.write(event, Flaw.NONE);
        send(event, bytes, date);
        int after = 1 + Noise.below(LATEST_DUPLICATE_READINGS, source.key, index);
        long step = Math.min(timeline.cadenceMillis(), LONGEST_DUPLICATE_STEP_MILLIS);
        withhold(fault, event, bytes, date + after * step);
      }
      case LATE -> {
        long extra = (long) (settings.lateByMillis() * 0.5 * Noise.unit(source.key, index));
        byte[] bytes = writer.write(event, Flaw.NONE);
        withhold(fault, event, bytes, date + settings.lateByMillis() + 1 + extra);
      }
      case MALFORMED -> {
        List<Flaw> forms = settings.dialect().wide() ? Flaw.MALFORMED_WIDE : Flaw.MALFORMED;
        Flaw flaw = pick(forms, source.key, index);
        // Alone in its record: what a broken event's neighbours are worth is the reader's choice.
        packer.addAlone(key, writer.write(event, flaw), 1);
        sentReadings.addAndGet(1);
        note(fault, event, date, clean, flaw.label(), 0);
      }
      case FUTURE -> {
        boolean year = Noise.unit(source.key, index) < 0.5;
        long ahead =
            year
                ? YEAR_MILLIS
                : TEN_MINUTES_MILLIS + Noise.below(60_000, Noise.key(source.key, 5), index);
        Event wrong = new Event(event.series(), event.id(), date + ahead, clean);
        send(wrong, writer.write(wrong, Flaw.NONE), date);
        note(fault, wrong, date, clean, year ? "year" : "ten-minutes", 0);
      }
    }
  }

  private double[] wrongValues(Source source, FaultKind fault, double[] clean, long index) {
    Series series = source.series;
    int position = source.faults.position();
    long firstIndex = index - position;
    double[] wrong = new double[clean.length];
    for (int i = 0; i < wrong.length; i++) {
      Sensor sensor = series.sensors().get(i);
      wrong[i] =
          switch (fault) {
            case SPIKE -> FaultValues.spike(sensor, Noise.key(source.key, i), index);
            case STUCK ->
                signals.value(
                    series.turbine(), sensor, timeline.dateMillis(series, firstIndex - 1));
            default ->
                FaultValues.drifted(
                    sensor,
                    clean[i],
                    (position + 1.0) / source.faults.length(),
                    Noise.unit(source.key, firstIndex) < 0.5);
          };
    }
    return wrong;
  }

  private void send(Event event, byte[] bytes, long now) throws InterruptedException {
    int readings = event.values().length;
    packer.add(event.series().turbine().id(), bytes, readings, now);
    sentReadings.addAndGet(readings);
  }

  private void withhold(FaultKind fault, Event event, byte[] bytes, long releaseMillis) {
    withheld.add(
        new Withheld(
            releaseMillis,
            withheldCount++,
            fault,
            event,
            bytes,
            event.dateMillis(),
            event.values()));
  }

  private void release(long untilMillis, long now) throws InterruptedException {
    while (!withheld.isEmpty() && withheld.peek().releaseMillis() <= untilMillis) {
      Withheld held = withheld.remove();
      send(held.event(), held.bytes(), now);
      note(
          held.fault(),
          held.event(),
          held.dateMillis(),
          held.cleanValues(),
          "",
          now - held.dateMillis());
    }
  }

  private void note(
      FaultKind fault, Event event, long date, double[] clean, String form, long lateByMillis) {
    faultCounts.merge(
        fault, (long) GroundTruth.readingsOf(fault, event.values().length), Long::sum);
    if (truth != null) {
      truth.fault(fault, event, date, clean, form, lateByMillis);
    }
  }

  /** Writes down the emergencies that are over; at the end of the run, those that began too. */
  private void reportEmergencies(long now, boolean end) {
    for (Emergency emergency : emergencies) {
      if (emergency.startMillis() > now) {
        return;
      }
      if (!reported.containsKey(emergency) && (end || emergency.endMillis() <= now)) {
        boolean happened =
            emergency.conditionMet().values().stream().anyMatch(millis -> millis <= now);
        reported.put(emergency, happened);
        if (truth != null && happened) {
          truth.emergency(emergency, now);
        }
      }
    }
  }

  private long endMillis() {
    return settings.startMillis() + settings.lastsMillis().orElseThrow();
  }

  private List<Series> series(Turbine turbine) {
    if (settings.dialect().wide()) {
      return List.of(phased(turbine, settings.sensors(), "all"));
    }
    return settings.sensors().stream()
        .map(sensor -> phased(turbine, List.of(sensor), sensor.code()))
        .toList();
  }

  private Series phased(Turbine turbine, List<Sensor> sensors, String code) {
    long key = Noise.key(Noise.key(settings.seed(), 3_000 + turbine.number()), code.hashCode());
    return new Series(
        turbine, sensors, code, (long) (Noise.unit(key, 0) * settings.cadenceNanos()));
  }

  private long seriesKey(Series series) {
    return Noise.key(
        Noise.key(settings.seed(), 2_000_000 + series.turbine().number()),
        series.code().hashCode());
  }

  private static Flaw pick(List<Flaw> forms, long key, long index) {
    return forms.get(Noise.below(forms.size(), Noise.key(key, 4), index));
  }
}
