package io.windfarm.ingest.files;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Makes an event of a row: a JSON object with the columns' names as keys and the cells, as they
 * stand, as texts. So a row says what it is wherever it is read again.
 */
final class CsvEvents {
  private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

  private final byte[][] keys;
  private final ByteArrayOutputStream json = new ByteArrayOutputStream(512);

  /**
   * @param keys of the event, a column each
   */
  CsvEvents(List<String> keys) {
    this.keys = new byte[keys.size()][];
    for (int i = 0; i < this.keys.length; i++) {
      json.reset();
      byte[] name = keys.get(i).getBytes(StandardCharsets.UTF_8);
      json.write(i == 0 ? '{' : ',');
      json.write('"');
      escape(name, 0, name.length, false);
      json.write('"');
      json.write(':');
      this.keys[i] = json.toByteArray();
    }
  }

  /** The event of a row, which has at least as many cells as there are keys. */
  byte[] of(byte[] line, CsvRow row) {
    json.reset();
    for (int i = 0; i < keys.length; i++) {
      json.write(keys[i], 0, keys[i].length);
      json.write('"');
      escape(line, row.from(i), row.to(i), row.isQuoted(i));
      json.write('"');
    }
    json.write('}');
    return json.toByteArray();
  }

  private void escape(byte[] text, int from, int to, boolean doubledQuotes) {
    for (int at = from; at < to; at++) {
      byte b = text[at];
      if (b == '"') {
        json.write('\\');
        json.write(b);
        if (doubledQuotes && at + 1 < to && text[at + 1] == '"') {
          at++;
        }
      } else if (b == '\\') {
        json.write('\\');
        json.write(b);
      } else if (b >= 0 && b < ' ') {
        json.write('\\');
        json.write('u');
        json.write('0');
        json.write('0');
        json.write(HEX[b >> 4]);
        json.write(HEX[b & 15]);
      } else {
        json.write(b);
      }
    }
  }
}
