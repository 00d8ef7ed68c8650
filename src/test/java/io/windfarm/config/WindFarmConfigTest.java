package io.windfarm.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.windfarm.clean.OutlierPolicy;
import io.windfarm.config.WindFarmOptions.SourceType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WindFarmConfigTest {
  @TempDir Path folder;

  @Test
  void needsNothingButALakeRoot() {
    WindFarmConfig config = WindFarmConfig.of(Map.of("lake.root", "s3://bucket/lake"));

    assertThat(config.get(WindFarmOptions.SOURCE_TYPE)).isEqualTo(SourceType.KINESIS);
    assertThat(config.get(WindFarmOptions.INGEST_OUT_OF_ORDERNESS))
        .isEqualTo(Duration.ofSeconds(5));
    assertThat(config.get(WindFarmOptions.CLEAN_OUTLIERS)).isEqualTo(OutlierPolicy.IMPUTE);
  }

  @Test
  void listsAllFaultsTogether() {
    assertThatThrownBy(
            () ->
                WindFarmConfig.of(
                    Map.of(
                        "source.strem", "x",
                        "source.type", "kinesys",
                        "ingest.out-of-orderness", "soon",
                        "ingest.zone", "Mars/Olympus",
                        "alerts.notifications-per-hour", "1")))
        .hasMessageContaining("6 fault(s)")
        .hasMessageContaining("'source.strem'; did you mean 'source.stream'?")
        .hasMessageContaining("source.type = 'kinesys'")
        .hasMessageContaining("ingest.out-of-orderness = 'soon'")
        .hasMessageContaining("ingest.zone = 'Mars/Olympus'")
        .hasMessageContaining("at least 2")
        .hasMessageContaining("lake.root is missing");
  }

  @Test
  void printsEveryKeyAndNoSecret() {
    String printed =
        WindFarmConfig.of(
                Map.of(
                    "lake.root", "s3://bucket/lake",
                    "source.credentials", "basic",
                    "source.access-key", "AKIAEXAMPLE",
                    "source.secret-key", "wJalrXUtnFEMI"))
            .toString();

    assertThat(printed).contains("lake.root = s3://bucket/lake", "source.secret-key = ******");
    assertThat(printed).doesNotContain("wJalrXUtnFEMI").doesNotContain("AKIAEXAMPLE");
    assertThat(printed.lines()).hasSize(WindFarmOptions.ALL.size());
  }

  @Test
  void passesOnWhatIsMeantForTheClients() {
    String jaas = "org.example.Module required username=\"u\" password=\"p=1:a,b;c\";";
    WindFarmConfig config =
        WindFarmConfig.of(
            Map.of(
                "lake.root", "s3://bucket/lake",
                "kafka.properties.security.protocol", "SASL_SSL",
                "kafka.properties.sasl.jaas.config", jaas,
                "source.properties.aws.trust.all.certificates", "true"));

    assertThat(config.get(WindFarmOptions.KAFKA_PROPERTIES))
        .isEqualTo(Map.of("security.protocol", "SASL_SSL", "sasl.jaas.config", jaas));
    assertThat(config.get(WindFarmOptions.SOURCE_PROPERTIES))
        .isEqualTo(Map.of("aws.trust.all.certificates", "true"));
  }

  @Test
  void masksWhatSmellsOfASecretAmongThePropertiesPassedOn() {
    Map<String, String> pairs = new HashMap<>(Map.of("lake.root", "s3://bucket/lake"));
    for (String key :
        new String[] {
          "kafka.properties.sasl.jaas.config",
          "kafka.properties.ssl.keystore.password",
          "kafka.properties.ssl.key.password",
          "kafka.properties.ssl.keystore.key",
          "kafka.properties.sasl.oauthbearer.client.Secret",
          "kafka.properties.my.token",
          "source.properties.aws.credentials.provider.basic.secretkey"
        }) {
      pairs.put(key, "hush-hush");
    }
    pairs.put("kafka.properties.security.protocol", "SASL_SSL");

    String printed = WindFarmConfig.of(pairs).toString();

    assertThat(printed)
        .doesNotContain("hush")
        .contains("sasl.jaas.config=******", "security.protocol=SASL_SSL");
    assertThat(printed.lines()).hasSize(WindFarmOptions.ALL.size());
  }

  @Test
  void listsAllFaultsOfKafkaTogether() {
    assertThatThrownBy(
            () ->
                WindFarmConfig.of(
                    Map.of(
                        "lake.root", "s3://bucket/lake",
                        "source.type", "both",
                        "kafka.bootstrap-servers", "b1:9092,b2",
                        "kafka.topic", "not a topic",
                        "kafka.group", "",
                        "kafka.properties", "a:b",
                        "kafka.properties.group.id", "mine",
                        "alerts.topic", "alerts",
                        "alerts.transactional-id-prefix", "")))
        .hasMessageContaining("6 fault(s)")
        .hasMessageContaining("kafka.bootstrap-servers: 'b2' is no broker")
        .hasMessageContaining("kafka.topic = 'not a topic' is no topic's name")
        .hasMessageContaining("kafka.group is empty")
        .hasMessageContaining("Unknown key 'kafka.properties'")
        .hasMessageContaining("kafka.properties.group.id is set with kafka.group")
        .hasMessageContaining("alerts.transactional-id-prefix is empty");
  }

  @Test
  void wantsPeriodsThatDivideADayAndAZoneThatThereIs() {
    assertThatThrownBy(
            () ->
                WindFarmConfig.of(
                    Map.of(
                        "lake.root", "s3://bucket/lake",
                        "stats.period", "7 h",
                        "stats.zone", "Europe/Atlantis",
                        "anomalies.sigma", "0",
                        "anomalies.readings-per-period", "-1")))
        .hasMessageContaining("4 fault(s)")
        .hasMessageContaining("stats.period must be whole minutes that divide a day")
        .hasMessageContaining("stats.zone = 'Europe/Atlantis': no such zone")
        .hasMessageContaining("anomalies.sigma must be a number above 0")
        .hasMessageContaining("anomalies.readings-per-period must not be negative");
  }

  @Test
  void wantsBrokersWhereKafkaIsReadOrWritten() {
    for (String[] kafka :
        new String[][] {
          {"source.type", "kafka"}, {"source.type", "both"}, {"alerts.topic", "alerts"}
        }) {
      assertThatThrownBy(
              () -> WindFarmConfig.of(Map.of("lake.root", "s3://bucket/lake", kafka[0], kafka[1])))
          .hasMessageContaining("kafka.bootstrap-servers is missing");
    }
  }

  @Test
  void wantsKeysForBasicCredentials() {
    assertThatThrownBy(
            () ->
                WindFarmConfig.of(
                    Map.of("lake.root", "s3://bucket/lake", "source.credentials", "basic")))
        .hasMessageContaining("give source.access-key and source.secret-key");
  }

  @Test
  void readsAPropertiesFileAndLetsArgumentsWin() throws Exception {
    Path file =
        Files.writeString(
            folder.resolve("job.properties"), "lake.root = s3://a/lake\nsource.stream = one\n");

    assertThat(JobArguments.read(new String[] {"--conf", file.toString(), "--source.stream=two"}))
        .isEqualTo(Map.of("lake.root", "s3://a/lake", "source.stream", "two"));
  }

  @Test
  void readsThePropertyGroupsOfManagedServiceForApacheFlink() throws Exception {
    Path file =
        Files.writeString(
            folder.resolve("application_properties.json"),
            "[{\"PropertyGroupId\":\"source\",\"PropertyMap\":{\"stream\":\"one\"}},"
                + "{\"PropertyGroupId\":\"lake\",\"PropertyMap\":{\"root\":\"s3://a/lake\"}}]");

    assertThat(JobArguments.read(new String[] {"--conf", file.toString()}))
        .isEqualTo(new HashMap<>(Map.of("lake.root", "s3://a/lake", "source.stream", "one")));
  }

  @Test
  void saysWhatIsWrongWithArguments() {
    assertThatThrownBy(() -> JobArguments.read(new String[] {"source.stream", "--lake.root"}))
        .hasMessageContaining("Argument 1 is no option")
        .hasMessageContaining("--lake.root has no value");
    assertThatThrownBy(() -> JobArguments.read(new String[] {"--conf", "nowhere.properties"}))
        .hasMessageContaining("there is no such file");
  }

  @Test
  void writesAllTablesUnlessSomeAreNamed() {
    Map<String, String> lake = Map.of("lake.root", "s3://bucket/lake");
    Map<String, String> some = new HashMap<>(lake);
    some.put("lake.tables", "readings, alerts");

    assertThat(WindFarmConfig.of(lake).lakeTables()).contains("raw", "ledger").hasSize(8);
    assertThat(WindFarmConfig.of(some).lakeTables()).containsExactly("alerts", "readings");
    some.put("lake.tables", "reading");
    assertThatThrownBy(() -> WindFarmConfig.of(some))
        .hasMessageContaining("lake.tables has no table 'reading'; did you mean 'readings'?");
  }

  @Test
  void listsAllFaultsOfTheDatabaseTogetherWithoutWhatTheUrlSays() {
    assertThatThrownBy(
            () ->
                WindFarmConfig.of(
                    Map.of(
                        "lake.root", "s3://bucket/lake",
                        "database.url", "jdbc:mysql://host/db?user=me&password=hunter2",
                        "database.tables", "readings,alert",
                        "database.schema", "Wind\"farm",
                        "database.batch-rows", "0",
                        "database.batch-interval", "0 s")))
        .hasMessageContaining("6 fault(s)")
        .hasMessageContaining("must begin with jdbc:postgresql://")
        .hasMessageContaining("give it with database.password")
        .hasMessageContaining("no table 'alert'; did you mean 'alerts'?")
        .hasMessageContaining("database.schema must be")
        .hasMessageContaining("database.batch-rows must be at least 1")
        .hasMessageContaining("database.batch-interval must be positive")
        .hasMessageNotContaining("hunter2");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "jdbc:postgresql://host/db?sslmode=require&password=hunter2",
        "jdbc:postgresql://host/db?sslpassword=hunter2",
        "jdbc:postgresql://me:hunter2@host/db"
      })
  void takesNoPasswordInAUrl(String url) {
    assertThatThrownBy(
            () -> WindFarmConfig.of(Map.of("lake.root", "s3://bucket/lake", "database.url", url)))
        .hasMessageContaining("database.url holds a password")
        .hasMessageNotContaining("hunter2");
  }

  @Test
  void printsNoPasswordOfTheDatabase() {
    assertThat(
            WindFarmConfig.of(
                    Map.of(
                        "lake.root", "s3://bucket/lake",
                        "database.url", "jdbc:postgresql://host/db?sslmode=verify-full",
                        "database.password", "hunter2"))
                .toString())
        .contains("database.password = ******", "?sslmode=verify-full")
        .doesNotContain("hunter2");
  }

  @Test
  void writesNoTablesToADatabaseThatIsNotThere() {
    assertThat(WindFarmConfig.of(Map.of("lake.root", "s3://bucket/lake")).databaseTables())
        .isEmpty();
  }
}
