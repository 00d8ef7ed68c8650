package io.windfarm.model;

import java.util.Arrays;

/**
 * What is kept of each sensor of a turbine, in one object, so that one look into state serves all
 * readings of a turn. State: a subclass says what is kept, and has a serializer of its own.
 *
 * @param <T> what is kept of one sensor
 */
public abstract class BySensor<T> {
  /** In the order in which they were met. */
  public String[] sensors = {};

  /** At the place of its sensor each. */
  public T[] values;

  /** Where the latest was found: sensors come in the same order again and again. */
  private transient int latest;

  protected BySensor(T[] none) {
    values = none;
  }

  /** How many sensors something is kept of. */
  public final int size() {
    return sensors.length;
  }

  /** What is kept of {@code sensor}; null if nothing is. */
  public final T get(String sensor) {
    int count = sensors.length;
    int place = latest;
    for (int i = 0; i < count; i++) {
      place = place + 1 < count ? place + 1 : 0;
      if (sensors[place].equals(sensor)) {
        latest = place;
        return values[place];
      }
    }
    return null;
  }

  /** Begins to keep something of a sensor that nothing is kept of. */
  public final T add(String sensor, T value) {
    int place = sensors.length;
    sensors = Arrays.copyOf(sensors, place + 1);
    values = Arrays.copyOf(values, place + 1);
    sensors[place] = sensor;
    values[place] = value;
    latest = place;
    return value;
  }

  /** Forgets the sensor at {@code place}; those behind it move up. */
  public final void remove(int place) {
    int rest = sensors.length - place - 1;
    System.arraycopy(sensors, place + 1, sensors, place, rest);
    System.arraycopy(values, place + 1, values, place, rest);
    sensors = Arrays.copyOf(sensors, sensors.length - 1);
    values = Arrays.copyOf(values, values.length - 1);
  }
}
