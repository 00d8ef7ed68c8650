package io.windfarm.kinesis;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.zip.CRC32;

/**
 * Writes messages in the service's {@code application/vnd.amazon.eventstream} framing: the lengths
 * of the whole and of the headers with their CRC-32, headers, payload, and the CRC-32 of all before
 * it. Each message is sent at once.
 */
final class EventStreamWriter {
  static final String CONTENT_TYPE = "application/vnd.amazon.eventstream";

  private static final int PRELUDE = 12;
  private static final int CHECKSUM = 4;
  private static final byte STRING = 7;

  private final OutputStream out;
  private final String payloadType;

  /**
   * @param payloadType content type of the payloads
   */
  EventStreamWriter(OutputStream out, String payloadType) {
    this.out = out;
    this.payloadType = payloadType;
  }

  void event(String type, byte[] payload) throws IOException {
    write("event", ":event-type", type, payload);
  }

  /** Says why nothing follows. */
  void exception(String type, byte[] payload) throws IOException {
    write("exception", ":exception-type", type, payload);
  }

  private void write(String messageType, String typeHeader, String type, byte[] payload)
      throws IOException {
    ByteArrayOutputStream headers = new ByteArrayOutputStream(128);
    header(headers, ":message-type", messageType);
    header(headers, typeHeader, type);
    header(headers, ":content-type", payloadType);

    int length = PRELUDE + headers.size() + payload.length + CHECKSUM;
    ByteBuffer message = ByteBuffer.allocate(length);
    message.putInt(length).putInt(headers.size());
    message.putInt(crc(message.array(), message.position()));
    message.put(headers.toByteArray()).put(payload);
    message.putInt(crc(message.array(), message.position()));
    out.write(message.array());
    out.flush();
  }

  private static void header(ByteArrayOutputStream headers, String name, String value) {
    byte[] nameBytes = name.getBytes(UTF_8);
    byte[] valueBytes = value.getBytes(UTF_8);
    headers.write(nameBytes.length);
    headers.writeBytes(nameBytes);
    headers.write(STRING);
    headers.write(valueBytes.length >>> 8);
    headers.write(valueBytes.length);
    headers.writeBytes(valueBytes);
  }

  private static int crc(byte[] bytes, int length) {
    CRC32 crc = new CRC32();
    crc.update(bytes, 0, length);
    return (int) crc.getValue();
  }
}
