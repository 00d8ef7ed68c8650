package io.windfarm.state;

import io.windfarm.model.Arrival;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.source.SourceFunction;

/**
 * Arrivals of which the last is followed by silence, not by the end: the job that has read them all
 * is in the middle of everything, which is where a savepoint is worth taking.
 */
@SuppressWarnings("deprecation") // As the Kinesis consumer, which has no successor that can be had.
final class HeldArrivals implements SourceFunction<Arrival> {
  private static final long serialVersionUID = 1L;

  /** What runs in this JVM are to emit, by name: it need not travel. */
  private static final Map<String, List<Arrival>> ARRIVALS = new ConcurrentHashMap<>();

  private final String name = UUID.randomUUID().toString();
  private final boolean held;
  private volatile boolean running = true;

  private HeldArrivals(List<Arrival> arrivals, boolean held) {
    ARRIVALS.put(name, arrivals);
    this.held = held;
  }

  static HeldArrivals held(List<Arrival> arrivals) {
    return new HeldArrivals(arrivals, true);
  }

  static HeldArrivals ending(List<Arrival> arrivals) {
    return new HeldArrivals(arrivals, false);
  }

  DataStream<Arrival> in(StreamExecutionEnvironment environment) {
    return environment.addSource(this, "Arrivals", Types.POJO(Arrival.class)).uid("source");
  }

  /** True once a savepoint would come after all arrivals. */
  boolean isEmitted() {
    return !ARRIVALS.containsKey(name);
  }

  @Override
  public void run(SourceContext<Arrival> context) throws InterruptedException {
    synchronized (context.getCheckpointLock()) {
      ARRIVALS.get(name).forEach(context::collect);
      ARRIVALS.remove(name);
    }
    synchronized (this) {
      while (held && running) {
        wait();
      }
    }
  }

  @Override
  public synchronized void cancel() {
    running = false;
    notifyAll();
  }
}
