package io.windfarm.alert;

import io.windfarm.model.Edge;
import org.apache.flink.cep.EventComparator;

/** Orders edges of equal event time, which may come by several ways, by what they say. */
final class EdgeOrder implements EventComparator<Edge> {
  private static final long serialVersionUID = 1L;

  @Override
  public int compare(Edge a, Edge b) {
    int byCondition = a.condition.compareTo(b.condition);
    return byCondition != 0 ? byCondition : Long.compare(a.since, b.since);
  }
}
