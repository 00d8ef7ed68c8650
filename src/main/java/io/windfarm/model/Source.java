package io.windfarm.model;

/** The kind of connector a record came through. */
public enum Source {
  KINESIS,
  KAFKA,
  FILE
}
