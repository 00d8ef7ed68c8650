package io.windfarm.local.chaos;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/**
 * Records that hold no reading, of every kind that is known to turn up: cut off, no JSON at all, no
 * text even, JSON that nests or counts without end, events that make no sense, and a forged line of
 * a log. One record each, so that it is one row of what was rejected.
 */
final class Poison {
  private static final int KINDS = 12;

  private final Random random;
  private long made;

  Poison(Random random) {
    this.random = random;
  }

  /** The next record; the kinds take turns, and no two are alike. */
  byte[] next() {
    long number = made++;
    switch ((int) (number % KINDS)) {
      case 0:
        return text(
            "{\"id\":\"cut-off-" + number + "\",\"turbine_id\":\"WT-0001\",\"type\":\"Hydr");
      case 1:
        return text("reading " + number + " follows");
      case 2:
        return noText();
      case 3:
        return text(" ".repeat(1 + random.nextInt(100)));
      case 4:
        return text("[".repeat(2_000 + random.nextInt(100)));
      case 5:
        return event(number, "Hydraulic Pressure", "9".repeat(2_000), "\"2026-01-01T00:00:00Z\"");
      case 6:
        return event(number, "Phase of the Moon", "0.5", "\"2026-01-01T00:00:00Z\"");
      case 7:
        return event(number, "Hydraulic Pressure", "\"rather high\"", "\"2026-01-01T00:00:00Z\"");
      case 8:
        return event(number, "Hydraulic Pressure", "75", "\"the day before yesterday\"");
      case 9:
        return text(String.valueOf(number));
      case 10:
        return text(
            "entry " + number + "\r\n2026-01-01T00:00:00.000Z ERROR i.w.Forged - all is lost");
      default:
        return text("{\"a\":".repeat(2_000) + number);
    }
  }

  /** Bytes that begin no character of UTF-8. */
  private byte[] noText() {
    byte[] bytes = new byte[1 + random.nextInt(500)];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) (0x80 + random.nextInt(0x40));
    }
    return bytes;
  }

  private static byte[] event(long number, String type, String value, String date) {
    return text(
        "{\"id\":\"poison-"
            + number
            + "\",\"turbine_id\":\"WT-0001\",\"farm_id\":\"A\",\"type\":\""
            + type
            + "\",\"data\":"
            + value
            + ",\"date\":"
            + date
            + "}");
  }

  /** All kinds, a record each. */
  static List<byte[]> kinds(long seed) {
    Poison poison = new Poison(new Random(seed));
    return Stream.generate(poison::next).limit(KINDS).toList();
  }

  private static byte[] text(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
