package io.windfarm.ingest;

import io.windfarm.config.SensorCatalog;
import io.windfarm.model.Arrival;
import io.windfarm.model.Reading;
import io.windfarm.model.RejectReason;
import io.windfarm.model.Rejected;
import io.windfarm.model.Source;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** What came out of one record. */
final class Decoded implements EventDecoder.Output {
  static final SensorCatalog CATALOG = SensorCatalog.load(null);

  /** All test records arrive then. */
  static final Instant ARRIVAL = Instant.parse("2026-11-20T07:15:04.500Z");

  static final EventDecoder.Options OPTIONS =
      EventDecoder.Options.defaults().withTurbineTemplate("{partition-key}");

  final List<Reading> readings = new ArrayList<>();
  final List<Rejected> rejected = new ArrayList<>();

  @Override
  public void reading(Reading reading) {
    readings.add(reading);
  }

  @Override
  public void rejected(Rejected row) {
    rejected.add(row);
  }

  static Decoded of(String payload) {
    return of(payload.getBytes(StandardCharsets.UTF_8));
  }

  static Decoded of(byte[] payload) {
    return of(payload, OPTIONS);
  }

  static Decoded of(String payload, EventDecoder.Options options) {
    return of(payload.getBytes(StandardCharsets.UTF_8), options);
  }

  static Decoded of(byte[] payload, EventDecoder.Options options) {
    Decoded decoded = new Decoded();
    new EventDecoder(CATALOG, options).decode(arrival(payload), decoded);
    return decoded;
  }

  static Decoded of(String payload, SensorCatalog catalog) {
    Decoded decoded = new Decoded();
    new EventDecoder(catalog, OPTIONS)
        .decode(arrival(payload.getBytes(StandardCharsets.UTF_8)), decoded);
    return decoded;
  }

  static Arrival arrival(byte[] payload) {
    Arrival arrival = new Arrival();
    arrival.source = Source.KINESIS;
    arrival.stream = "turbines";
    arrival.shard = "shardId-000000000001";
    arrival.sequence = "4959";
    arrival.partitionKey = "WT-0007";
    arrival.arrivalTime = ARRIVAL.toEpochMilli();
    arrival.payload = payload;
    return arrival;
  }

  /** The same record where it lies, between what would change it if it were read. */
  static Arrival amongOthers(byte[] payload) {
    byte[] bytes = new byte[payload.length + 57];
    Arrays.fill(bytes, (byte) '"');
    System.arraycopy(payload, 0, bytes, 17, payload.length);
    Arrival arrival = arrival(bytes);
    arrival.before = 17;
    arrival.behind = 40;
    return arrival;
  }

  static byte[] resource(String name) throws IOException {
    try (InputStream in = Decoded.class.getResourceAsStream("/dialects/" + name)) {
      return in.readAllBytes();
    }
  }

  /** The one reading, if there is nothing else. */
  Reading only() {
    if (readings.size() != 1 || !rejected.isEmpty()) {
      throw new AssertionError("not a single reading: " + this);
    }
    return readings.get(0);
  }

  /** The one rejected row, if there is nothing else. */
  Rejected onlyRejected() {
    if (rejected.size() != 1 || !readings.isEmpty()) {
      throw new AssertionError("not a single rejected row: " + this);
    }
    return rejected.get(0);
  }

  /** Readings in a form that a person can check. */
  List<String> lines() {
    return readings.stream().map(Decoded::line).collect(Collectors.toList());
  }

  List<RejectReason> reasons() {
    return rejected.stream().map(row -> row.reason).collect(Collectors.toList());
  }

  List<String> rejectedText() {
    return rejected.stream()
        .map(row -> new String(row.payload, StandardCharsets.UTF_8))
        .collect(Collectors.toList());
  }

  static String line(Reading r) {
    return r.turbineId
        + " "
        + r.sensor
        + " "
        + r.value
        + " "
        + r.unit
        + " "
        + Instant.ofEpochMilli(r.eventTime)
        + " id="
        + r.id;
  }

  @Override
  public String toString() {
    return lines() + " rejected " + reasons();
  }
}
