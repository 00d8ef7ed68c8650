package io.windfarm.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.windfarm.config.WindFarmConfig;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the connector is told; its keys are written out here as its documentation has them. */
class KinesisIngestTest {
  private static final String PROTOCOL = "aws.http.protocol.version";

  @Test
  void subscribesByTheConfiguredConsumer() {
    assertThat(properties(Map.of("source.publisher", "efo", "source.efo-consumer", "lake")))
        .containsEntry("flink.stream.recordpublisher", "EFO")
        .containsEntry("flink.stream.efo.consumername", "lake");
  }

  @Test
  void leavesTheConsumerRegisteredWhenASubtaskStops() {
    assertThat(properties(Map.of("source.publisher", "efo")))
        .containsEntry("flink.stream.efo.registration", "EAGER");
  }

  @Test
  void isAsPatientWithSubscriptionsAsWithPolling() {
    Properties properties = properties(Map.of("source.publisher", "efo"));

    String patience = properties.getProperty("flink.shard.getrecords.maxretries");
    assertThat(patience).isNotNull();
    assertThat(properties)
        .containsEntry("flink.shard.subscribetoshard.maxretries", patience)
        .containsEntry("flink.stream.registerstreamconsumer.maxretries", patience)
        .containsEntry("flink.stream.describestreamconsumer.maxretries", patience);
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://127.0.0.1:4566", "https://localhost.localstack.cloud:4566"})
  void subscribesInHttp1WhereTheEndpointIsNotAws(String endpoint) {
    assertThat(properties(Map.of("source.publisher", "efo", "source.endpoint", endpoint)))
        .containsEntry(PROTOCOL, "HTTP1_1");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "https://kinesis.eu-west-1.amazonaws.com",
        "https://vpce-0a1b2c3d.kinesis.eu-west-1.vpce.amazonaws.com",
        "https://kinesis.cn-north-1.amazonaws.com.cn"
      })
  void subscribesInHttp2OnAws(String endpoint) {
    assertThat(properties(Map.of("source.publisher", "efo", "source.endpoint", endpoint)))
        .doesNotContainKey(PROTOCOL);
  }

  @Test
  void registersNoConsumerForPolling() {
    assertThat(properties(Map.of("source.publisher", "polling")))
        .doesNotContainKeys("flink.stream.efo.consumername", "flink.stream.efo.registration");
  }

  private static Properties properties(Map<String, String> settings) {
    Map<String, String> all = new HashMap<>(settings);
    all.put("lake.root", "file:///lake");
    return KinesisIngest.consumer(WindFarmConfig.of(all));
  }
}
