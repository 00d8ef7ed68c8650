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
  void spellsSequenceNumbersInHexadecimalAndInOrder() {
    // Of AWS's documentation of PutRecords.
    String one = "49546986683135544286507457935754639466300920667981217794";
    String next = "49546986683135544286507457936321625675700192471156785154";

    assertThat(KinesisRecords.hexadecimal(one))
        .isEqualTo("2054b6fffe0000000000000000000054b6fffe000000002")
        .isLessThan(KinesisRecords.hexadecimal(next));
    assertThat(KinesisRecords.hexadecimal("shard-7")).isEqualTo("shard-7");
  }

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
