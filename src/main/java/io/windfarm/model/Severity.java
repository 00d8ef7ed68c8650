package io.windfarm.model;

/** How urgent an alert is, least first. */
public enum Severity {
  LOW,
  MEDIUM,
  HIGH,
  CRITICAL
}
