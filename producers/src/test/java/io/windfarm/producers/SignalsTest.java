package io.windfarm.producers;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

class SignalsTest {
  private static final List<Turbine> FLEET = ReferenceFleet.turbines(ReferenceFleet.SIZE);

  /** 2000 to 2040. */
  private static final long FROM = 946_684_800_000L;

  private static final long TO = 2_208_988_800_000L;

  @Property
  void staysInTheNormalBand(
      @ForAll long seed,
      @ForAll @IntRange(max = 1_424) int turbine,
      @ForAll @LongRange(min = FROM, max = TO) long millis) {
    Signals signals = new Signals(seed);
    Turbine one = FLEET.get(turbine);
    assertThat(signals.value(one, Sensor.POWER_FACTOR, millis)).isBetween(0.95, 1.0);
    assertThat(signals.value(one, Sensor.BATTERY_TEMPERATURE, millis)).isBetween(15.0, 35.0);
    assertThat(signals.value(one, Sensor.HYDRAULIC_PRESSURE, millis)).isBetween(70.0, 80.0);
    assertThat(signals.wind(one, millis)).isBetween(0.0, 25.0);
    assertThat(signals.load(one, millis)).isBetween(0.0, 1.0);
  }

  @Property(tries = 200)
  void movesSlowlyFromSecondToSecond(
      @ForAll long seed,
      @ForAll @IntRange(max = 1_424) int turbine,
      @ForAll @LongRange(min = FROM, max = TO) long millis) {
    Signals signals = new Signals(seed);
    Turbine one = FLEET.get(turbine);
    assertThat(step(signals, one, Sensor.POWER_FACTOR, millis, 1_000)).isLessThan(0.015);
    assertThat(step(signals, one, Sensor.BATTERY_TEMPERATURE, millis, 1_000)).isLessThan(0.5);
    assertThat(step(signals, one, Sensor.HYDRAULIC_PRESSURE, millis, 1_000)).isLessThan(0.7);
    assertThat(step(signals, one, Sensor.HYDRAULIC_PRESSURE, millis, 30_000)).isLessThan(4);
  }

  /** So that no rule about contradictions between sensors has anything to say. */
  @Property
  void powerAndRotorFollowTheWind(
      @ForAll long seed,
      @ForAll @IntRange(max = 1_424) int turbine,
      @ForAll @LongRange(min = FROM, max = TO) long millis) {
    Signals signals = new Signals(seed);
    Turbine one = FLEET.get(turbine);
    double wind = signals.value(one, Sensor.WIND_SPEED, millis);
    double power = signals.value(one, Sensor.POWER_OUTPUT, millis);
    double rotor = signals.value(one, Sensor.ROTOR_SPEED, millis);
    double expected =
        5_000 * Math.max(0, Math.min(1, (Math.pow(wind, 3) - 27) / (Math.pow(11.4, 3) - 27)));

    assertThat(wind).isBetween(0.0, 25.0);
    assertThat(power).isBetween(0.9 * expected - 10, 0.99 * expected + 10);
    assertThat(rotor).isBetween(0.0, 12.1);
    assertThat(rotor > 3 && wind < 1).as("turns without wind").isFalse();
    assertThat(power > 50 && rotor < 0.5).as("gives power at rest").isFalse();
  }

  @Property(tries = 200)
  void hasTheResolutionOfItsSensor(
      @ForAll @IntRange(max = 1_424) int turbine,
      @ForAll @LongRange(min = FROM, max = TO) long millis) {
    Signals signals = new Signals(1);
    Turbine one = FLEET.get(turbine);
    assertThat(Double.toString(signals.value(one, Sensor.POWER_FACTOR, millis)))
        .matches("\\d\\.\\d{1,3}");
    assertThat(Double.toString(signals.value(one, Sensor.HYDRAULIC_PRESSURE, millis)))
        .matches("\\d\\d\\.\\d");
  }

  @Property(tries = 50)
  void batteryIsWarmerInTheAfternoonThanBeforeDawn(@ForAll long seed) {
    Signals signals = new Signals(seed);
    double dawn = 0;
    double afternoon = 0;
    for (int day = 0; day < 30; day++) {
      Turbine turbine = FLEET.get(400 + day);
      long midnight = FROM + day * 86_400_000L - turbine.farm().utcOffsetHours() * 3_600_000L;
      dawn += signals.value(turbine, Sensor.BATTERY_TEMPERATURE, midnight + 3 * 3_600_000L);
      afternoon += signals.value(turbine, Sensor.BATTERY_TEMPERATURE, midnight + 15 * 3_600_000L);
    }
    assertThat((afternoon - dawn) / 30).isGreaterThan(8);
  }

  private static double step(
      Signals signals, Turbine turbine, Sensor sensor, long millis, long further) {
    return Math.abs(
        signals.value(turbine, sensor, millis + further) - signals.value(turbine, sensor, millis));
  }
}
