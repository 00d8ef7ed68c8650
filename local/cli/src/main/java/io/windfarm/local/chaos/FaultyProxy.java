package io.windfarm.local.chaos;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;

/**
 * An HTTP proxy in front of an S3 endpoint that fails a share of the requests, in equal parts: 503
 * {@code SlowDown}; the connection is dropped before anything was done; it is dropped after all was
 * done, so that only the answer is lost. While the endpoint is away, every connection is dropped.
 * Bodies pass through the heap, one object each.
 */
final class FaultyProxy implements AutoCloseable {
  /** Of a connection, not of a request: the client makes them itself. */
  private static final Set<String> HOP_BY_HOP =
      Set.of(
          "connection",
          "content-length",
          "expect",
          "host",
          "keep-alive",
          "transfer-encoding",
          "upgrade");

  private static final byte[] SLOW_DOWN =
      ("<?xml version=\"1.0\" encoding=\"UTF-8\"?><Error><Code>SlowDown</Code>"
              + "<Message>Please reduce your request rate.</Message></Error>")
          .getBytes(StandardCharsets.UTF_8);

  private final URI behind;
  private final Random random;
  private final HttpServer server;
  private final ExecutorService workers;
  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(5))
          .build();
  private final AtomicLong failed = new AtomicLong();
  private volatile double failing;

  private enum Fate {
    SERVED,
    REFUSED,
    DROPPED,
    ANSWER_LOST
  }

  private FaultyProxy(URI behind, long seed) throws IOException {
    this.behind = behind;
    this.random = new Random(seed);
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1024);
    workers =
        Executors.newCachedThreadPool(
            task -> {
              Thread thread = new Thread(task, "faulty-proxy");
              thread.setDaemon(true);
              return thread;
            });
    server.setExecutor(workers);
    server.createContext("/", this::handle);
  }

  /** Starts one on a free port; the seed decides on the requests that fail. */
  static FaultyProxy inFrontOf(URI endpoint, long seed) throws IOException {
    FaultyProxy proxy = new FaultyProxy(endpoint, seed);
    proxy.server.start();
    return proxy;
  }

  /** Where to point clients. */
  URI uri() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /** From now on fails that share of the requests, 0 to 1. */
  void fail(double share) {
    failing = share;
  }

  /** Requests failed on purpose so far. */
  long failed() {
    return failed.get();
  }

  @Override
  public void close() {
    server.stop(0);
    workers.shutdownNow();
  }

  private void handle(HttpExchange exchange) throws IOException {
    // Closed without an answer, an exchange closes its connection.
    try (exchange) {
      byte[] body = exchange.getRequestBody().readAllBytes();
      Fate fate = draw();
      if (fate == Fate.REFUSED) {
        exchange.getResponseHeaders().set("Content-Type", "application/xml");
        answer(exchange, 503, SLOW_DOWN);
      } else if (fate != Fate.DROPPED) {
        HttpResponse<byte[]> response = forward(exchange, body);
        if (fate == Fate.SERVED) {
          response
              .headers()
              .map()
              .forEach(
                  (name, values) -> {
                    boolean ofHead = name.equalsIgnoreCase("content-length") && isHead(exchange);
                    if (ofHead || !HOP_BY_HOP.contains(name.toLowerCase(Locale.ROOT))) {
                      exchange.getResponseHeaders().put(name, List.copyOf(values));
                    }
                  });
          answer(exchange, response.statusCode(), response.body());
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private Fate draw() {
    double share = failing;
    if (share == 0) {
      return Fate.SERVED;
    }
    synchronized (random) {
      if (random.nextDouble() >= share) {
        return Fate.SERVED;
      }
      failed.incrementAndGet();
      return Fate.values()[1 + random.nextInt(Fate.values().length - 1)];
    }
  }

  private HttpResponse<byte[]> forward(HttpExchange exchange, byte[] body)
      throws IOException, InterruptedException {
    // The path as it came: keys may hold escaped characters.
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(behind + exchange.getRequestURI().toString()))
            .timeout(Duration.ofMinutes(1))
            .method(
                exchange.getRequestMethod(),
                body.length == 0 ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body));
    exchange
        .getRequestHeaders()
        .forEach(
            (name, values) -> {
              if (!HOP_BY_HOP.contains(name.toLowerCase(Locale.ROOT))) {
                values.forEach(value -> request.header(name, value));
              }
            });
    return client.send(request.build(), BodyHandlers.ofByteArray());
  }

  private static void answer(HttpExchange exchange, int status, byte[] body) throws IOException {
    if (isHead(exchange) || body.length == 0) {
      exchange.sendResponseHeaders(status, -1);
      return;
    }
    exchange.sendResponseHeaders(status, body.length);
    try (OutputStream out = exchange.getResponseBody()) {
      out.write(body);
    }
  }

  private static boolean isHead(HttpExchange exchange) {
    return exchange.getRequestMethod().equals("HEAD");
  }
}
