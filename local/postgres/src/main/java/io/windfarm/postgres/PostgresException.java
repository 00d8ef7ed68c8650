package io.windfarm.postgres;

import java.io.IOException;

/** PostgreSQL can't be started here, or did not start; the message says why and what to do. */
public final class PostgresException extends IOException {
  private static final long serialVersionUID = 1L;

  PostgresException(String message) {
    super(message);
  }

  PostgresException(String message, Throwable cause) {
    super(message, cause);
  }
}
