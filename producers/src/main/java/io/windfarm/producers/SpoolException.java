package io.windfarm.producers;

/** The spool can't be used; the message says why and what to do. */
final class SpoolException extends RuntimeException {
  private final boolean passing;

  private SpoolException(String message, Throwable cause, boolean passing) {
    super(message, cause);
    this.passing = passing;
  }

  /** Trying again can help, once somebody has made room. */
  static SpoolException passing(String message, Throwable cause) {
    return new SpoolException(message, cause, true);
  }

  static SpoolException lasting(String message, Throwable cause) {
    return new SpoolException(message, cause, false);
  }

  boolean isPassing() {
    return passing;
  }
}
