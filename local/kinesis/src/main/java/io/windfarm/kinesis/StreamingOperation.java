package io.windfarm.kinesis;

import java.io.IOException;

/** An operation of the service whose answer goes on after it has begun. */
@FunctionalInterface
interface StreamingOperation {
  /**
   * Accepts one request.
   *
   * @return what answers it; the caller closes it
   * @throws ServiceError to refuse the request
   * @throws IOException if records cannot be read
   */
  Subscription open(Request request) throws IOException;
}
