package io.windfarm.kinesis;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The service's JSON 1.1 protocol over HTTP: finds the operation, writes its answer or its refusal.
 * Signatures are not looked at.
 */
final class Protocol implements HttpHandler {
  private static final System.Logger LOG = System.getLogger(Protocol.class.getName());
  static final String JSON = "application/x-amz-json-1.1";
  private static final String CBOR = "application/x-amz-cbor-1.1";
  private static final String TARGET = "Kinesis_20131202.";

  // 5 MB of records in base64 are under 7 MB; more is read only to say in the service's words that
  // it is too much.
  private static final int LARGEST_BODY = 32 << 20;

  private static final long REQUEST_ID_HIGH = UUID.randomUUID().getMostSignificantBits();

  private final ObjectMapper mapper = new ObjectMapper();
  private final JsonFactory json = mapper.getFactory();
  private final AtomicLong requests = new AtomicLong();
  private final Map<String, Operation> operations;
  private final Map<String, StreamingOperation> streaming;
  private final Faults faults;

  Protocol(
      Map<String, Operation> operations, Map<String, StreamingOperation> streaming, Faults faults) {
    this.operations = operations;
    this.streaming = streaming;
    this.faults = faults;
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      exchange
          .getResponseHeaders()
          .set(
              "x-amzn-RequestId", new UUID(REQUEST_ID_HIGH, requests.incrementAndGet()).toString());
      boolean cbor = contentType(exchange).startsWith(CBOR);
      ByteArrayOutputStream answer = new ByteArrayOutputStream(4096);
      int status = 200;
      Subscription subscription = null;
      try {
        byte[] body = exchange.getRequestBody().readNBytes(LARGEST_BODY + 1);
        faults.delay();
        String name = operation(exchange);
        Request request = request(name, body, cbor);
        if (streaming.containsKey(name)) {
          subscription = streaming.get(name).open(request);
        } else {
          answer(operations.get(name), request, answer);
        }
      } catch (ServiceError e) {
        status = e.status();
        answer = refusal(exchange, e, cbor);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        status = 500;
        answer = refusal(exchange, ServiceError.internal("The endpoint is closing."), cbor);
      } catch (IOException | UncheckedIOException e) {
        status = 500;
        LOG.log(System.Logger.Level.WARNING, "Records could not be read or written", e);
        answer = refusal(exchange, ServiceError.internal(e.getMessage()), cbor);
      } catch (RuntimeException e) {
        status = 500;
        LOG.log(System.Logger.Level.ERROR, "A request failed for a fault of the endpoint", e);
        answer = refusal(exchange, ServiceError.internal("Fault of the endpoint: " + e), cbor);
      }
      if (subscription != null) {
        stream(exchange, subscription);
        return;
      }
      exchange.getResponseHeaders().set("Content-Type", cbor ? CBOR : JSON);
      exchange.sendResponseHeaders(status, answer.size() == 0 ? -1 : answer.size());
      answer.writeTo(exchange.getResponseBody());
    }
  }

  /** Holds this thread as long as the subscription lasts; the endpoint has a thread for each. */
  private static void stream(HttpExchange exchange, Subscription subscription) throws IOException {
    try (subscription) {
      exchange.getResponseHeaders().set("Content-Type", EventStreamWriter.CONTENT_TYPE);
      exchange.sendResponseHeaders(200, 0);
      subscription.writeTo(exchange.getResponseBody());
    }
  }

  private String operation(HttpExchange exchange) {
    String target = exchange.getRequestHeaders().getFirst("X-Amz-Target");
    if (target == null || !target.startsWith(TARGET)) {
      throw ServiceError.unknownOperation(
          "This is a Kinesis endpoint: send POST with the header X-Amz-Target: "
              + TARGET
              + "<operation>.");
    }
    String name = target.substring(TARGET.length());
    if (!operations.containsKey(name) && !streaming.containsKey(name)) {
      throw ServiceError.unknownOperation(name + " is not supported by this endpoint.");
    }
    return name;
  }

  private Request request(String name, byte[] body, boolean cbor) {
    if (cbor) {
      throw ServiceError.serialization(
          name
              + " was sent in CBOR and this endpoint speaks JSON only. Turn CBOR off in the client:"
              + " -Daws.cborEnabled=false (or CBOR_ENABLED=false) for the AWS SDK for Java 2,"
              + " -Dorg.apache.flink.kinesis.shaded.com.amazonaws.sdk.disableCbor=true for Flink's"
              + " Kinesis connector, AWS_CBOR_DISABLE=true for the AWS SDK for Java 1.");
    }
    if (body.length > LARGEST_BODY) {
      throw ServiceError.tooLarge("The request is larger than " + LARGEST_BODY + " bytes.");
    }
    return request(body);
  }

  private void answer(Operation operation, Request request, ByteArrayOutputStream answer)
      throws IOException {
    try (JsonGenerator out = json.createGenerator(answer)) {
      // Half an answer in the buffer must not be closed as if it were whole.
      out.disable(JsonGenerator.Feature.AUTO_CLOSE_JSON_CONTENT);
      out.writeStartObject();
      operation.answer(request, out);
      out.writeEndObject();
    }
    if (answer.size() == 2) {
      // Operations without an answer have no body at all.
      answer.reset();
    }
  }

  private Request request(byte[] body) {
    JsonNode node;
    try {
      node = body.length == 0 ? mapper.createObjectNode() : mapper.readTree(body);
    } catch (JsonProcessingException e) {
      throw ServiceError.serialization("The request is not JSON" + place(e));
    } catch (IOException e) {
      throw ServiceError.serialization("The request is not JSON: " + e.getMessage());
    }
    if (!node.isObject()) {
      throw ServiceError.serialization("The request must be a JSON object.");
    }
    return new Request(node);
  }

  /** Where, not what: the client logs the answer, and the body holds payload. */
  private static String place(JsonProcessingException e) {
    JsonLocation at = e.getLocation();
    return at == null
        ? ", or beyond what is read of it (1,000 levels of nesting)."
        : ": see line " + at.getLineNr() + ", column " + at.getColumnNr() + ".";
  }

  private ByteArrayOutputStream refusal(HttpExchange exchange, ServiceError error, boolean cbor)
      throws IOException {
    Headers headers = exchange.getResponseHeaders();
    headers.set("x-amzn-ErrorType", error.type());
    ByteArrayOutputStream answer = new ByteArrayOutputStream();
    if (cbor) {
      // A client that speaks CBOR can read only that: a map of two texts is all it takes.
      answer.write(0xA2);
      cborText(answer, "__type");
      cborText(answer, error.type());
      cborText(answer, "message");
      cborText(answer, error.getMessage());
      return answer;
    }
    try (JsonGenerator out = json.createGenerator(answer)) {
      out.writeStartObject();
      out.writeStringField("__type", error.type());
      out.writeStringField("message", error.getMessage());
      out.writeEndObject();
    }
    return answer;
  }

  private static void cborText(ByteArrayOutputStream answer, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    answer.write(0x79);
    answer.write(bytes.length >>> 8);
    answer.write(bytes.length);
    answer.writeBytes(bytes);
  }

  private static String contentType(HttpExchange exchange) {
    String type = exchange.getRequestHeaders().getFirst("Content-Type");
    return type == null ? "" : type.toLowerCase(Locale.ROOT);
  }
}
