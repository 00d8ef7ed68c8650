package io.windfarm.kinesis;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Registered consumers. */
final class ConsumerOperations {
  private static final int CONSUMERS_A_STREAM = 20;

  private final Service service;

  ConsumerOperations(Service service) {
    this.service = service;
  }

  void register(Map<String, Operation> operations) {
    operations.put("RegisterStreamConsumer", this::register);
    operations.put("DescribeStreamConsumer", this::describe);
    operations.put("ListStreamConsumers", this::list);
    operations.put("DeregisterStreamConsumer", this::deregister);
  }

  private void register(Request request, JsonGenerator out) throws IOException {
    KinesisStream stream = service.stream(request);
    Consumer consumer = new Consumer(request.name("ConsumerName"), service.clock().millis());
    stream.change(
        state -> {
          if (state.consumers().stream().anyMatch(c -> c.name().equals(consumer.name()))) {
            throw ServiceError.inUse(
                "Consumer "
                    + consumer.name()
                    + " of stream "
                    + state.name()
                    + " under account "
                    + service.account().id()
                    + " already exists.");
          }
          if (state.consumers().size() >= CONSUMERS_A_STREAM) {
            throw ServiceError.limitExceeded(
                "Stream "
                    + state.name()
                    + " under account "
                    + service.account().id()
                    + " has "
                    + CONSUMERS_A_STREAM
                    + " consumers registered and can have no more.");
          }
          List<Consumer> consumers = new ArrayList<>(state.consumers());
          consumers.add(consumer);
          return state.withConsumers(consumers);
        });
    out.writeObjectFieldStart("Consumer");
    consumer(out, stream, consumer);
    out.writeEndObject();
  }

  private void describe(Request request, JsonGenerator out) throws IOException {
    KinesisStream stream = stream(request);
    Consumer consumer = service.consumer(stream.state(), request);
    out.writeObjectFieldStart("ConsumerDescription");
    consumer(out, stream, consumer);
    out.writeStringField("StreamARN", service.account().streamArn(stream.name()));
    out.writeEndObject();
  }

  private void list(Request request, JsonGenerator out) throws IOException {
    KinesisStream stream = service.stream(request);
    int most = request.integer("MaxResults", 100, 1, 10_000);
    int from = 0;
    if (request.has("NextToken")) {
      try {
        from = Integer.parseInt(PageToken.parts(request.text("NextToken"), 2).get(1));
      } catch (IllegalArgumentException e) {
        throw ServiceError.invalidArgument("NextToken is invalid.");
      }
    }
    List<Consumer> consumers = stream.state().consumers();
    int to = Math.min(consumers.size(), from + most);
    out.writeArrayFieldStart("Consumers");
    for (Consumer consumer : consumers.subList(Math.min(from, to), to)) {
      out.writeStartObject();
      consumer(out, stream, consumer);
      out.writeEndObject();
    }
    out.writeEndArray();
    if (to < consumers.size()) {
      out.writeStringField("NextToken", PageToken.of("consumers", to));
    }
  }

  private void deregister(Request request, JsonGenerator out) throws IOException {
    KinesisStream stream = stream(request);
    stream.change(
        state -> {
          List<Consumer> consumers = new ArrayList<>(state.consumers());
          consumers.remove(service.consumer(state, request));
          return state.withConsumers(consumers);
        });
  }

  /** The stream of a request that may name only the consumer's ARN. */
  private KinesisStream stream(Request request) {
    return request.has("ConsumerARN")
        ? service.stream(Request.streamOf(request.text("ConsumerARN")))
        : service.stream(request);
  }

  private void consumer(JsonGenerator out, KinesisStream stream, Consumer consumer)
      throws IOException {
    out.writeStringField("ConsumerName", consumer.name());
    out.writeStringField("ConsumerARN", consumer.arn(service.account().streamArn(stream.name())));
    out.writeStringField("ConsumerStatus", "ACTIVE");
    Answers.time(out, "ConsumerCreationTimestamp", consumer.createdMillis());
  }
}
