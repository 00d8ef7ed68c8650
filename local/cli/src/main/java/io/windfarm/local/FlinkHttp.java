package io.windfarm.local;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;

/**
 * Requests to a cluster's JobManagers. Any of them answers for the leader, so what one can't be
 * asked is asked the next: when it is not there, and when it does not know the leader (503, after
 * which nothing has happened and the request may be repeated).
 */
final class FlinkHttp {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration TIMEOUT = Duration.ofMinutes(2);
  private static final int NO_LEADER = 503;

  private final Supplier<List<URI>> addresses;
  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(5))
          .build();

  /**
   * Asks these JobManagers.
   *
   * @param addresses of those that live now; at least one
   */
  FlinkHttp(Supplier<List<URI>> addresses) {
    this.addresses = addresses;
  }

  /** The first JobManager that lives. */
  URI address() {
    return addresses.get().get(0);
  }

  /**
   * The answer to a GET.
   *
   * @throws Failure if nobody answers, or with what Flink says is wrong
   */
  JsonNode get(String path) {
    return send(path, HttpRequest.newBuilder().GET());
  }

  /** The answer to a POST of JSON; throws as {@link #get} does. */
  JsonNode post(String path, JsonNode body) {
    return post(path, "application/json", BodyPublishers.ofString(body.toString()));
  }

  /** The answer to a POST of anything; throws as {@link #get} does. */
  JsonNode post(String path, String contentType, BodyPublisher body) {
    return send(path, HttpRequest.newBuilder().header("Content-Type", contentType).POST(body));
  }

  private JsonNode send(String path, HttpRequest.Builder request) {
    Failure failure = null;
    for (URI address : addresses.get()) {
      try {
        HttpResponse<String> response =
            client.send(
                request.uri(address.resolve(path)).timeout(TIMEOUT).build(),
                BodyHandlers.ofString());
        if (response.statusCode() / 100 == 2) {
          return JSON.readTree(response.body());
        }
        failure = new Failure(errorIn(response.body()));
        if (response.statusCode() != NO_LEADER) {
          throw failure;
        }
      } catch (ConnectException e) {
        failure = unanswered(address, e);
      } catch (IOException e) {
        throw unanswered(address, e);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new Failure("Interrupted.", e);
      }
    }
    throw failure;
  }

  private static Failure unanswered(URI address, IOException e) {
    return new Failure("Flink's REST interface at " + address + " does not answer.", e);
  }

  private static String errorIn(String body) throws IOException {
    StringBuilder text = new StringBuilder();
    JSON.readTree(body).path("errors").forEach(error -> text.append(error.asText()).append('\n'));
    return innermostCause(text.length() == 0 ? body : text.toString());
  }

  /** The message of the last cause of a stack trace, without class name; all its lines. */
  static String innermostCause(String stackTrace) {
    List<String> lines = stackTrace.lines().toList();
    int start = 0;
    for (int i = 0; i < lines.size(); i++) {
      if (lines.get(i).startsWith("Caused by: ")) {
        start = i;
      }
    }
    StringBuilder message = new StringBuilder();
    for (String line : lines.subList(Math.min(start, lines.size()), lines.size())) {
      if (line.startsWith("\tat ") || line.startsWith("\t... ")) {
        break;
      }
      message.append(message.length() == 0 ? "" : "\n").append(line);
    }
    return message
        .toString()
        .replaceFirst("^Caused by: ", "")
        .replaceFirst("^[\\w.$]+(Exception|Error|Failure): ", "")
        .trim();
  }
}
