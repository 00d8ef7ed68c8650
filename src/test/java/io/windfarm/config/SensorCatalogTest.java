package io.windfarm.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SensorCatalogTest {
  private static final SensorCatalog SHIPPED = SensorCatalog.load(null);

  @ParameterizedTest
  @CsvSource({
    "power_factor, 1, -1.05, 1.05, 0.90, NaN, 0.80, NaN",
    "battery_temperature, °C, -40, 120, NaN, 40, NaN, 45",
    "hydraulic_pressure, bar, 0, 400, 65, 85, 55, 95",
    "power_output, kW, -200, 20000, NaN, NaN, NaN, NaN",
    "wind_speed, m/s, 0, 75, NaN, 25, NaN, 34",
    "wind_direction, °, 0, 360, NaN, NaN, NaN, NaN",
    "rotor_speed, rpm, 0, 40, NaN, 18, NaN, 20",
    "generator_speed, rpm, 0, 3600, NaN, 1860, NaN, 1875",
    "generator_temperature, °C, -40, 200, NaN, 80, NaN, 90",
    "gearbox_temperature, °C, -40, 200, NaN, 80, NaN, 90",
    "vibration, mm/s, 0, 200, NaN, 5, NaN, 10",
    "ambient_temperature, °C, -50, 60, NaN, NaN, NaN, NaN",
  })
  void shipsTheLimitsOfTheContract(
      String name,
      String unit,
      double min,
      double max,
      Double warnBelow,
      Double warnAbove,
      Double criticalBelow,
      Double criticalAbove) {
    Sensor sensor = SHIPPED.get(name, "A");

    assertThat(sensor.unit).isEqualTo(unit);
    assertThat(sensor.min).isEqualTo(min);
    assertThat(sensor.max).isEqualTo(max);
    assertThat(sensor.warnBelow).isEqualTo(warnBelow);
    assertThat(sensor.warnAbove).isEqualTo(warnAbove);
    assertThat(sensor.criticalBelow).isEqualTo(criticalBelow);
    assertThat(sensor.criticalAbove).isEqualTo(criticalAbove);
    assertThat(sensor.resolution).isPositive();
  }

  @Test
  void learnsEveryCadenceAndCallsNothingStuckByDefault() {
    assertThat(SHIPPED.names())
        .hasSizeGreaterThanOrEqualTo(12)
        .allMatch(name -> SHIPPED.get(name, "").cadence == 0)
        .allMatch(name -> SHIPPED.get(name, "").stuckAfter == 0);
  }

  @Test
  void shipsTheReferenceFleet() {
    assertThat(SHIPPED.regions())
        .containsExactly("us-east-1", "us-west-2", "eu-west-1", "ap-southeast-1");
    assertThat(List.of("A", "B", "C", "D", "E", "F", "G", "H"))
        .extracting(farm -> SHIPPED.farm(farm).region)
        .containsExactly(
            "us-east-1",
            "us-east-1",
            "us-west-2",
            "us-west-2",
            "eu-west-1",
            "eu-west-1",
            "ap-southeast-1",
            "ap-southeast-1");
    assertThat(SHIPPED.farm("Z")).isNull();
    assertThat(SHIPPED.normal("hydraulic_pressure")).containsExactly(70, 80);
    assertThat(SHIPPED.normal("power_output")).isNull();
  }

  @Test
  void letsAFarmOverrideAnyLimitAndNoOther() {
    SensorCatalog catalog =
        SensorCatalog.parse(
            "farms:\n"
                + "  C:\n"
                + "    sensors:\n"
                + "      hydraulic_pressure:\n"
                + "        warning: {below: 150, above: 170}\n"
                + "        critical: {below: 140, above: 180}\n"
                + "        cadence: 500 ms\n"
                + "        stuck-after: 20\n",
            "fleet.yaml");

    Sensor pitch = catalog.get("hydraulic_pressure", "C");
    assertThat(pitch.warnBelow).isEqualTo(150);
    assertThat(pitch.criticalAbove).isEqualTo(180);
    assertThat(pitch.cadence).isEqualTo(500);
    assertThat(pitch.stuckAfter).isEqualTo(20);
    assertThat(pitch.max).isEqualTo(400);
    assertThat(catalog.get("hydraulic_pressure", "D").warnBelow).isEqualTo(65);
    assertThat(catalog.get("power_factor", "C").warnBelow).isEqualTo(0.90);
    assertThat(catalog.farm("C").region).isEqualTo("us-west-2");
  }

  @Test
  void laysAUsersFileOverTheShippedCatalog(@TempDir Path dir) throws IOException {
    Path file = dir.resolve("sensors.yaml");
    Files.writeString(
        file,
        "regions: [norte]\n"
            + "farms: {A: null, B: null, C: null, D: null, E: null, F: null, G: null, H: null,\n"
            + "        7: {region: norte, country: NO}}\n"
            + "sensors:\n"
            + "  oil_level: {unit: mm, range: [0, 500], aliases: [nivel]}\n"
            + "  wind_speed: {critical: null, cadence: 10 min}\n"
            + "units: {mm: {accepts: {cm: {times: 10}}}}\n");

    SensorCatalog catalog = SensorCatalog.load(file.toString());

    assertThat(catalog.regions()).containsExactly("norte");
    assertThat(catalog.farm("A")).isNull();
    // In YAML 1.2, Norway is a country and not false.
    assertThat(catalog.farm("7").country).isEqualTo("NO");
    assertThat(catalog.get("oil_level", "7").max).isEqualTo(500);
    assertThat(catalog.get("wind_speed", "7").criticalAbove).isNaN();
    assertThat(catalog.get("wind_speed", "7").warnAbove).isEqualTo(25);
    assertThat(catalog.get("wind_speed", "7").cadence).isEqualTo(600_000);
    assertThat(catalog.conversion("oil_level", "cm").convert(1.5)).isEqualTo(15);
  }

  @Test
  void listsAllFaultsTogetherEachWithItsPlaceAndWhatToWrite() {
    InvalidCatalogException invalid =
        catchThrowableOfType(
            InvalidCatalogException.class,
            () ->
                SensorCatalog.parse(
                    "sensores: {}\n"
                        + "regions: [us-east-1, ../x]\n"
                        + "farms:\n"
                        + "  A: {region: us-east-2, sensors: {wind_sped: {}, wind_speed: {unit: kn}}}\n"
                        + "sensors:\n"
                        + "  wind_speed: {warnng: {above: 3}, range: [75, 0], cadence: often}\n"
                        + "  rotor_speed: {unit: rmp, resolution: 0, stuck-after: 1}\n"
                        + "  vibration: {critical: {above: 4}, warning: {above: five}}\n"
                        + "  oil: {aliases: [wind speed]}\n"
                        + "keys: {value: [power factor]}\n"
                        + "units: {bar: {accepts: {torr: {times: 0}, psi: {tims: 1}}}}\n"
                        + "shapes:\n"
                        + "  own: {recognised-by: {}, without-time: now, sensors: {a: wind_sped}}\n",
                    "conf/my.yaml"));

    assertThat(invalid).hasMessageStartingWith("The sensor catalog conf/my.yaml has ");
    assertThat(String.join("\n", invalid.faults()))
        .contains("sensores: unknown key; did you mean 'sensors'?")
        .contains("regions: '../x' must be")
        .contains("farms.A.region: 'us-east-2' is not in 'regions'; did you mean 'us-east-1'?")
        .contains("farms.A.sensors.wind_sped: no such sensor; did you mean 'wind_speed'?")
        .contains("farms.A.sensors.wind_speed.unit: unknown key")
        .contains("sensors.wind_speed.warnng: unknown key; did you mean 'warning'?")
        .contains("sensors.wind_speed.range: must be [lowest, highest]")
        .contains("sensors.wind_speed.cadence: must be 'learned' or a duration")
        .contains("sensors.rotor_speed.unit: 'rmp' is not in 'units'; did you mean 'rpm'?")
        .contains("sensors.rotor_speed.resolution: must be above 0")
        .contains("sensors.rotor_speed.stuck-after: must be 'never' or")
        .contains("sensors.vibration.warning.above: must be a number")
        .contains("sensors.oil.unit: missing")
        .contains("sensors.oil.range: missing")
        .contains("sensors.oil.aliases: 'wind speed' already means wind_speed")
        .contains("keys: 'powerfactor' already names the sensor power_factor")
        .contains("units.bar.accepts.torr: a factor of 0")
        .contains("units.bar.accepts.psi.tims: unknown key; did you mean 'times'?")
        .contains("shapes.own.recognised-by: needs keys")
        .contains("shapes.own.without-time: must be 'reject' or 'arrival'")
        .contains("shapes.own.sensors.a: 'wind_sped' is no sensor; did you mean 'wind_speed'?");
    assertThat(invalid.getMessage().lines().count()).isEqualTo(invalid.faults().size() + 1L);
  }

  @Test
  void refusesLimitsThatContradictEachOther() {
    assertThatThrownBy(
            () ->
                SensorCatalog.parse(
                    "sensors: {power_factor: {critical: {below: 0.95}, warning: {above: 0.5}}}",
                    "x.yaml"))
        .hasMessageContaining("sensors.power_factor.critical.below: must not lie above")
        .hasMessageContaining("sensors.power_factor.warning: leaves no value");
    assertThatThrownBy(
            () ->
                SensorCatalog.parse(
                    "farms: {A: {sensors: {vibration: {critical: {above: 4}}}}}", "x.yaml"))
        .hasMessageContaining("farms.A.sensors.vibration.critical.above: must not lie below");
  }

  @ParameterizedTest
  @CsvSource({
    "'a: [', is not YAML",
    "'[1, 2]', must be a mapping",
    "'a: 1\na: 2', is not YAML",
    "'sensors: 5', sensors: must be a mapping",
    "'!!java.io.File x', "
  })
  void refusesWhatIsNoCatalog(String yaml, String message) {
    assertThatThrownBy(() -> SensorCatalog.parse(yaml, "x.yaml"))
        .isInstanceOf(InvalidCatalogException.class)
        .hasMessageContaining(message == null ? "x.yaml" : message);
  }

  @Test
  void saysWhichFileItCanNotRead(@TempDir Path dir) {
    String missing = dir.resolve("none.yaml").toString();

    assertThatThrownBy(() -> SensorCatalog.load(missing))
        .isInstanceOf(InvalidCatalogException.class)
        .hasMessageContaining(missing)
        .hasMessageContaining("can't be read");
  }

  @Test
  void takesAnEmptyFileForTheShippedCatalog() {
    assertThat(SensorCatalog.parse("# nothing yet\n", "x.yaml").names()).isEqualTo(SHIPPED.names());
  }

  @Test
  void limitsNothingOfASensorThatItDoesNotKnow() {
    Sensor gone = SHIPPED.get("blade_icing", "A");

    assertThat(gone.name).isEqualTo("blade_icing");
    assertThat(gone.inRange(-1e300)).isTrue();
    assertThat(gone.stuckAfter).isZero();
    assertThat(gone.criticalAbove).isNaN();
  }

  @Test
  void travelsToTheOperatorsWhole() throws IOException, ClassNotFoundException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(SHIPPED);
    }
    try (ObjectInputStream in =
        new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      SensorCatalog copy = (SensorCatalog) in.readObject();
      assertThat(copy.names()).isEqualTo(SHIPPED.names());
      assertThat(copy.shapes()).hasSameSizeAs(SHIPPED.shapes());
      assertThat(copy.conversion("battery_temperature", "°f").convert(32)).isZero();
      assertThat(copy.conversion("battery_temperature", "°c").isNone()).isTrue();
    }
  }
}
