package io.windfarm.producers;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(120)
class ProduceTest {
  @TempDir private Path dir;
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @Test
  void theSameSeedAndStartGiveTheSameBytes() {
    String[] options = {
      "--turbines=30",
      "--duration=2m",
      "--fault=late=0.05",
      "--fault=duplicate=0.05",
      "--fault=malformed=0.05",
      "--emergency=silence",
      "--readings-per-record=10"
    };
    Lines.Result one = Lines.produce(dir, options);
    Lines.Result two = Lines.produce(dir, options);
    assertThat(two.bytes()).isEqualTo(one.bytes()).isNotEmpty();
    assertThat(two.truth()).isEqualTo(one.truth());
    String[] other = Arrays.copyOf(options, options.length + 1);
    other[options.length] = "--seed=2";
    assertThat(Lines.produce(dir, other).bytes()).isNotEqualTo(one.bytes());
  }

  @Test
  void aSensorProgramSendsWhatTheFleetSends() {
    Lines.Result fleet = Lines.produce(dir, "--turbines=9", "--duration=20s");
    Lines.Result alone = Lines.produce(dir, "power-factor", "--turbines=9", "--duration=20s");
    assertThat(alone.lines())
        .hasSize(180)
        .containsExactlyElementsOf(
            fleet.lines().stream().filter(line -> line.contains("\"Power Factor\"")).toList());
  }

  @Test
  void allSensorsAreTheFleetsThreeAndThreeMore() {
    String[] core = {"--turbines=9", "--duration=20s", "--fault=spike=0.05", "--fault=gap=0.05"};
    String[] all = Arrays.copyOf(core, core.length + 1);
    all[core.length] = "--sensors=all";
    Lines.Result three = Lines.produce(dir, core);
    Lines.Result six = Lines.produce(dir, all);

    assertThat(six.lines()).containsAll(three.lines());
    assertThat(six.truth()).containsAll(three.truth());
    assertThat(six.lines().stream().map(line -> Lines.json(line).get("type").asText()).distinct())
        .containsExactlyInAnyOrder(
            "Power Factor",
            "Temperature Battery",
            "Hydraulic Pressure",
            "Power Output",
            "Wind Speed",
            "Rotor Speed");
  }

  @Test
  void refusesAllSensorsWhereAnEventHasRoomForThree() {
    assertThat(run(Map.of(), "--sensors=all", "--dialect=scada")).isEqualTo(2);
    assertThat(said()).contains("--dialect canonical or four-key");
    assertThat(run(Map.of(), "power-factor", "--sensors=all")).isEqualTo(2);
    assertThat(said()).contains("--sensors is for fleet");
  }

  @Test
  void aTurbineIsTheSameInAFleetOfAnySize() {
    List<String> few = Lines.produce(dir, "--turbines=9", "--duration=5s").lines();
    List<String> many = Lines.produce(dir, "--turbines=90", "--duration=5s").lines();
    assertThat(many).containsAll(few);
  }

  @Test
  void spreadsTurbinesOverThePeriod() {
    List<String> lines = Lines.produce(dir, "--turbines=300", "--duration=1s").lines();
    Map<Object, Long> perTenth =
        lines.stream()
            .map(line -> Lines.json(line).get("date").asText().charAt(20))
            .collect(Collectors.groupingBy(tenth -> tenth, Collectors.counting()));
    assertThat(perTenth).hasSize(10);
    assertThat(perTenth.values()).allMatch(count -> count > 50 && count < 140);
  }

  @Test
  void countEndsTheRun() {
    assertThat(Lines.produce(dir, "--turbines=7", "--count=100").lines()).hasSize(100);
  }

  @Test
  void sendsToTheEndpointThatTheEnvironmentNames() throws Exception {
    try (KinesisOverHttp kinesis = new KinesisOverHttp()) {
      int code =
          run(
              Map.of("AWS_ENDPOINT_URL_KINESIS", kinesis.address(), "AWS_ENDPOINT_URL", "http://x"),
              "--turbines=40",
              "--duration=30s",
              "--speed=max",
              "--readings-per-record=10",
              "--quiet");
      assertThat(code).isZero();
      assertThat(kinesis.accepted().stream().mapToLong(entry -> entry.data().lines().count()).sum())
          .isEqualTo(40 * 3 * 30);
      assertThat(kinesis.accepted())
          .allSatisfy(entry -> assertThat(entry.data().lines()).hasSizeLessThanOrEqualTo(10))
          .allSatisfy(
              entry ->
                  assertThat(entry.data().lines()).allMatch(line -> line.contains(entry.key())));
    }
  }

  @Test
  void saysHowManyReadingsWereNotAcknowledged() throws Exception {
    try (KinesisOverHttp kinesis = new KinesisOverHttp()) {
      kinesis.answering("ServiceUnavailable", call -> 503);
      int code =
          run(
              Map.of(),
              "--endpoint=" + kinesis.address(),
              "--turbines=10",
              "--count=30",
              "--speed=max",
              "--patience=200ms",
              "--summary=" + dir.resolve("summary.json"));
      assertThat(code).isEqualTo(1);
      assertThat(said()).contains("30 readings were not acknowledged").contains("--patience");
      JsonNode summary = Lines.json(Files.readString(dir.resolve("summary.json")));
      assertThat(summary.get("complete").asBoolean()).isFalse();
      assertThat(summary.get("readings_acknowledged").asInt()).isZero();
    }
  }

  @Test
  void keepsWhatAnEndpointSaysOnOneLine() throws Exception {
    try (KinesisOverHttp kinesis = new KinesisOverHttp()) {
      kinesis
          .answering("ValidationException", call -> 400)
          .saying("first\r\nforged\u001b[2J" + "x".repeat(5_000));
      run(Map.of(), "--endpoint=" + kinesis.address(), "--turbines=1", "--count=1", "--quiet");
      assertThat(said().lines())
          .filteredOn(line -> line.contains("first"))
          .isNotEmpty()
          .allSatisfy(
              line ->
                  assertThat(line)
                      .contains("first??forged?[2J")
                      .doesNotContain("\u001b")
                      .hasSizeLessThan(1_000));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--turbnes=3 | --turbines",
        "--dialect=airfow | did you mean 'airflow'?",
        "--fault=spke=0.1 | did you mean 'spike'?",
        "--fault=spike | write spike=0.01",
        "--fault=gap=2 | between 0 and 1",
        "--emergency=pressureloss | did you mean 'pressure-loss'?",
        "--emergency=silence=WT-9999 | no such turbine",
        "--duration=90 | as in 90s",
        "--start=yesterday | 2026-11-20T07:00:00Z",
        "--speed=fast | or max",
        "--speed=max | --duration or --count",
        "--rate=0 | --rate",
        "--sensors=most | neither core nor all",
        "--turbines=0 | --turbines",
        "--turbines=many | --turbines",
        "--endpoint=localhost | http://127.0.0.1:4566",
        "flet | fleet"
      })
  void refusesWhatItCannotDoAndSaysWhatItCan(String option, String advice) {
    assertThat(run(Map.of(), option)).isEqualTo(2);
    assertThat(said()).contains(advice.strip());
  }

  @Test
  void helpNamesTheProgramsAndTheirOptions() {
    assertThat(run(Map.of(), "--help")).isZero();
    assertThat(run(Map.of(), "fleet", "--help")).isZero();
    assertThat(said())
        .contains("power-factor", "temperature-battery", "hydraulic-pressure", "--ground-truth");
  }

  @Test
  void aTerminatedRunDeliversWhatItMadeAndWritesItsAccount() throws Exception {
    try (KinesisOverHttp kinesis = new KinesisOverHttp()) {
      Path summary = dir.resolve("summary.json");
      Path truth = dir.resolve("truth.jsonl");
      List<String> command = new ArrayList<>();
      command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
      command.addAll(List.of("-cp", System.getProperty("java.class.path")));
      command.add(PowerFactorProducer.class.getName());
      command.addAll(
          List.of(
              "--endpoint=" + kinesis.address(),
              "--turbines=20",
              "--rate=20",
              "--readings-per-record=50",
              "--fault=late=0.1",
              "--fault=gap=0.05",
              "--summary=" + summary,
              "--ground-truth=" + truth));
      ProcessBuilder builder = new ProcessBuilder(command);
      builder.redirectErrorStream(true).redirectOutput(dir.resolve("said.txt").toFile());
      builder.environment().remove("AWS_ENDPOINT_URL_KINESIS");
      Process process = builder.start();
      try {
        Awaitility.await().atMost(60, TimeUnit.SECONDS).until(() -> kinesis.accepted().size() > 10);
        process.destroy();
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
      } finally {
        process.destroyForcibly();
      }
      assertThat(process.exitValue()).as(Files.readString(dir.resolve("said.txt"))).isZero();
      JsonNode account = Lines.json(Files.readString(summary));
      long arrived =
          kinesis.accepted().stream().mapToLong(entry -> entry.data().lines().count()).sum();
      assertThat(account.get("complete").asBoolean()).isFalse();
      assertThat(account.get("readings_acknowledged").asLong())
          .isEqualTo(account.get("readings_sent").asLong())
          .isEqualTo(arrived);
      long late =
          Files.readAllLines(truth).stream().filter(line -> line.contains("\"late\"")).count();
      assertThat(late).isPositive().isEqualTo(account.at("/faults/late").asLong());
    }
  }

  private int run(Map<String, String> environment, String... options) {
    PrintStream said = new PrintStream(err, true, StandardCharsets.UTF_8);
    return Produce.run(options, environment, said, said, new StopSignal());
  }

  private String said() {
    return err.toString(StandardCharsets.UTF_8);
  }
}
