package io.windfarm.ingest.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.windfarm.config.SensorCatalog;
import io.windfarm.ingest.EventDecoder;
import io.windfarm.model.Arrival;
import io.windfarm.model.Reading;
import io.windfarm.model.Reason;
import io.windfarm.model.Rejected;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of rows of CSV: read as files are, decoded as records are. */
class CsvTest {
  private static final String TURBINE_CSV =
      "timestamp,turbine_id,wind_speed,wind_direction,power_output\n";

  @TempDir private Path folder;

  private final List<Reading> readings = new ArrayList<>();
  private final List<Rejected> rejected = new ArrayList<>();

  @Test
  void readsPowerInMegawattsWhereTheLayoutSaysSo() throws Exception {
    read(TURBINE_CSV + "2022-03-01 00:00:00,1,11.8,169,2.7\n");

    assertThat(readings)
        .extracting(
            reading -> reading.turbineId, reading -> reading.sensor, reading -> reading.value)
        .containsExactlyInAnyOrder(
            tuple("1", "wind_speed", 11.8),
            tuple("1", "wind_direction", 169.0),
            tuple("1", "power_output", 2700.0));
    assertThat(of("power_output").rawValue).isEqualTo(2.7);
    assertThat(of("power_output").eventTime)
        .isEqualTo(Instant.parse("2022-03-01T00:00:00Z").toEpochMilli());
  }

  @Test
  void readsTheColumnsOfLaHauteBorne() throws Exception {
    read(
        "Wind_turbine_name,Date_time,P_avg,Unknown_avg\nR80711,2016-07-01T02:00:00+02:00,-2.5,7\n");

    assertThat(of("power_output").value).isEqualTo(-2.5);
    assertThat(of("power_output").eventTime)
        .isEqualTo(Instant.parse("2016-07-01T00:00:00Z").toEpochMilli());
    assertThat(readings).hasSize(1);
  }

  @Test
  void readsSemicolonsDecimalCommasQuotesAndAByteOrderMark() throws Exception {
    read(
        "\ufefftimestamp;turbine_id;wind_speed;\"power_output\"\r\n"
            + "2022-03-01 00:00:00;\"T \"\"1\"\"\";11,8; \"2700,5\" \r\n");

    assertThat(of("wind_speed").value).isEqualTo(11.8);
    assertThat(of("power_output").value).isEqualTo(2700.5);
    assertThat(of("wind_speed").turbineId).isEqualTo("T \"1\"");
  }

  @Test
  void takesAnEmptyCellForAMissingValueAndRejectsAWord() throws Exception {
    read(TURBINE_CSV + "2022-03-01 00:00:00,1,,169,error\n");

    assertThat(Reason.MISSING.in(of("wind_speed").reasons)).isTrue();
    assertThat(rejected).extracting(row -> row.reason.name()).containsExactly("BAD_VALUE");
  }

  @Test
  void rejectsARowThatDoesNotFitItsHeaderWithItsBytes() throws Exception {
    read(TURBINE_CSV + "2022-03-01 00:00:00,1,11.8\n2022-03-01 01:00:00,\"1,11.8,169,2.7\n");

    assertThat(rejected)
        .extracting(row -> row.reason + ": " + row.detail)
        .containsExactly(
            "MALFORMED_ROW: 3 cells under a header of 5",
            "MALFORMED_ROW: a quote that is not closed in its line");
    assertThat(new String(rejected.get(0).payload, StandardCharsets.UTF_8))
        .isEqualTo("2022-03-01 00:00:00,1,11.8");
  }

  @Test
  void passesOverAHeaderInTheMiddleAndBlankLines() throws Exception {
    read(
        TURBINE_CSV
            + "2022-03-01 00:00:00,1,11.8,169,2.7\n\n"
            + TURBINE_CSV
            + "2022-03-01 01:00:00,1,11.8,169,2.7\n");

    assertThat(readings).hasSize(6);
    assertThat(rejected).isEmpty();
  }

  @Test
  void passesCellsThatJsonWouldTakeForItsOwnOnAsTheyStand() throws Exception {
    read("timestamp,turbine_id,wind_speed\n2022-03-01 00:00:00,a\\b\u0001{\u00e9,11.8\n");

    assertThat(of("wind_speed").turbineId).isEqualTo("a\\b\u0001{\u00e9");
  }

  @Test
  void keepsTheReadingsOfAnHourThatWasPutForwardApart() throws Exception {
    read(
        TURBINE_CSV
            + "2022-03-27 00:00:00,1,1,1,1\n"
            + "2022-03-27 01:00:00,1,2,2,2\n"
            + "2022-03-27 02:00:00,1,3,3,3\n");

    assertThat(readings)
        .filteredOn(reading -> reading.sensor.equals("wind_speed"))
        .extracting(reading -> Instant.ofEpochMilli(reading.eventTime).toString())
        .containsExactly("2022-03-27T00:00:00Z", "2022-03-27T01:00:00Z", "2022-03-27T02:00:00Z");
  }

  @Test
  void refusesAFileWhoseHeaderNamesNoTime() {
    assertThatThrownBy(() -> read("2022-03-01 00:00:00,1,11.8,169,2.7\n"))
        .hasMessageContaining("history.csv: no column of its header holds a time")
        .hasMessageContaining("The first line must name the columns");
  }

  @Test
  void refusesAFormatThatThereIsNot() {
    assertThatThrownBy(() -> FolderReading.of(folder).format("turbine-cvs").toTheEnd())
        .hasMessageContaining("no format is called 'turbine-cvs'")
        .hasMessageContaining("turbine-csv");
  }

  private Reading of(String sensor) {
    return readings.stream()
        .filter(reading -> reading.sensor.equals(sensor))
        .findFirst()
        .orElseThrow();
  }

  private void read(String csv) throws Exception {
    Files.writeString(folder.resolve("history.csv"), csv);
    EventDecoder decoder =
        new EventDecoder(
            SensorCatalog.load(null), EventDecoder.Options.defaults().withTurbineTemplate(null));
    for (Arrival arrival : FolderReading.of(folder).toTheEnd()) {
      decoder.decode(
          arrival,
          new EventDecoder.Output() {
            @Override
            public void reading(Reading reading) {
              readings.add(reading);
            }

            @Override
            public void rejected(Rejected row) {
              rejected.add(row);
            }
          });
    }
  }
}
