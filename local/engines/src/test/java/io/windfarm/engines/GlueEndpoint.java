package io.windfarm.engines;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * As much of the Glue Data Catalog as tables with partition projection and views need, over its own
 * protocol (JSON 1.1) on the loopback interface: databases and tables, kept in memory. It has no
 * partitions and no statistics: a reader that asks for a partition is told that there is none, so
 * that rows are found by projection or not at all. Any credentials will do.
 */
final class GlueEndpoint implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String PREFIX = "AWSGlue.";

  private final Map<String, ObjectNode> databases = new TreeMap<>();
  private final Map<String, ObjectNode> tables = new TreeMap<>();
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final HttpServer server;

  private GlueEndpoint(HttpServer server) {
    this.server = server;
  }

  static GlueEndpoint start() throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    GlueEndpoint glue = new GlueEndpoint(server);
    server.createContext("/", glue::handle);
    server.setExecutor(glue.threads);
    server.start();
    return glue;
  }

  URI uri() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /** One request, as the body of the operation that {@code X-Amz-Target} names. */
  synchronized ObjectNode call(String operation, JsonNode request) throws Refusal {
    String database = request.path("DatabaseName").asText();
    ObjectNode answer = JSON.createObjectNode();
    switch (operation) {
      case "CreateDatabase" -> {
        ObjectNode input = (ObjectNode) request.path("DatabaseInput");
        create(databases, input.path("Name").asText(), input);
      }
      case "GetDatabase" ->
          answer.set("Database", existing(databases, request.path("Name").asText()));
      case "GetDatabases" -> databases.values().forEach(answer.putArray("DatabaseList")::add);
      case "CreateTable" -> {
        existing(databases, database);
        ObjectNode input = table(database, request.path("TableInput"));
        create(tables, key(database, input.path("Name").asText()), input);
      }
      case "UpdateTable" -> {
        ObjectNode input = table(database, request.path("TableInput"));
        String key = key(database, input.path("Name").asText());
        existing(tables, key);
        tables.put(key, input);
      }
      case "DeleteTable" -> {
        String key = key(database, request.path("Name").asText());
        existing(tables, key);
        tables.remove(key);
      }
      case "GetTable" ->
          answer.set("Table", existing(tables, key(database, request.path("Name").asText())));
      case "GetTables" -> {
        existing(databases, database);
        ArrayNode list = answer.putArray("TableList");
        tables.forEach(
            (key, table) -> {
              if (key.startsWith(key(database, ""))) {
                list.add(table);
              }
            });
      }
      case "GetPartitions" -> answer.putArray("Partitions");
      case "BatchGetPartition" -> {
        answer.putArray("Partitions");
        answer.putArray("UnprocessedKeys");
      }
      case "GetColumnStatisticsForTable", "GetColumnStatisticsForPartition" -> {
        answer.putArray("ColumnStatisticsList");
        answer.putArray("Errors");
      }
      case "GetUserDefinedFunctions" -> answer.putArray("UserDefinedFunctions");
      case "GetPartition" -> throw new Refusal("EntityNotFoundException", "No partitions here.");
      default ->
          throw new Refusal("InvalidInputException", operation + " is not known to this catalog.");
    }
    return answer;
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }

  private static ObjectNode table(String database, JsonNode input) {
    ObjectNode table = input.deepCopy();
    return table.put("DatabaseName", database).put("CatalogId", "000000000000");
  }

  private static String key(String database, String table) {
    return database + "/" + table;
  }

  private static void create(Map<String, ObjectNode> where, String name, ObjectNode what)
      throws Refusal {
    if (where.putIfAbsent(name, what) != null) {
      throw new Refusal("AlreadyExistsException", name + " exists.");
    }
  }

  private static ObjectNode existing(Map<String, ObjectNode> where, String name) throws Refusal {
    ObjectNode found = where.get(name);
    if (found == null) {
      throw new Refusal("EntityNotFoundException", "Entity Not Found: " + name);
    }
    return found;
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      String target = exchange.getRequestHeaders().getFirst("X-Amz-Target");
      JsonNode request = JSON.readTree(exchange.getRequestBody());
      int status = 200;
      ObjectNode answer;
      try {
        if (target == null || !target.startsWith(PREFIX)) {
          throw new Refusal("InvalidInputException", "No X-Amz-Target of Glue.");
        }
        answer = call(target.substring(PREFIX.length()), request);
      } catch (Refusal e) {
        status = 400;
        answer = JSON.createObjectNode().put("__type", e.type).put("Message", e.getMessage());
      }
      byte[] body = JSON.writeValueAsBytes(answer);
      exchange.getResponseHeaders().set("Content-Type", "application/x-amz-json-1.1");
      exchange.sendResponseHeaders(status, body.length);
      exchange.getResponseBody().write(body);
    }
  }

  /** What the service answers with status 400. */
  static final class Refusal extends Exception {
    private static final long serialVersionUID = 1L;

    private final String type;

    Refusal(String type, String message) {
      super(message);
      this.type = type;
    }
  }
}
