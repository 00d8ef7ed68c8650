package io.windfarm.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the page says, without a browser: the data in it. */
class ReportCommandTest {
  @TempDir private static Path folder;

  private static Path farm;

  @BeforeAll
  static void writeLake() throws Exception {
    farm = folder.resolve("farm");
    ReportedFarm.write(farm);
  }

  @Test
  void judgesTurbinesByTheirAlertsTheirSilenceAndTheirData() throws Exception {
    assertThat(rows(data(report(farm)), "turbines", "turbine_id", "status", "rules"))
        .containsExactlyInAnyOrder(
            "WT-1 | ok | ",
            "WT-2 | critical | hydraulic-pressure-loss",
            "WT-3 | silent | ",
            "WT-4 | warning | excessive-vibration",
            ReportedFarm.HOSTILE + " | bad data | ");
  }

  @Test
  void countsUncertainReadingsHalfAndMissingOnesNothing() throws Exception {
    // Covered are the 29 minutes and 59 seconds up to the last reading: 1,799 a sensor.
    assertThat(
            rows(
                data(report(farm)),
                "quality",
                "turbine_id",
                "good",
                "uncertain",
                "bad",
                "expected",
                "completeness",
                "score"))
        .containsExactlyInAnyOrder(
            "WT-1 | 3600 | 0 | 0 | 3598 | 1 | 100",
            "WT-2 | 3600 | 0 | 0 | 3598 | 1 | 100",
            "WT-3 | 1200 | 0 | 0 | 3598 | 0.3335 | 33.3519",
            "WT-4 | 3240 | 180 | 180 | 3598 | 0.9505 | 92.5",
            ReportedFarm.HOSTILE + " | 1200 | 600 | 1200 | 3598 | 0.5003 | 41.6898");
  }

  @Test
  void saysWhatIsNotWellTheGravestFirst() {
    Outcome outcome = report(farm);

    assertThat(outcome.out().lines().findFirst().orElseThrow())
        .startsWith(
            "The ledger does not balance in 1 account. 1 critical alert is open. 1 turbine is silent."
                + " Only 75.7 % of the expected readings came on 2026-11-20. The newest data are ");
    assertThat(outcome.exitCode()).isZero();
  }

  @Test
  void saysThatAllIsWellWhereItIsSo() throws Exception {
    Path sound = folder.resolve("sound");
    ReportedFarm.writeSound(sound);

    assertThat(report(sound, "--until", "2026-11-20").out())
        .startsWith("All is well.")
        .contains("Ledger: balanced (1 account", "Completeness: 100.0 %");
  }

  @Test
  void tellsTheLivesOfAlerts() throws Exception {
    assertThat(rows(data(report(farm)), "alerts", "rule", "severity", "raised", "cleared"))
        .containsExactly(
            "excessive-vibration | HIGH | " + millis("11:55") + " | null",
            "hydraulic-pressure-loss | CRITICAL | " + millis("11:50") + " | null",
            "overspeed | CRITICAL | " + millis("11:40") + " | " + millis("11:45"));
  }

  private static long millis(String time) {
    return Instant.parse("2026-11-20T" + time + ":00Z").toEpochMilli();
  }

  @Test
  void measuresFromTheEventToItsRow() throws Exception {
    JsonNode data = data(report(farm));

    // The files are of today: their rows came when the test wrote them.
    assertThat(rows(data, "latency", "region", "source", "readings", "arrival_p50", "arrival_max"))
        .containsExactly("eu-west-1 | KINESIS | 26 | 2000 | 2000");
    assertThat(rows(data, "latency", "row_p50")).isNotEqualTo(List.of("null"));
    assertThat(rows(data, "detection", "rule", "longest"))
        .contains("hydraulic-pressure-loss | 60000", "overspeed | 0");
  }

  @Test
  void holdsEveryReadingWhereTheyAreFew() throws Exception {
    JsonNode days = days(report(farm));

    assertThat(days.get("form").asText()).isEqualTo("readings");
    JsonNode attacked = days.get("series").get(0);
    assertThat(attacked.get("turbine").asText()).isEqualTo(ReportedFarm.HOSTILE);
    assertThat(attacked.get("q").asText()).isEqualTo("BBGBBGBBGBBGBBGBBGBB");
    assertThat(attacked.get("v").get(0).asDouble()).isEqualTo(999);
    assertThat(attacked.get("r").get("0").asText()).isEqualTo("OUT_OF_RANGE");
  }

  @Test
  void holdsWindowsWhereThereAreNoReadings() throws Exception {
    Path statistics = folder.resolve("statistics-only");
    ReportedFarm.write(statistics);
    DataDirectory.delete(statistics.resolve("readings"));
    DataDirectory.delete(statistics.resolve("alerts"));
    DataDirectory.delete(statistics.resolve("ledger"));
    Outcome outcome = report(statistics);

    JsonNode series = days(outcome).get("series").get(0);
    assertThat(days(outcome).get("form").asText()).isEqualTo("1m");
    assertThat(series.get("digits").asInt()).isEqualTo(2);
    assertThat(series.get("mean").get(0).asInt() + series.get("mean").get(1).asInt())
        .as("a difference from the mean before")
        .isEqualTo((70 + 31 % 7) * 100);
    assertThat(series.get("missing").get(0).asInt()).isEqualTo(10);
    assertThat(outcome.out()).contains("Ledger: unknown (no ledger in the lake)");
  }

  @Test
  void drawsAPageOfAnEmptyLake() throws Exception {
    Outcome outcome = report(Files.createDirectory(folder.resolve("empty")));

    assertThat(outcome.exitCode()).isZero();
    assertThat(outcome.out()).startsWith("The lake is empty.");
    assertThat(data(outcome).get("turbines").get("rows")).isEmpty();
  }

  @Test
  void leavesNoMarkupInTheData() throws Exception {
    Outcome outcome = report(farm);

    assertThat(Pattern.compile("<script[ >]").matcher(Files.readString(page(farm))).results())
        .hasSize(4);
    assertThat(script(outcome, "data")).doesNotContain("<").contains("\\u003Cb\\u003E49");
    assertThat(data(outcome).toString()).contains("<b>49</b>");
  }

  @Test
  void saysWhereItLookedForALakeThatIsNotThere() {
    Outcome outcome = report(folder.resolve("nowhere"));

    assertThat(outcome.exitCode()).isEqualTo(1);
    assertThat(outcome.err())
        .startsWith("There is no lake in " + folder.resolve("nowhere") + ". Fill one with");
  }

  @Test
  void asksForAFileToWriteTo() {
    Outcome outcome = Outcome.of("report", "--root", farm.toString(), "--out", folder.toString());

    assertThat(outcome.exitCode()).isEqualTo(1);
    assertThat(outcome.err()).contains(folder + " is a folder: name a file");
  }

  @Test
  void refusesATimeThatIsNone() {
    Outcome outcome = report(farm, "--since", "yesterday");

    assertThat(outcome.exitCode()).isEqualTo(2);
    assertThat(outcome.err()).startsWith("'yesterday' is neither a day nor an hour");
  }

  private static Outcome report(Path lake, String... options) {
    List<String> args = new ArrayList<>(List.of("report", "--root", lake.toString()));
    args.addAll(List.of("--out", page(lake).toString()));
    args.addAll(List.of(options));
    return Outcome.of(args.toArray(String[]::new));
  }

  private static Path page(Path lake) {
    return folder.resolve(lake.getFileName() + ".html");
  }

  /** The data of the page that a report has just written. */
  private static JsonNode data(Outcome outcome) throws IOException {
    return new ObjectMapper().readTree(script(outcome, "data"));
  }

  private static JsonNode days(Outcome outcome) throws IOException {
    byte[] packed = Base64.getDecoder().decode(script(outcome, "days"));
    return new ObjectMapper().readTree(new GZIPInputStream(new ByteArrayInputStream(packed)));
  }

  private static String script(Outcome outcome, String id) throws IOException {
    assertThat(outcome.exitCode()).as(outcome.err()).isZero();
    Matcher file = Pattern.compile("(?m)^(.*\\.html): ").matcher(outcome.out());
    assertThat(file.find()).isTrue();
    Matcher script =
        Pattern.compile("<script type=\"[^\"]*\" id=\"" + id + "\">(.*?)</script>", Pattern.DOTALL)
            .matcher(Files.readString(Path.of(file.group(1))));
    assertThat(script.find()).isTrue();
    return script.group(1);
  }

  /** Some columns of an answer, a line a row. */
  private static List<String> rows(JsonNode data, String answer, String... columns) {
    List<String> names = new ArrayList<>();
    data.get(answer).get("columns").forEach(name -> names.add(name.asText()));
    List<String> lines = new ArrayList<>();
    for (JsonNode row : data.get(answer).get("rows")) {
      List<String> values = new ArrayList<>();
      for (String column : columns) {
        values.add(row.get(names.indexOf(column)).asText());
      }
      lines.add(String.join(" | ", values));
    }
    return lines;
  }
}
