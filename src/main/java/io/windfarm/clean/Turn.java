package io.windfarm.clean;

import io.windfarm.model.Reading;
import java.util.ArrayList;
import java.util.List;

/** The readings of one turbine and one step of event time, as they came, until their turn. */
final class Turn {
  /** Readings of a turbine in one step: a sensor each. */
  private static final int USUAL = 4;

  final String turbineId;

  /** Last millisecond of the step. */
  final long end;

  /** Null while they are in state alone. */
  private List<Reading> readings;

  /** Whether state has the turn, perhaps as it was before some readings came. */
  private boolean stored;

  /** Whether there is more than state has. */
  private boolean grown;

  private Turn(String turbineId, long end, List<Reading> readings) {
    this.turbineId = turbineId;
    this.end = end;
    this.readings = readings;
    this.stored = readings == null;
  }

  /** One that begins. */
  static Turn begun(String turbineId, long end) {
    return new Turn(turbineId, end, new ArrayList<>(USUAL));
  }

  /** One that is in state. */
  static Turn inState(String turbineId, long end) {
    return new Turn(turbineId, end, null);
  }

  /** Whether its readings must be brought back by {@link #load} before they are asked for. */
  boolean isAway() {
    return readings == null;
  }

  void load(List<Reading> kept) {
    readings = new ArrayList<>(kept);
  }

  void add(Reading reading) {
    readings.add(reading);
    grown = true;
  }

  List<Reading> readings() {
    return readings;
  }

  boolean isStored() {
    return stored;
  }

  boolean isGrown() {
    return grown;
  }

  /** A copy for state, which has all from now on. */
  List<Reading> store() {
    stored = true;
    grown = false;
    return new ArrayList<>(readings);
  }

  /** State has all: they need not be here. */
  void sendAway() {
    readings = null;
  }
}
