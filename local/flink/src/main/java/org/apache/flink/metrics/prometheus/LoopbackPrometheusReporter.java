package org.apache.flink.metrics.prometheus;

import io.prometheus.client.exporter.HTTPServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Properties;
import org.apache.flink.metrics.MetricConfig;
import org.apache.flink.metrics.reporter.MetricReporterFactory;

/**
 * Flink's Prometheus reporter, for the loopback interface: the original listens on all there are,
 * and has no setting for it. In its package, since what it has registered is seen from there only.
 */
public final class LoopbackPrometheusReporter extends AbstractPrometheusReporter {
  private final HTTPServer server;

  private LoopbackPrometheusReporter(int port) {
    try {
      server =
          new HTTPServer(
              new InetSocketAddress(InetAddress.getLoopbackAddress(), port), registry, true);
    } catch (IOException e) {
      throw new UncheckedIOException(
          "Port " + port + " can't be listened on: give metrics.reporter.<name>.port a free one",
          e);
    }
  }

  @Override
  public void close() {
    server.stop();
    super.close();
  }

  /** Makes one that listens on {@code metrics.reporter.<name>.port}. */
  public static final class Factory implements MetricReporterFactory {
    private static final String PORT = "port";

    @Override
    public LoopbackPrometheusReporter createMetricReporter(Properties properties) {
      int port = ((MetricConfig) properties).getInteger(PORT, -1);
      if (port < 0) {
        throw new IllegalArgumentException("metrics.reporter.<name>.port is missing");
      }
      return new LoopbackPrometheusReporter(port);
    }
  }
}
