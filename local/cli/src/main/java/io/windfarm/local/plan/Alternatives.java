package io.windfarm.local.plan;

import io.windfarm.local.plan.Setup.Flink;
import io.windfarm.local.plan.Setup.Stream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** Other ways to do what was asked, each reckoned like it: one change at a time, and together. */
final class Alternatives {
  /** What a GB may cost, in the currency of the figures. */
  static final double TARGET_PER_GB = 0.10;

  /** With it a row is still queryable within five minutes of its event. */
  private static final Duration LONG_CHECKPOINTS = Duration.ofMinutes(4);

  private static final int[] SECONDS_TO_FILL = {1, 5};

  /**
   * A plan that differs from the one that was asked for.
   *
   * @param changes in words; empty for none
   * @param price what one gives for it
   */
  record Alternative(String changes, String price, Plan plan) {
    boolean meetsTarget() {
      return plan.perGb() < TARGET_PER_GB;
    }
  }

  private record Ask(Fleet fleet, Setup setup) {}

  private record Change(String name, String price, UnaryOperator<Ask> to) {}

  private final Plan asked;
  private final Figures figures;

  private Alternatives(Plan asked, Figures figures) {
    this.asked = asked;
    this.figures = figures;
  }

  /**
   * First what was asked, then each change alone, then the cheapest combinations: with Flink
   * managed as far as it is, and of all.
   */
  static List<Alternative> to(Plan asked, Figures figures) {
    return new Alternatives(asked, figures).list();
  }

  /** The cheapest that meets the target. */
  static Optional<Alternative> best(List<Alternative> alternatives) {
    return alternatives.stream()
        .filter(Alternative::meetsTarget)
        .min(Comparator.comparingDouble(each -> each.plan().monthly()));
  }

  private List<Alternative> list() {
    List<List<Change>> dimensions = dimensions();
    List<Alternative> list = new ArrayList<>();
    list.add(with(List.of()));
    dimensions.forEach(choices -> choices.forEach(change -> list.add(with(List.of(change)))));
    List<Alternative> combined = combinations(dimensions).stream().map(this::with).toList();
    for (Flink flink : Flink.values()) {
      combined.stream()
          .filter(each -> each.plan().setup().flink() == flink)
          .min(Comparator.comparingDouble(each -> each.plan().monthly()))
          .filter(each -> list.stream().noneMatch(had -> had.changes().equals(each.changes())))
          .ifPresent(list::add);
    }
    return list;
  }

  private Alternative with(List<Change> changes) {
    Ask ask = new Ask(asked.fleet(), asked.setup());
    for (Change change : changes) {
      ask = change.to().apply(ask);
    }
    return new Alternative(
        changes.stream().map(Change::name).collect(Collectors.joining(", ")),
        changes.stream()
            .map(Change::price)
            .filter(price -> !price.isEmpty())
            .collect(Collectors.joining("; ")),
        Plan.of(ask.fleet(), ask.setup(), figures));
  }

  /** One choice of each, or none. */
  private static List<List<Change>> combinations(List<List<Change>> dimensions) {
    List<List<Change>> combinations = List.of(List.of());
    for (List<Change> choices : dimensions) {
      List<List<Change>> longer = new ArrayList<>(combinations);
      for (List<Change> begun : combinations) {
        for (Change choice : choices) {
          List<Change> extended = new ArrayList<>(begun);
          extended.add(choice);
          longer.add(extended);
        }
      }
      combinations = longer;
    }
    return combinations;
  }

  private List<List<Change>> dimensions() {
    Setup setup = asked.setup();
    List<List<Change>> dimensions = new ArrayList<>();
    dimensions.add(records());
    Stream other = setup.stream() == Stream.PROVISIONED ? Stream.ON_DEMAND : Stream.PROVISIONED;
    String streamName = other == Stream.ON_DEMAND ? "stream on demand" : "stream provisioned";
    String streamPrice = other == Stream.ON_DEMAND ? "" : "shards are yours to add";
    dimensions.add(List.of(setup(streamName, streamPrice, each -> each.with(other))));
    if (setup.fanOut()) {
      dimensions.add(
          List.of(setup("polling", "readers share 2 MB/s and 5 calls/s a shard", Setup::polling)));
    }
    if (setup.retention().compareTo(StreamCost.FREE_RETENTION) > 0) {
      dimensions.add(
          List.of(
              setup(
                  "retention 24 h",
                  "the job may be down no longer",
                  each -> each.withRetention(StreamCost.FREE_RETENTION))));
    }
    if (setup.checkpoints().compareTo(LONG_CHECKPOINTS) < 0) {
      dimensions.add(
          List.of(
              setup(
                  "checkpoints every 4 min",
                  "rows queryable as much later",
                  each -> each.withCheckpoints(LONG_CHECKPOINTS))));
    }
    Flink runner = setup.flink() == Flink.MANAGED ? Flink.OWN : Flink.MANAGED;
    dimensions.add(
        List.of(
            setup(
                runner == Flink.OWN ? "Flink on own machines" : "Flink managed",
                runner == Flink.OWN ? "machines are yours to run" : "",
                each -> each.with(runner))));
    return dimensions;
  }

  /** Records that a turbine fills within some seconds, if that is more than was asked. */
  private List<Change> records() {
    Fleet fleet = asked.fleet();
    List<Change> changes = new ArrayList<>();
    int most = fleet.readingsPerRecord();
    for (int seconds : SECONDS_TO_FILL) {
      double readings = Math.floor(fleet.hz().doubleValue() * fleet.sensors() * seconds);
      int fitting =
          (Shards.RECORD_BYTES - (int) figures.of(Figure.KEY_BYTES)) / (fleet.eventBytes() + 1);
      int count = (int) Math.min(readings, fitting);
      if (count > most) {
        most = count;
        changes.add(
            new Change(
                count + " readings a record",
                "alerts up to " + seconds + " s later",
                ask -> new Ask(ask.fleet().withReadingsPerRecord(count), ask.setup())));
      }
    }
    return changes;
  }

  private static Change setup(String name, String price, UnaryOperator<Setup> to) {
    return new Change(name, price, ask -> new Ask(ask.fleet(), to.apply(ask.setup())));
  }
}
