package io.windfarm.clean;

import java.util.List;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.ChainingStrategy;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * Takes lists apart into rows, for sinks. Rows say themselves when they were and leave without a
 * timestamp: Flink would make an object of each for the sink to look at.
 */
public final class OneByOne<T> extends AbstractStreamOperator<T>
    implements OneInputStreamOperator<List<T>, T> {
  private static final long serialVersionUID = 1L;

  private transient StreamRecord<T> outgoing;

  /** Stays in the chain of what comes before it. */
  public OneByOne() {
    chainingStrategy = ChainingStrategy.ALWAYS;
  }

  @Override
  public void open() throws Exception {
    super.open();
    outgoing = new StreamRecord<>(null);
  }

  @Override
  public void processElement(StreamRecord<List<T>> element) {
    List<T> rows = element.getValue();
    for (int i = 0; i < rows.size(); i++) {
      output.collect(outgoing.replace(rows.get(i)));
    }
  }
}
