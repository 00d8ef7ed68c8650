package io.windfarm.producers;

/** The options ask for something that can't be done; the message says what to change. */
final class UsageException extends RuntimeException {
  UsageException(String message) {
    super(message);
  }
}
