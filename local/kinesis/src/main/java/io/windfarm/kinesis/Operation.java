package io.windfarm.kinesis;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;

/** One operation of the service: reads a request, writes the fields of its answer's object. */
@FunctionalInterface
interface Operation {
  /**
   * Answers one request.
   *
   * @param out inside the answer's object; what was written is dropped if this throws
   * @throws ServiceError to refuse the request
   * @throws IOException if records cannot be read or written
   */
  void answer(Request request, JsonGenerator out) throws IOException;
}
