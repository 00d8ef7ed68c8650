package io.windfarm.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FlinkHttpTest {
  private final List<HttpServer> servers = new ArrayList<>();

  @AfterEach
  void stop() {
    servers.forEach(server -> server.stop(0));
  }

  @Test
  void asksTheNextJobManagerWhereOneIsGoneOrKnowsNoLeader() throws IOException {
    URI gone = URI.create("http://127.0.0.1:" + FreePort.find());
    URI electing = server(503, "{\"errors\":[\"election\"]}");
    URI leading = server(200, "{\"taskmanagers\":2}");

    assertThat(new FlinkHttp(() -> List.of(gone, electing, leading)).get("/overview").toString())
        .isEqualTo("{\"taskmanagers\":2}");
  }

  @Test
  void believesTheFirstThatKnows() throws IOException {
    URI first = server(404, "{\"errors\":[\"Job not found\"]}");
    URI second = server(200, "{}");

    assertThatThrownBy(() -> new FlinkHttp(() -> List.of(first, second)).get("/jobs/1"))
        .isInstanceOf(Failure.class)
        .hasMessage("Job not found");
  }

  @Test
  void saysThatNobodyAnswers() throws IOException {
    URI gone = URI.create("http://127.0.0.1:" + FreePort.find());

    assertThatThrownBy(() -> new FlinkHttp(() -> List.of(gone)).get("/overview"))
        .isInstanceOf(Failure.class)
        .hasMessage("Flink's REST interface at " + gone + " does not answer.");
  }

  private URI server(int status, String body) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    server.createContext(
        "/",
        exchange -> {
          exchange.sendResponseHeaders(status, bytes.length);
          exchange.getResponseBody().write(bytes);
          exchange.close();
        });
    server.start();
    servers.add(server);
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }
}
