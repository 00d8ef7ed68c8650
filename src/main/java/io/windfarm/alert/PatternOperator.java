package io.windfarm.alert;

import io.windfarm.metrics.Metric;
import io.windfarm.metrics.Metrics;
import io.windfarm.model.Edge;
import io.windfarm.model.Signal;
import io.windfarm.state.FormerState;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.cep.EventComparator;
import org.apache.flink.cep.nfa.NFAState;
import org.apache.flink.cep.nfa.NFAStateSerializer;
import org.apache.flink.cep.nfa.compiler.NFACompiler;
import org.apache.flink.cep.operator.CepOperator;
import org.apache.flink.cep.pattern.Pattern;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.runtime.state.VoidNamespaceSerializer;
import org.apache.flink.streaming.api.operators.ChainingStrategy;
import org.apache.flink.streaming.api.operators.InternalTimer;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * Flink's operator of a pattern in event time, and how many partial matches it holds, which that
 * has no metric of. They are counted from its keyed state, under its name of it: what there is when
 * it starts, and from then on what each timer, at which all its matching is done, adds or takes
 * away. States and their names are Flink's, but for the form of two: {@link PatternContext}.
 */
final class PatternOperator extends CepOperator<Edge, String, Signal> {
  private static final long serialVersionUID = 1L;

  /** As {@link CepOperator} calls it, for ever: savepoints know it by this name. */
  private static final String NFA_STATE = "nfaStateName";

  private final Rule rule;
  private transient ValueState<NFAState> state;
  private transient AtomicLong partialMatches;
  private transient FormerState former;

  /**
   * Of a rule's pattern.
   *
   * @param edges serializes what it gets
   * @param order of edges of equal event time; null where they come by one way and are in order
   */
  PatternOperator(
      Rule rule,
      TypeSerializer<Edge> edges,
      Pattern<Edge, ?> pattern,
      EventComparator<Edge> order) {
    super(
        edges,
        false,
        // Match is told of partial matches that ran out of time.
        NFACompiler.compileFactory(pattern, true),
        order,
        pattern.getAfterMatchSkipStrategy(),
        new Match(rule),
        null);
    this.rule = rule;
    // Flink's begins a chain, and so a vertex, which might be given a parallelism of its own.
    chainingStrategy = ChainingStrategy.ALWAYS;
  }

  @Override
  public void initializeState(StateInitializationContext context) throws Exception {
    former = FormerState.of(context);
    super.initializeState(new PatternContext(context, former));
    ValueStateDescriptor<NFAState> descriptor =
        new ValueStateDescriptor<>(NFA_STATE, new NFAStateSerializer());
    state = context.getKeyedStateStore().getState(descriptor);
    partialMatches = new AtomicLong();
    if (context.isRestored()) {
      getKeyedStateBackend()
          .applyToAllKeys(
              VoidNamespace.INSTANCE,
              VoidNamespaceSerializer.INSTANCE,
              descriptor,
              (key, restored) -> partialMatches.addAndGet(partialMatchesOf(restored)));
    }
  }

  @Override
  public void snapshotState(StateSnapshotContext context) throws Exception {
    super.snapshotState(context);
    former.snapshot();
  }

  @Override
  public void open() throws Exception {
    super.open();
    Metrics.of(getMetricGroup(), getRuntimeContext().getGlobalJobParameters())
        .gauge(Metric.PARTIAL_MATCHES, rule.id(), partialMatches::get);
  }

  /** Edges of one turn come together: each has its place by its own event time. */
  @Override
  public void processElement(StreamRecord<Edge> element) throws Exception {
    element.setTimestamp(element.getValue().eventTime);
    super.processElement(element);
  }

  @Override
  public void onEventTime(InternalTimer<String, VoidNamespace> timer) throws Exception {
    long before = partialMatchesOf(state);
    super.onEventTime(timer);
    partialMatches.addAndGet(partialMatchesOf(state) - before);
  }

  /** Those of the current key that have taken an event; one that has not is there for every key. */
  private static long partialMatchesOf(ValueState<NFAState> state) throws IOException {
    NFAState nfa = state.value();
    return nfa == null
        ? 0
        : nfa.getPartialMatches().stream().filter(match -> match.getStartEventID() != null).count();
  }
}
