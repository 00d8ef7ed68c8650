package io.windfarm.producers;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * A server that speaks as much of the Kinesis protocol as PutRecords needs, and fails on demand.
 */
final class KinesisOverHttp implements AutoCloseable {
  /** An entry as it came. */
  record Entry(String key, String data, int size) {}

  private final ObjectMapper json = new ObjectMapper();
  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final List<List<Entry>> calls = new ArrayList<>();
  private final List<Entry> accepted = new ArrayList<>();
  private Predicate<Entry> refuses = entry -> false;
  private Function<Integer, Integer> status = call -> 200;
  private String errorType = "InternalFailure";
  private String message = "as the test wants it";

  KinesisOverHttp() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/", this::handle);
    server.start();
  }

  /** Entries for which the predicate holds, at the moment of the call, are throttled. */
  KinesisOverHttp refusing(Predicate<Entry> refuses) {
    this.refuses = refuses;
    return this;
  }

  /** Calls, counted from 1, are answered with this status; 200 is a normal answer. */
  KinesisOverHttp answering(String errorType, Function<Integer, Integer> status) {
    this.errorType = errorType;
    this.status = status;
    return this;
  }

  /** What refusals have for a message. */
  KinesisOverHttp saying(String message) {
    this.message = message;
    return this;
  }

  String address() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  synchronized List<List<Entry>> calls() {
    return List.copyOf(calls);
  }

  synchronized List<Entry> accepted() {
    return List.copyOf(accepted);
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }

  private void handle(HttpExchange exchange) throws IOException {
    JsonNode request = json.readTree(exchange.getRequestBody().readAllBytes());
    ObjectNode answer = json.createObjectNode();
    int code = answer(request, answer);
    byte[] bytes = json.writeValueAsBytes(answer);
    exchange.getResponseHeaders().add("Content-Type", "application/x-amz-json-1.1");
    exchange.sendResponseHeaders(code, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  private synchronized int answer(JsonNode request, ObjectNode answer) {
    List<Entry> entries = new ArrayList<>();
    for (JsonNode record : request.get("Records")) {
      byte[] data = Base64.getDecoder().decode(record.get("Data").asText());
      String key = record.get("PartitionKey").asText();
      entries.add(
          new Entry(key, new String(data, StandardCharsets.UTF_8), data.length + key.length()));
    }
    calls.add(entries);
    int code = status.apply(calls.size());
    if (code != 200) {
      answer.put("__type", errorType);
      answer.put("message", message);
      return code;
    }
    ArrayNode results = answer.putArray("Records");
    int failed = 0;
    for (Entry entry : entries) {
      ObjectNode result = results.addObject();
      if (refuses.test(entry)) {
        failed++;
        result.put("ErrorCode", "ProvisionedThroughputExceededException");
        result.put("ErrorMessage", "Rate exceeded for shard");
      } else {
        accepted.add(entry);
        result.put("SequenceNumber", Integer.toString(accepted.size()));
        result.put("ShardId", "shardId-000000000000");
      }
    }
    answer.put("FailedRecordCount", failed);
    return code;
  }
}
