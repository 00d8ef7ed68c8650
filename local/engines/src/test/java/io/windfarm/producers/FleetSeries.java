package io.windfarm.producers;

import java.util.ArrayList;
import java.util.List;

/**
 * One sensor of one turbine of the reference fleet, as {@code ./windfarm produce fleet} simulates
 * it without faults: the same values, ids and times of measuring, for whoever needs more of them
 * than there is time to send.
 */
public final class FleetSeries {
  private static final long CADENCE_MILLIS = 1_000;

  private final Turbine turbine;
  private final Sensor sensor;
  private final Signals signals;
  private final long phaseMillis;

  private FleetSeries(Turbine turbine, Sensor sensor, Signals signals, long seed) {
    this.turbine = turbine;
    this.sensor = sensor;
    this.signals = signals;
    long key = Noise.key(Noise.key(seed, turbine.number()), sensor.code().hashCode());
    this.phaseMillis = Noise.below((int) CADENCE_MILLIS, key, 0);
  }

  /** Three sensors of each of its turbines. */
  public static List<FleetSeries> ofReferenceFleet(long seed) {
    Signals signals = new Signals(seed);
    List<FleetSeries> all = new ArrayList<>();
    for (Turbine turbine : ReferenceFleet.turbines(ReferenceFleet.SIZE)) {
      for (Sensor sensor : Sensor.CORE) {
        all.add(new FleetSeries(turbine, sensor, signals, seed));
      }
    }
    return all;
  }

  public String turbineId() {
    return turbine.id();
  }

  public String farmId() {
    return turbine.farm().id();
  }

  public String region() {
    return turbine.farm().region();
  }

  public String countryCode() {
    return turbine.farm().countryCode();
  }

  /** Such as {@code hydraulic_pressure}. */
  public String sensor() {
    return sensor.canonicalName();
  }

  public String unit() {
    return sensor.unit();
  }

  /** When it measures within each second, in milliseconds. */
  public long phaseMillis() {
    return phaseMillis;
  }

  /** What it measures at a time in epoch milliseconds. */
  public double value(long epochMillis) {
    return signals.value(turbine, sensor, epochMillis);
  }

  /** The id of the reading of a time in epoch milliseconds. */
  public String idAt(long epochMillis) {
    return turbine.id() + '-' + sensor.code() + '-' + epochMillis / CADENCE_MILLIS;
  }
}
