package io.windfarm.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JobSettingsTest {
  private static final String KINESIS = "AWS_ENDPOINT_URL_KINESIS";
  private static final String KAFKA = "KAFKA_BOOTSTRAP_SERVERS";

  @Test
  void readsKafkaAsTheFallbackWhereTheEnvironmentNamesBoth() {
    List<String> settings = settings(List.of(), Map.of(KINESIS, "http://k", KAFKA, "b:9092"));

    assertThat(settings).containsSequence("--source.type", "both");
    assertThat(settings).containsSequence("--kafka.bootstrap-servers", "b:9092");
    assertThat(settings).containsSequence("--alerts.stream", "windfarm-alerts");
    assertThat(settings).doesNotContain("--alerts.topic");
  }

  @Test
  void readsKafkaAloneWhereTheEnvironmentNamesNothingElse() {
    List<String> settings = settings(List.of(), Map.of(KAFKA, "b:9092"));

    assertThat(settings).containsSequence("--source.type", "kafka");
    assertThat(settings).containsSequence("--alerts.topic", "windfarm-alerts");
    assertThat(settings).doesNotContain("--alerts.stream", "--source.endpoint");
  }

  @Test
  void readsKinesisAloneWhereThereIsNoBroker() {
    List<String> settings = settings(List.of(), Map.of(KINESIS, "http://k"));

    assertThat(settings).containsSequence("--source.type", "kinesis");
    assertThat(settings).doesNotContain("--kafka.bootstrap-servers");
  }

  @Test
  void leavesWhatWasGiven() {
    List<String> settings =
        settings(
            List.of("--source.type=kafka", "--alerts.topic", "mine"),
            Map.of(KINESIS, "http://k", KAFKA, "b:9092"));

    assertThat(settings).contains("--source.type=kafka").doesNotContain("both", "--alerts.stream");
  }

  @Test
  void takesNothingButTheLakeForFiles() {
    assertThat(
            settings(
                List.of("--source.type", "files"), Map.of(KINESIS, "http://k", KAFKA, "b:9092")))
        .containsExactly("--source.type", "files", "--lake.root", "s3://windfarm/lake");
  }

  private static List<String> settings(List<String> given, Map<String, String> environment) {
    return new JobSettings(given).fromEnvironment(environment).arguments();
  }
}
