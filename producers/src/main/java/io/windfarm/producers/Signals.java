package io.windfarm.producers;

/**
 * What a healthy turbine measures: wind over the farm makes load, load moves the power factor and
 * warms the battery, and a pump keeps the brake circuit's accumulator between two pressures. Power
 * goes with the cube of the wind's speed between cut-in and rated, the rotor's speed with the wind
 * up to rated, at a constant ratio of the blades' tips to it; below cut-in it idles.
 *
 * <p>Every value is a pure function of (seed, turbine, sensor, time). The bounds, which the tests
 * hold: power factor 0.95 to 1.00, battery 15 to 35 °C, pressure 70 to 80 bar, and never a fall of
 * pressure near the 10 bar in 30 s that would mean a leak.
 */
final class Signals {
  /** Where a turbine starts to turn, and where it gives full power, m/s. */
  private static final double CUT_IN = 3;

  private static final double RATED = 12;
  private static final double HOURS = 3_600;

  /**
   * Of power and rotor: the NREL offshore 5-MW baseline turbine (Jonkman et al., NREL/TP-500-38060,
   * 2009), which the lake's views measure efficiency against.
   */
  private static final double RATED_POWER = 5_000;

  private static final double RATED_WIND = 11.4;
  private static final double RATED_ROTOR = 12.1;

  /**
   * What a turbine gives of that, for its age and its place in the farm: the best and the worst.
   */
  private static final double BEST = 0.99;

  private static final double WORST = 0.91;

  private final long seed;

  Signals(long seed) {
    this.seed = seed;
  }

  /** The reading of a healthy sensor at {@code epochMillis}, at the sensor's resolution. */
  double value(Turbine turbine, Sensor sensor, long epochMillis) {
    double seconds = epochMillis / 1_000.0;
    long sensorKey = key(turbine, sensor.code().hashCode());
    // At most two steps of resolution, so that a quiet signal has no outliers of its own making.
    double jitter = Noise.signed(sensorKey, epochMillis);
    return sensor.resolve(
        switch (sensor) {
          case POWER_FACTOR ->
              0.957 + 0.038 * Math.sqrt(load(turbine, epochMillis)) + 0.002 * jitter;
          case BATTERY_TEMPERATURE ->
              24
                  + 6 * daily(turbine.farm(), seconds)
                  + 3 * load(farmWind(turbine.farm(), seconds))
                  + 1.2 * Noise.signed(sensorKey, Long.MIN_VALUE)
                  + 0.1 * jitter;
          case HYDRAULIC_PRESSURE ->
              75
                  + 0.8 * Noise.signed(sensorKey, Long.MIN_VALUE)
                  + 2.2 * pumpCycle(sensorKey, seconds)
                  + 0.4 * turbulence(turbine, seconds)
                  + 0.15 * jitter;
          case POWER_OUTPUT -> power(turbine, epochMillis);
          case WIND_SPEED -> wind(turbine, epochMillis);
          case ROTOR_SPEED -> RATED_ROTOR * Math.min(1, wind(turbine, epochMillis) / RATED_WIND);
        });
  }

  /** Wind at the hub, m/s, never negative. */
  double wind(Turbine turbine, long epochMillis) {
    double seconds = epochMillis / 1_000.0;
    return Math.max(0, farmWind(turbine.farm(), seconds) + 0.7 * turbulence(turbine, seconds));
  }

  /** Power at the grid, kW, nothing below cut-in. */
  private double power(Turbine turbine, long epochMillis) {
    double share =
        (cube(wind(turbine, epochMillis)) - cube(CUT_IN)) / (cube(RATED_WIND) - cube(CUT_IN));
    double health = WORST + (BEST - WORST) * Noise.unit(key(turbine, 2), 0);
    return RATED_POWER * health * Math.min(1, Math.max(0, share));
  }

  private static double cube(double value) {
    return value * value * value;
  }

  /** Share of rated power, 0 to 1. */
  double load(Turbine turbine, long epochMillis) {
    return load(wind(turbine, epochMillis));
  }

  /** A slowly moving companion signal in [-1, 1), one per turbine and {@code which}. */
  double companion(Turbine turbine, int which, long epochMillis) {
    return Noise.smooth(key(turbine, 200 + which), epochMillis / 60_000.0);
  }

  /** Outdoor temperature, °C. */
  double ambient(Turbine turbine, long epochMillis) {
    return 14 + 6 * daily(turbine.farm(), epochMillis / 1_000.0);
  }

  private double farmWind(Farm farm, double seconds) {
    long farmKey = Noise.key(seed, farm.id().charAt(0));
    double slow = Noise.smooth(Noise.key(farmKey, 1), seconds / (2 * HOURS));
    double gusts = Noise.smooth(Noise.key(farmKey, 2), seconds / (HOURS / 4));
    return Math.max(0, 9.5 + 4 * slow + 1.2 * gusts);
  }

  private double turbulence(Turbine turbine, double seconds) {
    return Noise.smooth(key(turbine, 1), seconds / 40);
  }

  private static double load(double wind) {
    double part = Math.min(1, Math.max(0, (wind - CUT_IN) / (RATED - CUT_IN)));
    return part * part * (3 - 2 * part);
  }

  /** Warmest at 15:00 of the farm's solar day. */
  private static double daily(Farm farm, double seconds) {
    double hour = seconds / HOURS + farm.utcOffsetHours();
    return Math.cos((hour - 15) / 24 * 2 * Math.PI);
  }

  /** Leaks for most of the cycle and is pumped up in the rest; from -1 to 1, 8 to 12 minutes. */
  private static double pumpCycle(long sensorKey, double seconds) {
    double period = 600 + 120 * Noise.signed(sensorKey, Long.MAX_VALUE);
    double turns = seconds / period + Noise.unit(sensorKey, Long.MAX_VALUE - 1);
    double part = turns - Math.floor(turns);
    double pumping = 0.15;
    return part < 1 - pumping
        ? 1 - 2 * part / (1 - pumping)
        : -1 + 2 * (part - (1 - pumping)) / pumping;
  }

  private long key(Turbine turbine, int purpose) {
    return Noise.key(Noise.key(seed, 1_000 + turbine.number()), purpose);
  }
}
