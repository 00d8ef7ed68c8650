package io.windfarm;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.windfarm.config.SensorCatalog;
import io.windfarm.config.WindFarmConfig;
import io.windfarm.ingest.Ingest;
import io.windfarm.ingest.ShardWatermarks;
import io.windfarm.model.Anomaly;
import io.windfarm.model.Arrival;
import io.windfarm.model.CleanedReading;
import io.windfarm.model.Source;
import io.windfarm.model.Summary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * A public month of fifteen turbines, hour by hour, with figures that were worked out elsewhere.
 * The files may not be copied, so their folder is named by {@code -Dturbines.csv=FOLDER} or {@code
 * TURBINES_CSV}; without it there is nothing to test.
 */
class TurbinesCsvTest {
  @RegisterExtension static final MiniClusterExtension CLUSTER = new MiniClusterExtension();

  private static final String POWER = "power_output";

  private static List<CleanedReading> readings;
  private static List<Summary> summaries;
  private static List<Anomaly> anomalies;

  @BeforeAll
  static void runTheMonth() throws Exception {
    String folder = System.getProperty("turbines.csv", System.getenv("TURBINES_CSV"));
    assumeTrue(
        folder != null, "Name the folder of the turbines' CSV files by -Dturbines.csv=FOLDER");
    CollectedOutputs month = run(Path.of(folder), "1 d", 2, 1);
    readings = of(POWER, month.readings.take(), reading -> reading.reading.sensor);
    summaries = of(POWER, month.summaries.take(), summary -> summary.sensor);
    anomalies = of(POWER, month.anomalies.take(), anomaly -> anomaly.sensor);
  }

  @Test
  void hasEveryHourOfTheMonthTheOneBeforeSummerTimeAmongThem() {
    assertThat(readings).hasSize(11_160);
    long hour = Instant.parse("2022-03-27T01:00:00Z").toEpochMilli();
    assertThat(readings).filteredOn(row -> row.reading.eventTime == hour).hasSize(15);
  }

  @Test
  void hasASummaryForEachTurbineAndDay() {
    assertThat(summaries).hasSize(15 * 31).allMatch(summary -> summary.count == 24);
    Summary first =
        summaries.stream()
            .filter(row -> row.turbineId.equals("1"))
            .filter(row -> row.periodStart == Instant.parse("2022-03-01T00:00:00Z").toEpochMilli())
            .findFirst()
            .orElseThrow();
    assertThat(first.min).isEqualTo(1.6);
    assertThat(first.max).isEqualTo(4.4);
    assertThat(first.mean).isCloseTo(2.975, within(1e-12));
    assertThat(first.completeness).isEqualTo(1);
    assertThat(first.fleetTurbines).isEqualTo(15);
  }

  @Test
  void hasTheReadingsBeyondTwoSigmaOfTheirTurbinesDay() {
    assertThat(ofKind(Anomaly.Kind.READING)).hasSize(58);
  }

  @Test
  void hasTheTurbinesBeyondTwoSigmaOfTheFleetsDailyMeans() {
    assertThat(ofKind(Anomaly.Kind.FLEET)).hasSize(17);
  }

  @Test
  void holdsPowerAgainstItsCurve() {
    assertThat(ofKind(Anomaly.Kind.EXPECTATION))
        .isNotEmpty()
        .allMatch(a -> Math.abs(a.value - a.expected) > 2 * a.stddev);
  }

  @Test
  void hasNoReadingBeyondTwoSigmaOfItsTurbinesWholeMonth() throws Exception {
    String folder = System.getProperty("turbines.csv", System.getenv("TURBINES_CSV"));
    // The forty days from 21 February, counted from a Monday, hold all of March.
    List<Anomaly> wholeMonth =
        of(POWER, run(Path.of(folder), "40 d", 1.5, 2).anomalies.take(), a -> a.sensor).stream()
            .filter(a -> a.kind == Anomaly.Kind.READING)
            .collect(Collectors.toList());

    assertThat(wholeMonth).isNotEmpty().allMatch(a -> Math.abs(a.zScore) <= 2);
  }

  private static List<Anomaly> ofKind(Anomaly.Kind kind) {
    return anomalies.stream().filter(a -> a.kind == kind).collect(Collectors.toList());
  }

  private interface SensorOf<T> {
    String of(T row);
  }

  private static <T> List<T> of(String sensor, List<T> rows, SensorOf<T> sensorOf) {
    return rows.stream()
        .filter(row -> sensorOf.of(row).equals(sensor))
        .collect(Collectors.toList());
  }

  /** The rows as events, in an order drawn from {@code seed}: where files end, none is late. */
  private static CollectedOutputs run(Path folder, String period, double sigma, long seed)
      throws Exception {
    List<Arrival> arrivals = arrivals(folder);
    Collections.shuffle(arrivals, new Random(seed));
    StreamExecutionEnvironment environment =
        StreamExecutionEnvironment.getExecutionEnvironment(WindFarmJob.pipelineOptions());
    WindFarmConfig config =
        WindFarmConfig.of(
            Map.of(
                "lake.root", "file:///unused",
                "source.type", "files",
                "source.path", "file:///unused",
                "clean.outliers", "flag",
                "stats.period", period,
                "anomalies.sigma", "" + sigma));
    CollectedOutputs collected = new CollectedOutputs();
    new WindFarmPipeline(config, SensorCatalog.load(null))
        .build(
            List.of(
                Ingest.primary(
                    environment
                        .fromData(arrivals, Types.POJO(Arrival.class))
                        .uid("source")
                        .setParallelism(1),
                    ShardWatermarks.ofSource())),
            collected);
    environment.execute();
    return collected;
  }

  private static List<Arrival> arrivals(Path folder) throws IOException {
    List<Path> files;
    try (Stream<Path> all = Files.list(folder)) {
      files = all.filter(file -> file.toString().endsWith(".csv")).collect(Collectors.toList());
    }
    List<Arrival> arrivals = new ArrayList<>();
    for (Path file : files) {
      List<String> lines = Files.readAllLines(file);
      assertThat(lines.get(0))
          .isEqualTo("timestamp,turbine_id,wind_speed,wind_direction,power_output");
      for (int line = 1; line < lines.size(); line++) {
        String[] cells = lines.get(line).split(",");
        Arrival arrival = new Arrival();
        arrival.source = Source.FILE;
        arrival.stream = file.getFileName().toString();
        arrival.shard = file.getFileName().toString();
        arrival.sequence = Integer.toString(line);
        arrival.partitionKey = "";
        arrival.arrivalTime = Instant.parse("2022-04-02T00:00:00Z").toEpochMilli();
        arrival.payload =
            String.format(
                    "{\"timestamp\":\"%s\",\"turbine_id\":\"%s\",\"wind_speed\":%s,"
                        + "\"wind_direction\":%s,\"power_output\":%s}",
                    (Object[]) cells)
                .getBytes(UTF_8);
        arrivals.add(arrival);
      }
    }
    return arrivals;
  }
}
