package io.windfarm.producers;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The programs with a spool, as a user starts them. */
@Timeout(300)
class ProduceSpoolTest {
  @TempDir private Path dir;
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private TestStream stream;
  private Path spool;

  @BeforeEach
  void start() throws Exception {
    stream = new TestStream(dir.resolve("kinesis"));
    spool = dir.resolve("readings.spool");
  }

  @AfterEach
  void stop() throws Exception {
    stream.close();
  }

  @Test
  void anUnreachableStreamIsNoFailureWithASpoolAndDrainSendsWhatWaits() throws Exception {
    stream.loseTouch();
    Path summary = dir.resolve("summary.json");
    assertThat(run("--turbines=10", "--count=300", "--speed=max", "--summary=" + summary))
        .as(said())
        .isZero();
    assertThat(said())
        .contains("accepted nothing for 0.3 s (", "): readings go to the spool")
        .contains("300 readings wait in the spool")
        .contains("produce drain --spool " + spool);
    JsonNode account = Lines.json(Files.readString(summary));
    assertThat(account.get("readings_in_spool").asInt()).isEqualTo(300);
    assertThat(account.get("readings_acknowledged").asInt()).isZero();
    assertThat(account.get("complete").asBoolean()).isFalse();
    assertThat(run("drain")).isEqualTo(1);
    stream.reach();
    err.reset();
    assertThat(run("drain")).as(said()).isZero();
    assertThat(said()).contains("sent to Kinesis 300 readings, diverted to Kafka 0, still in the");
    assertThat(ids(stream)).hasSize(300);
  }

  @Test
  void whatAKilledProducerHadSpooledIsSentByTheNext() throws Exception {
    stream.loseTouch();
    Process process = startProducer();
    try {
      Awaitility.await().atMost(Duration.ofMinutes(2)).until(() -> spooled() > 200);
    } finally {
      process.destroyForcibly();
    }
    assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    Set<String> before = idsInSpool();
    stream.reach();
    assertThat(run("--turbines=10", "--count=30", "--speed=max")).as(said()).isZero();
    assertThat(said()).contains("readings of an earlier run wait in the spool");
    assertThat(before).hasSizeGreaterThan(200);
    assertThat(ids(stream)).containsAll(before).hasSize(before.size() + 30);
  }

  @Test
  void theMetricsSayHowMuchWaitsInTheSpool() throws Exception {
    stream.loseTouch();
    Process producer = startProducer("--metrics-port=0");
    try {
      Pattern address = Pattern.compile("metrics: (http://127.0.0.1:\\d+/metrics)");
      Path said = dir.resolve("said.txt");
      Awaitility.await().until(() -> address.matcher(Files.readString(said)).find());
      Matcher found = address.matcher(Files.readString(said));
      assertThat(found.find()).isTrue();
      HttpRequest page = HttpRequest.newBuilder(URI.create(found.group(1))).build();
      HttpClient client = HttpClient.newHttpClient();
      Awaitility.await()
          .untilAsserted(
              () ->
                  assertThat(client.send(page, BodyHandlers.ofString()).body())
                      .containsPattern("windfarm_producer_spool_readings [1-9]")
                      .contains("windfarm_producer_readings_acknowledged_total 0.0"));
    } finally {
      producer.destroyForcibly().waitFor();
    }
  }

  @Test
  void aSecondProducerWithTheSameSpoolIsToldWhoHasItAndWhatToDo() throws Exception {
    stream.loseTouch();
    Process process = startProducer();
    try {
      Awaitility.await().atMost(Duration.ofMinutes(2)).until(() -> spooled() > 0);
      assertThat(run("--turbines=1", "--count=3", "--speed=max")).isEqualTo(1);
      assertThat(said())
          .contains("in use by process " + process.pid())
          .contains("--spool of its own");
    } finally {
      process.destroyForcibly();
    }
    assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void refusesOptionsThatOnlyASpoolGivesMeaningTo() {
    assertThat(runPlain("--kafka-bootstrap-servers=127.0.0.1:1", "--count=1")).isEqualTo(2);
    assertThat(said()).contains("--spool FILE");
    assertThat(run("--kafka-bootstrap-servers=nowhere", "--count=1")).isEqualTo(2);
    assertThat(said()).contains("127.0.0.1:9092");
    assertThat(run("--spool-limit=much", "--count=1")).isEqualTo(2);
    assertThat(said()).contains("kB, MB or GB");
    assertThat(run("--out=-", "--count=1")).isEqualTo(2);
    assertThat(runPlain("drain")).isEqualTo(2);
  }

  /** A producer with the spool, which is not told to end. */
  private Process startProducer(String... more) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add(Produce.class.getName());
    command.addAll(List.of("--turbines=10", "--rate=20"));
    command.addAll(List.of(more));
    command.addAll(options());
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.redirectErrorStream(true).redirectOutput(dir.resolve("said.txt").toFile());
    builder.environment().remove("KAFKA_BOOTSTRAP_SERVERS");
    return builder.start();
  }

  private List<String> options() {
    return List.of(
        "--endpoint=" + stream.address(),
        "--stream=" + TestStream.NAME,
        "--patience=300ms",
        "--spool=" + spool);
  }

  private int run(String... options) {
    List<String> all = new ArrayList<>(List.of(options));
    all.addAll(options());
    return runPlain(all.toArray(new String[0]));
  }

  private int runPlain(String... options) {
    PrintStream said = new PrintStream(err, true, StandardCharsets.UTF_8);
    return Produce.run(options, Map.of(), said, said, new StopSignal());
  }

  private String said() {
    return err.toString(StandardCharsets.UTF_8);
  }

  private long spooled() throws SQLException {
    return Files.exists(spool) ? idsInSpool().size() : 0;
  }

  /** Read beside the process that writes. */
  private Set<String> idsInSpool() throws SQLException {
    Set<String> ids = new TreeSet<>();
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + spool);
        Statement statement = connection.createStatement();
        ResultSet tables = statement.executeQuery("SELECT count(*) FROM sqlite_schema")) {
      if (tables.getInt(1) == 0) {
        return ids;
      }
      try (ResultSet rows = statement.executeQuery("SELECT payload FROM records")) {
        while (rows.next()) {
          ids.add(id(rows.getBytes(1)));
        }
      }
    }
    return ids;
  }

  private static Set<String> ids(TestStream stream) {
    Set<String> ids = new TreeSet<>();
    stream.records().forEach(record -> ids.add(id(record.data().asByteArray())));
    return ids;
  }

  private static String id(byte[] payload) {
    return Lines.json(new String(payload, StandardCharsets.UTF_8)).get("id").asText();
  }
}
