package io.windfarm.producers;

import io.prometheus.metrics.core.metrics.CounterWithCallback;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.exporter.httpserver.HTTPServer;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.IOException;
import java.util.function.LongSupplier;
import java.util.function.ToLongFunction;

/**
 * What a run has sent and what waits, for Prometheus: on the loopback interface, under /metrics.
 */
final class MetricsPage implements AutoCloseable {
  private static final double MILLIS_PER_SECOND = 1_000;

  private final HTTPServer server;

  private MetricsPage(HTTPServer server) {
    this.server = server;
  }

  /**
   * Serves until closed.
   *
   * @param port 0 for a free one
   * @param measured readings handed to the sink so far
   * @param pace of the run
   * @throws UsageException where the port is taken
   */
  static MetricsPage start(int port, LongSupplier measured, RecordSink sink, Pace pace) {
    PrometheusRegistry registry = new PrometheusRegistry();
    counter(registry, "readings_measured", "Readings handed to the sender.", measured);
    counter(registry, sink, "readings_acknowledged", "Readings that arrived.", Delivery::readings);
    counter(registry, sink, "readings_diverted", "Of those the ones in Kafka.", Delivery::diverted);
    counter(registry, sink, "records_acknowledged", "Records that arrived.", Delivery::records);
    counter(registry, sink, "records_retried", "Records sent once more.", Delivery::retries);
    counter(
        registry,
        sink,
        "throttled",
        "Times that the service said a shard's limit was reached.",
        Delivery::throttled);
    gauge(
        registry,
        "spool_readings",
        "Readings that wait in the spool.",
        () -> sink.delivery().spooled());
    gauge(
        registry,
        "behind_seconds",
        "How far sending is behind the pace that was asked for.",
        () -> Math.max(0, pace.behindMillis()) / MILLIS_PER_SECOND);
    try {
      return new MetricsPage(
          HTTPServer.builder().hostname("127.0.0.1").port(port).registry(registry).buildAndStart());
    } catch (IOException e) {
      throw new UsageException(
          "--metrics-port "
              + port
              + " can't be listened on ("
              + e.getMessage()
              + "): give another");
    }
  }

  int port() {
    return server.getPort();
  }

  @Override
  public void close() {
    server.close();
  }

  private static void counter(
      PrometheusRegistry registry,
      RecordSink sink,
      String name,
      String help,
      ToLongFunction<Delivery> count) {
    counter(registry, name, help, () -> count.applyAsLong(sink.delivery()));
  }

  private static void counter(
      PrometheusRegistry registry, String name, String help, LongSupplier count) {
    CounterWithCallback.builder()
        .name("windfarm_producer_" + name)
        .help(help)
        .callback(callback -> callback.call(count.getAsLong()))
        .register(registry);
  }

  private interface Value {
    double get();
  }

  private static void gauge(PrometheusRegistry registry, String name, String help, Value value) {
    GaugeWithCallback.builder()
        .name("windfarm_producer_" + name)
        .help(help)
        .callback(callback -> callback.call(value.get()))
        .register(registry);
  }
}
