package io.windfarm.kinesis;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Requests that no client of ours would send; what others may send is answered, not logged. */
class HostileRequestTest {
  private static final String MARKER = "MARKER";
  private static final Pattern CONTROL = Pattern.compile("\\p{Cc}");

  private final List<LogRecord> logged = new CopyOnWriteArrayList<>();
  private final Logger logger = Logger.getLogger("io.windfarm.kinesis");
  private final Handler handler =
      new Handler() {
        @Override
        public void publish(LogRecord entry) {
          logged.add(entry);
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
      };

  private KinesisEndpoint endpoint;

  @BeforeEach
  void start() throws Exception {
    logger.addHandler(handler);
    endpoint = KinesisEndpoint.builder().port(0).build().start();
    endpoint.createStreamIfMissing("s", 1);
  }

  @AfterEach
  void stop() throws Exception {
    endpoint.close();
    logger.removeHandler(handler);
  }

  /** The names of streams and the like have JSON escapes, which become control characters. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "DescribeStream | {\"StreamName\":\"MARKER\\r\\n\\u001b[2J\"}",
        "CreateStream | {\"StreamName\":\"../MARKER\\r\\n\",\"ShardCount\":1}",
        "GetRecords | {\"ShardIterator\":\"MARKER\\r\\n\"}",
        "PutRecord | {\"StreamName\":\"s\",\"PartitionKey\":7,\"Data\":\"MARKER\"}",
        "PutRecord | {\"StreamName\":\"s\",\"PartitionKey\":\"\\r\\n\",\"Data\":\"MAR KER!\"}",
        "PutRecords | {\"StreamName\":\"s\",\"Records\":[\"MARKER\"]}",
        "Forged | {}"
      })
  void areRefusedInOneLineAndNotLogged(String operation, String body) throws Exception {
    HttpResponse<String> answer = send(operation, body);

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).doesNotContainPattern(CONTROL);
    assertThat(logged).isEmpty();
  }

  @Test
  void areNotRepeatedWhereTheyAreNotJson() throws Exception {
    HttpResponse<String> answer = send("PutRecord", "{\"StreamName\":\"s\",\"Data\":" + MARKER);

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).contains("not JSON", "line 1").doesNotContain(MARKER);
    assertThat(logged).isEmpty();
  }

  private HttpResponse<String> send(String operation, String body) throws Exception {
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(endpoint.uri())
                .header("X-Amz-Target", "Kinesis_20131202." + operation)
                .header("Content-Type", "application/x-amz-json-1.1")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build(),
            HttpResponse.BodyHandlers.ofString());
  }
}
