package io.windfarm.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.windfarm.config.WindFarmConfig;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.flink.kinesis.shaded.com.amazonaws.auth.AWSCredentialsProvider;
import org.apache.flink.kinesis.shaded.com.amazonaws.auth.STSAssumeRoleSessionCredentialsProvider;
import org.apache.flink.kinesis.shaded.org.apache.flink.connector.aws.config.AWSConfigConstants;
import org.apache.flink.streaming.connectors.kinesis.util.AWSUtil;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.junit.jupiter.api.Test;
import org.postgresql.Driver;
import org.postgresql.PGProperty;

/** What docs/security.md tells people to write, as the clients are given it. */
class SecurityPageTest {
  private static final Pattern BLOCK =
      Pattern.compile("^```properties\\n(.*?)^```", Pattern.MULTILINE | Pattern.DOTALL);

  private static final String KINESIS = "source.properties.";
  private static final String KAFKA = "kafka.properties.";

  /** Of every client, and in no client's list. */
  private static final Pattern OF_A_PROVIDER =
      Pattern.compile("config\\.providers(\\.\\w+\\.class)?");

  @Test
  void namesOnlyKeysThatTheClientsKnow() throws Exception {
    assertThat(blocks().flatMap(block -> passedOn(block, KINESIS).keySet().stream()))
        .isNotEmpty()
        .isSubsetOf(keysOfTheKinesisConnector());
    assertThat(blocks().flatMap(block -> passedOn(block, KAFKA).keySet().stream()))
        .isNotEmpty()
        .filteredOn(key -> !OF_A_PROVIDER.matcher(key).matches())
        .isSubsetOf(ConsumerConfig.configNames())
        .isSubsetOf(ProducerConfig.configNames());
  }

  @Test
  void givesSettingsThatReachTheClients() throws Exception {
    assertThat(blocks())
        .hasSize(5)
        .allSatisfy(
            block -> {
              WindFarmConfig config = config(block);
              assertThat(KinesisIngest.consumer(config))
                  .containsAllEntriesOf(passedOn(block, KINESIS));
              assertThat(KafkaIngest.consumer(config)).containsAllEntriesOf(passedOn(block, KAFKA));
              assertThat(KafkaIngest.producer(config)).containsAllEntriesOf(passedOn(block, KAFKA));
            });
  }

  @Test
  void namesParametersThatThePostgresDriverKnows() throws Exception {
    assertThat(
            blocks()
                .filter(block -> block.containsKey("database.url"))
                .map(block -> Driver.parseURL(block.get("database.url"), new Properties()))
                .flatMap(url -> url.stringPropertyNames().stream()))
        .contains("sslmode", "sslrootcert")
        .allSatisfy(key -> assertThat(PGProperty.forName(key)).as(key).isNotNull());
  }

  @Test
  void makesTheConnectorAssumeTheRole() throws Exception {
    Map<String, String> role =
        blocks().filter(block -> block.containsValue("ASSUME_ROLE")).findFirst().orElseThrow();

    AWSCredentialsProvider provider =
        AWSUtil.getCredentialsProvider(KinesisIngest.consumer(config(role)));

    assertThat(provider).isInstanceOf(STSAssumeRoleSessionCredentialsProvider.class);
  }

  private static Stream<Map<String, String>> blocks() throws IOException {
    return BLOCK
        .matcher(Files.readString(Path.of("docs", "security.md")))
        .results()
        .map(SecurityPageTest::pairs);
  }

  private static Map<String, String> pairs(MatchResult block) {
    Properties properties = new Properties();
    try {
      properties.load(new StringReader(block.group(1)));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    Map<String, String> pairs = new TreeMap<>();
    properties.stringPropertyNames().forEach(key -> pairs.put(key, properties.getProperty(key)));
    return pairs;
  }

  private static WindFarmConfig config(Map<String, String> block) {
    Map<String, String> all = new HashMap<>(block);
    all.put("lake.root", "s3://bucket/lake");
    return WindFarmConfig.of(all);
  }

  private static Map<String, String> passedOn(Map<String, String> block, String prefix) {
    Map<String, String> own = new TreeMap<>();
    block.forEach(
        (key, value) -> {
          if (key.startsWith(prefix)) {
            own.put(key.substring(prefix.length()), value);
          }
        });
    return own;
  }

  private static List<String> keysOfTheKinesisConnector() {
    return Stream.of(AWSConfigConstants.class.getFields())
        .filter(field -> field.getType() == String.class)
        .map(
            field -> {
              try {
                return (String) field.get(null);
              } catch (IllegalAccessException e) {
                throw new AssertionError(e);
              }
            })
        .collect(Collectors.toList());
  }
}
