package io.windfarm.producers;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/** Writes each record's events as lines. */
final class RecordFile implements RecordSink {
  private final String name;
  private final OutputStream out;
  private long records;
  private long readings;

  RecordFile(String name, OutputStream out) {
    this.name = name;
    this.out = new BufferedOutputStream(out, 1 << 16);
  }

  @Override
  public synchronized void accept(Outgoing record) {
    try {
      out.write(record.payload());
      out.write('\n');
    } catch (IOException e) {
      throw failed(e);
    }
    records++;
    readings += record.readings();
  }

  @Override
  public synchronized void finish() {
    try {
      out.flush();
    } catch (IOException e) {
      throw failed(e);
    }
  }

  @Override
  public void hurry() {}

  @Override
  public synchronized Delivery delivery() {
    return Delivery.direct(records, readings, 0, 0, 0);
  }

  private NotAcknowledgedException failed(IOException cause) {
    return new NotAcknowledgedException(
        "can't write " + name + " (" + cause.getMessage() + "): make room or choose another --out",
        cause);
  }
}
