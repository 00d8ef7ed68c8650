package io.windfarm.producers;

import io.windfarm.kinesis.Faults;
import io.windfarm.kinesis.KinesisEndpoint;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.GetRecordsResponse;
import software.amazon.awssdk.services.kinesis.model.Record;
import software.amazon.awssdk.services.kinesis.model.Shard;
import software.amazon.awssdk.services.kinesis.model.ShardIteratorType;

/** A stream at an endpoint that can be out of reach for a time. */
final class TestStream implements AutoCloseable {
  static final String NAME = "telemetry";
  private static final int SHARDS = 2;

  private final Path directory;
  private KinesisEndpoint endpoint;
  private int port;

  TestStream(Path directory) throws IOException {
    this.directory = directory;
    reach();
    endpoint.createStreamIfMissing(NAME, SHARDS);
  }

  /** Begins to listen, where it did before. */
  void reach() throws IOException {
    endpoint =
        KinesisEndpoint.builder().directory(directory).port(port).limits(false).build().start();
    port = endpoint.uri().getPort();
  }

  /** Listens no more. */
  void loseTouch() throws IOException {
    endpoint.close();
  }

  Faults faults() {
    return endpoint.faults();
  }

  Destination destination() {
    return Destination.resolve(address(), null, NAME, Map.of());
  }

  String address() {
    return "http://127.0.0.1:" + port;
  }

  /** Every record of the stream. */
  List<Record> records() {
    List<Record> records = new ArrayList<>();
    try (KinesisClient client = destination().connect(Map.of())) {
      for (Shard shard : client.listShards(request -> request.streamName(NAME)).shards()) {
        String iterator =
            client
                .getShardIterator(
                    request ->
                        request
                            .streamName(NAME)
                            .shardId(shard.shardId())
                            .shardIteratorType(ShardIteratorType.TRIM_HORIZON))
                .shardIterator();
        long behindMillis = 1;
        while (behindMillis > 0) {
          String next = iterator;
          GetRecordsResponse page = client.getRecords(request -> request.shardIterator(next));
          records.addAll(page.records());
          iterator = page.nextShardIterator();
          behindMillis = page.millisBehindLatest();
        }
      }
    }
    return records;
  }

  @Override
  public void close() throws IOException {
    endpoint.close();
  }
}
