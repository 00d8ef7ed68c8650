package io.windfarm;

import static org.assertj.core.api.Assertions.assertThat;

import io.windfarm.alert.AlertJson;
import io.windfarm.config.SensorCatalog;
import io.windfarm.config.WindFarmConfig;
import io.windfarm.ingest.KafkaIngest;
import io.windfarm.model.Alert;
import io.windfarm.model.AlertState;
import io.windfarm.model.Severity;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Kafka with TLS and a login, by the settings that docs/security.md gives. */
class SecureKafkaTest {
  private static final String PASSWORD = "hush-" + System.nanoTime();
  private static final BrokerLogin LOGIN = new BrokerLogin(PASSWORD);
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  @RegisterExtension static final MiniClusterExtension CLUSTER = new MiniClusterExtension();
  @RegisterExtension static final KafkaBroker BROKER = new KafkaBroker(LOGIN);

  @RegisterExtension final ShippedLog log = new ShippedLog();
  @TempDir Path folder;

  private final Map<String, String> settings = new HashMap<>();

  @BeforeEach
  void logIn() throws Exception {
    settings.putAll(
        Map.of(
            "lake.root", "file:///unused",
            "source.type", "kafka",
            "kafka.bootstrap-servers", BROKER.loginAddress(),
            "kafka.properties.security.protocol", "SASL_SSL",
            "kafka.properties.sasl.mechanism", "SCRAM-SHA-512",
            "kafka.properties.ssl.truststore.location", LOGIN.truststore().toString(),
            "kafka.properties.ssl.truststore.password", PASSWORD));
    password(PASSWORD);
  }

  @Test
  void readsWhatIsThereAndLogsNeitherSecretsNorKeysNorPayload() throws Exception {
    BROKER.createTopic("hostile", 1);
    String evil = "MARKER\r\n2026-11-20T07:15:03.125Z ERROR \u001b[31m../" + "x".repeat(300);
    BROKER.write("hostile", 0, 1_000, evil, "{\"" + evil + "\":1}");
    BROKER.write("hostile", 0, 1_000, evil, evil);
    settings.put("kafka.topic", "hostile");
    StreamExecutionEnvironment environment = environment();
    WindFarmConfig config = WindFarmConfig.of(settings);
    CollectedOutputs collected = new CollectedOutputs();
    new WindFarmPipeline(config, SensorCatalog.load(null))
        .build(List.of(KafkaIngest.of(environment, config)), collected);

    JobClient job = environment.executeAsync();
    Awaitility.await()
        .atMost(PATIENCE)
        .failFast("the job ended", () -> job.getJobStatus().get().isGloballyTerminalState())
        .until(() -> collected.rejected.soFar().size() >= 2);
    job.cancel().get();

    assertThat(log.text())
        .contains("KafkaSource")
        .doesNotContain(PASSWORD)
        .doesNotContain("MARKER")
        .doesNotContain("\u001b");
  }

  @Test
  void writesAlertsWithThePasswordFromAFile() throws Exception {
    BROKER.createTopic("secured-alerts", 1);
    settings.put("alerts.topic", "secured-alerts");
    settings.putAll(
        Map.of(
            "kafka.properties.config.providers", "file",
            "kafka.properties.config.providers.file.class",
                "org.apache.kafka.common.config.provider.FileConfigProvider"));
    Path secrets = Files.writeString(folder.resolve("secrets"), "kafka = " + PASSWORD + "\n");
    password("${file:" + secrets + ":kafka}");
    settings.put("kafka.properties.ssl.truststore.password", "${file:" + secrets + ":kafka}");
    StreamExecutionEnvironment environment = environment();
    environment
        .fromData(List.of(alert()), Types.POJO(Alert.class))
        .uid("alerts")
        .sinkTo(KafkaIngest.alerts(WindFarmConfig.of(settings), new AlertJson()))
        .uid("alerts-topic");

    environment.execute();

    assertThat(BROKER.values("secured-alerts", 1, "read_committed")).hasSize(1);
    assertThat(settings.values()).noneMatch(value -> value.contains(PASSWORD));
  }

  private static StreamExecutionEnvironment environment() {
    StreamExecutionEnvironment environment =
        StreamExecutionEnvironment.getExecutionEnvironment(WindFarmJob.pipelineOptions());
    environment.setParallelism(1);
    return environment;
  }

  private void password(String password) {
    settings.put(
        "kafka.properties.sasl.jaas.config",
        String.format(
            "org.apache.kafka.common.security.scram.ScramLoginModule required username=\"%s\""
                + " password=\"%s\";",
            BrokerLogin.USER, password));
  }

  private static Alert alert() {
    Alert alert = new Alert();
    alert.alertId = "1";
    alert.rule = "overspeed";
    alert.turbineId = "WT-1";
    alert.farmId = "A";
    alert.region = "us-east-1";
    alert.countryCode = "US";
    alert.severity = Severity.CRITICAL;
    alert.state = AlertState.RAISED;
    alert.evidence = "[]";
    alert.message = "Rotor too fast";
    alert.notified = true;
    return alert;
  }
}
