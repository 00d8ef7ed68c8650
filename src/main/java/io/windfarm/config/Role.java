package io.windfarm.config;

import java.util.Locale;

/** What a key of an event stands for. */
public enum Role {
  ID,
  TYPE,
  VALUE,
  UNIT,
  TIME,
  TURBINE,
  FARM,
  REGION,
  COUNTRY,
  /** The key names a sensor and its value is the reading's. */
  SENSOR;

  /** The name that the catalog's file uses, such as {@code turbine}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Role of(String word) {
    for (Role role : values()) {
      if (role.word().equals(word)) {
        return role;
      }
    }
    return null;
  }
}
