package io.windfarm.producers;

/** Records could not be delivered; the message says why and what to do. */
final class NotAcknowledgedException extends RuntimeException {
  NotAcknowledgedException(String message, Throwable cause) {
    super(message, cause);
  }
}
