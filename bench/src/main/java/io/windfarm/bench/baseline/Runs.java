package io.windfarm.bench.baseline;

import io.windfarm.model.Condition;
import io.windfarm.model.Edge;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.annotation.Nullable;

/**
 * The job's CEP patterns as counters of one turbine: each takes the edges of its own conditions in
 * event-time order and returns those that match when one completes it, or null. A match uses up all
 * that came before it.
 */
final class Runs {
  private Runs() {}

  /** One pattern of one turbine. */
  interface Run {
    /** The edges of a match that this one completes, oldest first; null if it completes none. */
    @Nullable
    List<Edge> next(Edge edge);
  }

  /** So many readings one after another at which the condition holds. */
  static Run consecutive(int count, long within) {
    Deque<Edge> run = new ArrayDeque<>(count);
    return edge -> {
      if (!edge.holds) {
        run.clear();
        return null;
      }
      return add(run, edge, count, within);
    };
  }

  /** So many readings of one sensor at which the condition holds, whatever lies between. */
  static Run repeated(int count, long within) {
    Map<String, Deque<Edge>> runs = new HashMap<>();
    return edge -> {
      if (!edge.holds) {
        return null;
      }
      Deque<Edge> run = runs.computeIfAbsent(edge.sensor, none -> new ArrayDeque<>(count));
      List<Edge> match = add(run, edge, count, within);
      if (match != null) {
        runs.clear();
      }
      return match;
    };
  }

  @Nullable
  private static List<Edge> add(Deque<Edge> run, Edge edge, int count, long within) {
    run.addLast(edge);
    if (run.size() > count) {
      run.removeFirst();
    }
    if (run.size() < count || edge.eventTime - run.getFirst().eventTime > within) {
      return null;
    }
    List<Edge> match = new ArrayList<>(run);
    run.clear();
    return match;
  }

  /** A battery that rose, and is hot soon enough after it did. */
  static Run thermalRunaway(long within) {
    Deque<Edge> rises = new ArrayDeque<>();
    return edge -> {
      while (!rises.isEmpty() && edge.eventTime - rises.getFirst().eventTime > within) {
        rises.removeFirst();
      }
      if (edge.holds && edge.condition == Condition.BATTERY_RISING) {
        rises.addLast(edge);
        return null;
      }
      if (!edge.holds || edge.condition != Condition.BATTERY_HOT) {
        return null;
      }
      for (Edge rise : rises) {
        if (edge.eventTime - rise.since <= within) {
          rises.clear();
          return List.of(rise, edge);
        }
      }
      return null;
    };
  }

  /** Two conditions one right after the other, in either order. */
  static Run both(long within) {
    return new Run() {
      private Edge before;

      @Override
      public List<Edge> next(Edge edge) {
        Edge first = before;
        before = edge;
        if (first == null
            || first.condition == edge.condition
            || edge.eventTime - first.eventTime > within) {
          return null;
        }
        before = null;
        return List.of(first, edge);
      }
    };
  }

  /** A condition that goes on for so long without a break. */
  static Run held(long length, long within) {
    return new Run() {
      private Edge begin;

      @Override
      public List<Edge> next(Edge edge) {
        if (!edge.holds) {
          begin = null;
        } else if (begin != null
            && edge.eventTime - begin.eventTime >= length
            && edge.eventTime - begin.eventTime <= within) {
          List<Edge> match = List.of(begin, edge);
          begin = null;
          return match;
        } else if (edge.changes) {
          begin = edge;
        }
        return null;
      }
    };
  }
}
