package io.windfarm.local.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FaultyProxyTest {
  private static final int REQUESTS = 300;

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final AtomicInteger worked = new AtomicInteger();
  private HttpServer behind;
  private FaultyProxy proxy;

  /** Answers with what it was sent. */
  @BeforeEach
  void start() throws IOException {
    behind = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 100);
    behind.createContext(
        "/",
        exchange -> {
          byte[] body = exchange.getRequestBody().readAllBytes();
          worked.incrementAndGet();
          exchange.getResponseHeaders().set("X-Path", exchange.getRequestURI().toString());
          if (exchange.getRequestMethod().equals("HEAD")) {
            exchange.getResponseHeaders().set("Content-Length", "77");
            exchange.sendResponseHeaders(200, -1);
          } else {
            exchange.sendResponseHeaders(201, body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
          }
          exchange.close();
        });
    behind.start();
    URI uri = URI.create("http://127.0.0.1:" + behind.getAddress().getPort());
    proxy = FaultyProxy.inFrontOf(uri, 1);
  }

  @AfterEach
  void stop() {
    proxy.close();
    behind.stop(0);
  }

  @Test
  void passesBodiesPathsAndHeadersThroughUnchanged() throws Exception {
    HttpResponse<String> response =
        client.send(
            request("/bucket/a%3Db%20c?uploads&x=%2F")
                .PUT(BodyPublishers.ofString("Grüße"))
                .build(),
            BodyHandlers.ofString());

    assertThat(response.statusCode()).isEqualTo(201);
    assertThat(response.body()).isEqualTo("Grüße");
    assertThat(response.headers().firstValue("X-Path")).contains("/bucket/a%3Db%20c?uploads&x=%2F");
  }

  @Test
  void tellsTheLengthOfAnObjectThatIsOnlyAskedAbout() throws Exception {
    HttpResponse<Void> response =
        client.send(
            request("/bucket/key").method("HEAD", BodyPublishers.noBody()).build(),
            BodyHandlers.discarding());

    assertThat(response.headers().firstValue("Content-Length")).contains("77");
  }

  @Test
  void failsTheShareInAllThreeWaysAndNothingElse() throws Exception {
    proxy.fail(0.5);
    int refused = 0;
    int dropped = 0;
    for (int i = 0; i < REQUESTS; i++) {
      try {
        // Sent once: the client repeats none but GET on a dropped connection.
        HttpResponse<String> response =
            client.send(
                request("/bucket/" + i).POST(BodyPublishers.ofString("x")).build(),
                BodyHandlers.ofString());
        if (response.statusCode() == 503) {
          assertThat(response.body()).contains("<Code>SlowDown</Code>");
          refused++;
        } else {
          assertThat(response.body()).isEqualTo("x");
        }
      } catch (IOException e) {
        dropped++;
      }
    }
    int answerLost = worked.get() - (REQUESTS - refused - dropped);

    assertThat(proxy.failed()).isEqualTo(refused + dropped).isBetween(100L, 200L);
    assertThat(refused).isBetween(20, 90);
    assertThat(answerLost).isBetween(20, 90);
    assertThat(dropped - answerLost).isBetween(20, 90);
  }

  @Test
  void dropsConnectionsWhileNobodyIsBehindIt() {
    behind.stop(0);

    assertThatThrownBy(
            () ->
                client.send(
                    request("/bucket/key").POST(BodyPublishers.ofString("x")).build(),
                    BodyHandlers.ofByteArray()))
        .isInstanceOf(IOException.class);
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(proxy.uri() + path));
  }
}
