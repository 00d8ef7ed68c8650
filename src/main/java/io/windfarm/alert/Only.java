package io.windfarm.alert;

import io.windfarm.model.Condition;
import io.windfarm.model.Edge;
import org.apache.flink.api.common.functions.FilterFunction;

/** Lets through the edges of some conditions. */
final class Only implements FilterFunction<Edge> {
  private static final long serialVersionUID = 1L;

  private final int conditions;

  Only(Condition... conditions) {
    int bits = 0;
    for (Condition condition : conditions) {
      bits |= condition.bit();
    }
    this.conditions = bits;
  }

  @Override
  public boolean filter(Edge edge) {
    return edge.condition.in(conditions);
  }
}
