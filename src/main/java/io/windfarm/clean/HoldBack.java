package io.windfarm.clean;

import java.time.Duration;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.ChainingStrategy;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * Holds the watermark back by as much as {@link Clean} may wait, so that nothing is late for its
 * waiting. The end of input passes as it is. Without a limit on the look-ahead no watermark passes
 * before it. What passes keeps the timestamp it has, which behind cleaning may be a timer's: the
 * event times are in the readings.
 *
 * <p>One millisecond more is taken off: in front of cleaning a reading may have the time of the
 * watermark itself, here it may not.
 */
public class HoldBack<T> extends AbstractStreamOperator<T> implements OneInputStreamOperator<T, T> {
  private static final long serialVersionUID = 1L;

  private final long maxLookahead;

  /**
   * @param maxLookahead as given to {@link Clean}
   */
  public HoldBack(Duration maxLookahead) {
    this.maxLookahead = maxLookahead.toMillis();
    this.chainingStrategy = ChainingStrategy.ALWAYS;
  }

  @Override
  public void processElement(StreamRecord<T> element) {
    output.collect(element);
  }

  @Override
  public void processWatermark(Watermark mark) throws Exception {
    long time = mark.getTimestamp();
    if (time == Long.MAX_VALUE) {
      super.processWatermark(mark);
    } else if (maxLookahead > 0 && time > Long.MIN_VALUE + maxLookahead) {
      super.processWatermark(new Watermark(time - maxLookahead - 1));
    }
  }
}
