package io.windfarm.ingest;

import com.fasterxml.jackson.core.JsonParser;
import io.windfarm.model.Reading;
import io.windfarm.model.RejectReason;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Cuts a record in which several regions meet into what belongs to each, a line an event. */
final class RegionalParts extends Record {
  /** The bytes of one event or reject. */
  private static final class Part {
    final int from;
    final int to;
    String region;

    Part(int from, int to, String region) {
      this.from = from;
      this.to = to;
      this.region = region;
    }
  }

  private final List<Part> parts = new ArrayList<>();
  private final Map<String, ByteArrayOutputStream> byRegion = new LinkedHashMap<>();
  private int objectFrom;
  private int objectTo;

  /** Of the record that was read last. */
  Map<String, byte[]> byRegion() {
    Map<String, byte[]> bytes = new LinkedHashMap<>();
    byRegion.forEach((region, lines) -> bytes.put(region, lines.toByteArray()));
    return bytes;
  }

  @Override
  void atEndOfObject(JsonParser parser, int parserFrom, int from) {
    super.atEndOfObject(parser, parserFrom, from);
    objectFrom = from;
    objectTo = endOfObject();
  }

  @Override
  void atEndOfObject(int from, int to) {
    super.atEndOfObject(from, to);
    objectFrom = from;
    objectTo = to;
  }

  @Override
  void emit(Reading reading) {
    super.emit(reading);
    add(objectFrom, objectTo, reading.region);
  }

  @Override
  void rejectObject(RejectReason reason, String detail, String region) {
    super.rejectObject(reason, detail, region);
    add(objectFrom, objectTo, region);
  }

  @Override
  void rejectBytes(int from, int to, RejectReason reason, String detail) {
    super.rejectBytes(from, to, reason, detail);
    add(from, to, null);
  }

  /** Several signals of one object are one part. */
  private void add(int from, int to, String region) {
    Part latest = parts.isEmpty() ? null : parts.get(parts.size() - 1);
    if (latest == null || latest.from != from) {
      parts.add(new Part(from, to, region));
    }
  }

  @Override
  void end(String fallbackRegion) {
    String region =
        parts.stream()
            .map(part -> part.region)
            .filter(known -> known != null)
            .findFirst()
            .orElse(fallbackRegion);
    for (Part part : parts) {
      region = part.region == null ? region : part.region;
      ByteArrayOutputStream lines =
          byRegion.computeIfAbsent(region, any -> new ByteArrayOutputStream());
      if (lines.size() > 0) {
        lines.write('\n');
      }
      lines.write(bytes(), part.from, part.to - part.from);
    }
    super.end(fallbackRegion);
  }
}
