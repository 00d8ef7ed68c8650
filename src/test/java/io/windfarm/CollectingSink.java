package io.windfarm;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;

/** Keeps what a job in this JVM emits; unlike Flink's own collecting it takes a uid. */
public final class CollectingSink<T> implements Sink<T> {
  private static final long serialVersionUID = 1L;
  private static final Map<String, Queue<Object>> COLLECTED = new ConcurrentHashMap<>();

  private final String name = UUID.randomUUID().toString();

  public CollectingSink() {
    COLLECTED.put(name, new ConcurrentLinkedQueue<>());
  }

  /** What has been collected so far. */
  @SuppressWarnings("unchecked") // Only this sink's writers add to this queue.
  public List<T> soFar() {
    return new ArrayList<>((Queue<T>) COLLECTED.get(name));
  }

  /** What has been collected so far; the sink can't be asked again. */
  @SuppressWarnings("unchecked") // Only this sink's writers add to this queue.
  public List<T> take() {
    return new ArrayList<>((Queue<T>) COLLECTED.remove(name));
  }

  @Override
  public SinkWriter<T> createWriter(WriterInitContext context) {
    return new Writer<>(COLLECTED.get(name));
  }

  @Override
  @Deprecated
  public SinkWriter<T> createWriter(InitContext context) {
    return new Writer<>(COLLECTED.get(name));
  }

  private static final class Writer<T> implements SinkWriter<T> {
    private final Queue<Object> collected;

    Writer(Queue<Object> collected) {
      this.collected = collected;
    }

    @Override
    public void write(T element, Context context) {
      collected.add(element);
    }

    @Override
    public void flush(boolean endOfInput) {}

    @Override
    public void close() {}
  }
}
