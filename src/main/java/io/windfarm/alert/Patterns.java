package io.windfarm.alert;

import io.windfarm.model.Condition;
import io.windfarm.model.Edge;
import java.time.Duration;
import org.apache.flink.cep.nfa.aftermatch.AfterMatchSkipStrategy;
import org.apache.flink.cep.pattern.Pattern;
import org.apache.flink.cep.pattern.conditions.IterativeCondition;
import org.apache.flink.cep.pattern.conditions.SimpleCondition;

/**
 * The rules as CEP patterns over edges, each over a stream of its own conditions only. Edges end a
 * run as well as continue it, so "consecutive" means consecutive readings of the sensor. Every
 * pattern starts again after a match: one event is part of one match.
 */
final class Patterns {
  static final String FIRST = "first";
  static final String LAST = "last";

  private static final AfterMatchSkipStrategy SKIP = AfterMatchSkipStrategy.skipPastLastEvent();

  private Patterns() {}

  /** CEP drops a match that takes as long as its window; "within 60 s" includes 60 s. */
  private static Duration inclusive(Duration within) {
    return within.plusMillis(1);
  }

  /** {@code count} consecutive readings at which the condition holds. */
  static Pattern<Edge, Edge> run(int count, Duration within) {
    return Pattern.<Edge>begin(FIRST, SKIP)
        .where(new Holds())
        .times(count)
        .consecutive()
        .within(inclusive(within));
  }

  /** {@code count} readings of one sensor at which the condition holds, whatever lies between. */
  static Pattern<Edge, Edge> repeated(int count, Duration within) {
    return Pattern.<Edge>begin(FIRST, SKIP)
        .where(new HoldsForSameSensor())
        .times(count)
        .within(inclusive(within));
  }

  /** The battery rises three times from its warning limit on and turns critical. */
  static Pattern<Edge, Edge> thermalRunaway(Duration within) {
    return Pattern.<Edge>begin(FIRST, SKIP)
        .where(new Is(Condition.BATTERY_RISING))
        .followedBy(LAST)
        .where(new HotSoonEnough(within.toMillis()))
        .within(inclusive(within));
  }

  /**
   * One condition and the other, in either order, over edges at which one of them holds. Each of
   * them replaces the one before: if the latest is too long ago for a match, so are all others.
   * Were they all kept, a sensor that reports often would fill the state with starts.
   */
  static Pattern<Edge, Edge> both(Condition one, Condition other, Duration within) {
    return Pattern.<Edge>begin(FIRST, SKIP)
        .where(new Holds())
        .next(LAST)
        .where(new TheOther(one, other))
        .within(inclusive(within));
  }

  /** The condition holds for {@code length} and at no reading in between does not. */
  static Pattern<Edge, Edge> held(Duration length, Duration within) {
    return Pattern.<Edge>begin(FIRST, SKIP)
        .where(new Begins())
        .notFollowedBy("ended")
        .where(new Ends())
        .followedBy(LAST)
        .where(new HeldFor(length.toMillis()))
        .within(inclusive(within));
  }

  /** The condition holds at this reading. */
  static final class Holds extends SimpleCondition<Edge> {
    private static final long serialVersionUID = 1L;

    @Override
    public boolean filter(Edge edge) {
      return edge.holds;
    }
  }

  /** The condition holds, as it did at the readings before, for the same sensor. */
  static final class HoldsForSameSensor extends IterativeCondition<Edge> {
    private static final long serialVersionUID = 1L;

    @Override
    public boolean filter(Edge edge, Context<Edge> match) throws Exception {
      if (!edge.holds) {
        return false;
      }
      for (Edge before : match.getEventsForPattern(FIRST)) {
        return before.sensor.equals(edge.sensor);
      }
      return true;
    }
  }

  /** The condition begins to hold at this reading. */
  static final class Begins extends SimpleCondition<Edge> {
    private static final long serialVersionUID = 1L;

    @Override
    public boolean filter(Edge edge) {
      return edge.holds && edge.changes;
    }
  }

  /** The condition holds no longer. */
  static final class Ends extends SimpleCondition<Edge> {
    private static final long serialVersionUID = 1L;

    @Override
    public boolean filter(Edge edge) {
      return !edge.holds;
    }
  }

  /** A given condition holds at this reading. */
  static final class Is extends SimpleCondition<Edge> {
    private static final long serialVersionUID = 1L;
    private final Condition condition;

    Is(Condition condition) {
      this.condition = condition;
    }

    @Override
    public boolean filter(Edge edge) {
      return edge.holds && edge.condition == condition;
    }
  }

  /** The battery is hot, and was at its warning limit at most so long ago. */
  static final class HotSoonEnough extends IterativeCondition<Edge> {
    private static final long serialVersionUID = 1L;
    private final long within;

    HotSoonEnough(long within) {
      this.within = within;
    }

    @Override
    public boolean filter(Edge edge, Context<Edge> match) throws Exception {
      return edge.holds
          && edge.condition == Condition.BATTERY_HOT
          && edge.eventTime - only(match).since <= within;
    }
  }

  /** The condition that the match did not begin with. */
  static final class TheOther extends IterativeCondition<Edge> {
    private static final long serialVersionUID = 1L;
    private final Condition one;
    private final Condition other;

    TheOther(Condition one, Condition other) {
      this.one = one;
      this.other = other;
    }

    @Override
    public boolean filter(Edge edge, Context<Edge> match) throws Exception {
      Condition wanted = only(match).condition == one ? other : one;
      return edge.holds && edge.condition == wanted;
    }
  }

  /** The condition still holds, so long after it began. */
  static final class HeldFor extends IterativeCondition<Edge> {
    private static final long serialVersionUID = 1L;
    private final long length;

    HeldFor(long length) {
      this.length = length;
    }

    @Override
    public boolean filter(Edge edge, Context<Edge> match) throws Exception {
      return edge.holds && edge.eventTime - only(match).eventTime >= length;
    }
  }

  private static Edge only(IterativeCondition.Context<Edge> match) throws Exception {
    return match.getEventsForPattern(FIRST).iterator().next();
  }
}
