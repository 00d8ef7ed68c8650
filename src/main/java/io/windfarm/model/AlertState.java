package io.windfarm.model;

/** The life of an alert. */
public enum AlertState {
  RAISED,
  ESCALATED,
  CLEARED
}
