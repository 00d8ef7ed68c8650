package io.windfarm.local;

/** A command can't do what was asked; the message says why and what to do. Exit code 1. */
public final class Failure extends RuntimeException {
  private static final long serialVersionUID = 1;

  public Failure(String message) {
    super(message);
  }

  public Failure(String message, Throwable cause) {
    super(message, cause);
  }
}
