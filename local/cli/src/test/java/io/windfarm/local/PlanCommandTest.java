package io.windfarm.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlanCommandTest {
  private static final Pattern EXAMPLE =
      Pattern.compile("(?s)```\n\\$ \\./windfarm ([^\n]*)\n(.*?)```");
  private static final Offset<Double> CENT = within(0.005);

  @TempDir private Path folder;

  private static JsonNode json(String... options) throws IOException {
    List<String> line = new ArrayList<>(List.of("plan", "--json"));
    line.addAll(List.of(options));
    Outcome outcome = Outcome.of(line.toArray(new String[0]));
    assertThat(outcome.err()).isEmpty();
    return new ObjectMapper().readTree(outcome.out());
  }

  private static double cost(JsonNode plan, String what) {
    for (JsonNode line : plan.at("/month/lines")) {
      if (line.path("what").asText().equals(what)) {
        return line.path("cost").asDouble();
      }
    }
    throw new AssertionError(what + " is no line of " + plan.at("/month/lines"));
  }

  @Test
  void thePageShowsWhatTheCommandPrints() throws IOException {
    Matcher example =
        EXAMPLE.matcher(Files.readString(Project.home().resolve("docs").resolve("plan.md")));

    assertThat(example.find()).isTrue();
    do {
      Outcome outcome = Outcome.of(example.group(1).split(" "));
      assertThat(outcome.exitCode()).isZero();
      assertThat(example.group(2)).as(example.group(1)).isEqualTo(outcome.out());
    } while (example.find());
  }

  @Test
  void reckonsTheReferenceFleetsBillAsOneDoesByHand() throws IOException {
    JsonNode plan = json("--readings-per-record", "1", "--retention", "24h");

    // 730 hours; 4,275 records a second; 190 bytes of JSON each.
    assertThat(cost(plan, "Kinesis, shards")).isEqualTo(5 * 730 * 0.015, CENT);
    assertThat(cost(plan, "Kinesis, PUT payload units"))
        .isEqualTo(4_275 * 3_600.0 * 730 / 1e6 * 0.014, CENT);
    assertThat(cost(plan, "Flink, managed")).isEqualTo(2 * 730 * 0.11, CENT);
    assertThat(plan.at("/fleet/gb_per_month").asDouble())
        .isEqualTo(4_275 * 190 * 3_600.0 * 730 / 1e9, CENT);
    double sum = 0;
    for (JsonNode line : plan.at("/month/lines")) {
      sum += line.path("cost").asDouble();
    }
    assertThat(plan.at("/month/cost").asDouble()).isEqualTo(sum, CENT);
    assertThat(plan.at("/month/cost_per_gb").asDouble())
        .isEqualTo(sum / plan.at("/fleet/gb_per_month").asDouble(), within(1e-9));
  }

  @Test
  void chargesEachExtraByItsOwnPrice() throws IOException {
    JsonNode fanOut = json("--efo", "--readers", "2", "--retention", "336h");
    // 197 bytes with the key; AWS's GB are 2^30 bytes.
    double gib = 4_275 * 197 * 3_600.0 * 730 / (1L << 30);
    assertThat(cost(fanOut, "Kinesis, enhanced fan-out"))
        .isEqualTo(2 * 5 * 730 * 0.015 + 2 * gib * 0.013, CENT);
    assertThat(cost(fanOut, "Kinesis, retention to 7 days")).isEqualTo(5 * 730 * 0.02, CENT);
    assertThat(cost(fanOut, "Kinesis, retention beyond 7 days"))
        .isEqualTo(4_275 * 197 * 7 * 86_400.0 / (1L << 30) * 0.023, CENT);

    JsonNode onDemand = json("--stream", "on-demand");
    // A record of 197 bytes counts as a whole KB.
    assertThat(cost(onDemand, "Kinesis, written"))
        .isEqualTo(4_275 * 1_024 * 3_600.0 * 730 / (1L << 30) * 0.08, CENT);
    assertThat(cost(onDemand, "Kinesis, read")).isEqualTo(gib * 0.04, CENT);
  }

  @Test
  void marksTheCheapestBelowTheTargetAndItIsTheCheapest() throws IOException {
    JsonNode plan = json();
    List<Double> below = new ArrayList<>();
    double marked = Double.NaN;
    for (JsonNode each : plan.path("alternatives")) {
      assertThat(each.path("meets_target").asBoolean())
          .isEqualTo(each.path("cost_per_gb").asDouble() < 0.10);
      if (each.path("meets_target").asBoolean()) {
        below.add(each.path("cost").asDouble());
      }
      marked = each.path("cheapest").asBoolean() ? each.path("cost").asDouble() : marked;
    }

    assertThat(below).isNotEmpty();
    assertThat(marked).isEqualTo(below.stream().min(Double::compare).orElseThrow());
  }

  @Test
  void saysSoWhenNothingIsCheapEnough() {
    assertThat(Outcome.of("plan", "--turbines", "10").out())
        .contains("None of these is below 0.10 a GB")
        .doesNotContain("cheapest");
  }

  @Test
  void reckonsWithFiguresOfOnesOwn() throws IOException {
    Path mine = folder.resolve("mine.yaml");
    String shipped = Outcome.of("plan", "--print-figures").out();
    Files.writeString(
        mine,
        shipped
            .replace("msf-kpu-hour: {value: 0.11", "msf-kpu-hour: {value: 1")
            .replace("slot-readings-second: {value: 46000", "slot-readings-second: {value: 1000"));

    JsonNode plan = json("--prices", mine.toString());

    // 4,275 readings a second at 500 a slot.
    assertThat(plan.at("/flink/slots").asInt()).isEqualTo(9);
    assertThat(cost(plan, "Flink, managed")).isEqualTo(10 * 730.0, CENT);
  }

  @Test
  void reckonsWithWhatTheBenchHasMeasured() throws IOException {
    Path contestants = folder.resolve("bench.json");
    Files.writeString(
        contestants,
        """
        {"workload": {"events": 6000000, "bytes": 1170000000},
         "tables": ["raw", "readings", "statistics", "summaries", "anomalies", "alerts"],
         "contestants": [{"contestant": "baseline", "events_per_cpu_second": 9000},
                         {"contestant": "job", "events_per_cpu_second": 2000, "runs": [{}, {}]}]}
        """);
    Path growth = folder.resolve("growth.json");
    Files.writeString(
        growth,
        """
        {"points": [{"curve": "windows", "point": "50-rolling",
                     "checkpoints": {"state_bytes_per_key": 1}},
                    {"curve": "windows", "point": "5-rolling",
                     "checkpoints": {"state_bytes_per_key": 10000}}]}
        """);

    String plan =
        Outcome.of("plan", "--bench", contestants.toString(), "--bench", growth.toString()).out();

    // 4,275 readings a second at 1,000 a slot; 4,275 sensors.
    assertThat(plan)
        .contains("5 (2,000 readings a second each, planned with 50 %)")
        .contains("bench.json: events per CPU-second, all tables", "6,000,000 events of 195 bytes")
        .contains("42.8 MB", "growth.json: the largest checkpoint at windows/5-rolling");
  }

  @Test
  void refusesWhatTheBenchHasNotMeasuredForAPlan() throws IOException {
    Path core = folder.resolve("core.json");
    Files.writeString(
        core,
        """
        {"tables": ["readings", "statistics", "alerts"],
         "contestants": [{"contestant": "job", "events_per_cpu_second": 2000}]}
        """);
    Path other = folder.resolve("other.json");
    Files.writeString(other, "{\"points\": []}");

    assertThat(Outcome.of("plan", "--bench", core.toString()).err())
        .contains("core.json was measured with readings, statistics, alerts alone")
        .doesNotContain("at io.windfarm");
    assertThat(Outcome.of("plan", "--bench", other.toString()).err())
        .contains(
            "other.json has nothing to plan with", "./windfarm bench growth windows/5-rolling");
    assertThat(Outcome.of("plan", "--bench", "nowhere.json").err())
        .contains("nowhere.json", "./windfarm bench --json");
  }

  @Test
  void namesTheFaultsOfFiguresOfOnesOwn() throws IOException {
    Path mine = folder.resolve("mine.yaml");
    Files.writeString(mine, "region: here\nprices: {}\n");

    Outcome outcome = Outcome.of("plan", "--figures", mine.toString());

    assertThat(outcome.exitCode()).isEqualTo(1);
    assertThat(outcome.err())
        .contains("currency is missing", "prices.msf-kpu-hour is missing", "assumed is missing")
        .doesNotContain("at io.windfarm");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--turbines 0 --sensors 0 | --sensors has to be 1 to 1000, not 0",
        "--turbines 0 --sensors 0 | --turbines has to be 1 to 1000000, not 0",
        "--hz 0                   | --hz has to be above 0",
        "--hz often               | --hz",
        "--retention 12h          | --retention has to be 24h to 365d",
        "--stream elastic         | neither provisioned nor on-demand",
        "--hz 400                 | One turbine sends 1,200 records",
        "--readings-per-record 6000 | --readings-per-record 5489",
        "--figures nowhere.yaml   | --print-figures",
        "--turbine 5              | --turbines"
      })
  void saysWhatIsWrongWithTheQuestion(String options, String message) {
    Outcome outcome = Outcome.of(("plan " + options.trim()).split(" "));

    assertThat(outcome.exitCode()).isPositive();
    assertThat(outcome.err()).contains(message);
  }

  @Test
  void theGreatestRecordIsOneThatIsAccepted() {
    // 5,489 readings: 1,048,398 bytes with line ends, and the key, of 1,048,576.
    assertThat(Outcome.of("plan", "--readings-per-record", "5489").exitCode()).isZero();
    assertThat(Outcome.of("plan", "--readings-per-record", "5490").exitCode()).isEqualTo(2);
  }
}
