package io.windfarm.database;

/** The database can't be used as it is configured; the message says what to do about it. */
public final class DatabaseException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  DatabaseException(String message, Throwable cause) {
    super(message, cause);
  }
}
