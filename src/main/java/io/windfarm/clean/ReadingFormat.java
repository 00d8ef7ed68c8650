package io.windfarm.clean;

import io.windfarm.exchange.BlockReader;
import io.windfarm.exchange.BlockWriter;
import io.windfarm.model.Reading;
import io.windfarm.model.Source;
import io.windfarm.model.TurbineFrom;
import io.windfarm.state.Compact;
import io.windfarm.state.Names;

/**
 * How readings stand in state, whole ones and what a gap is filled with. A change raises the format
 * of every serializer that writes them: {@link SensorTracksSerializer}, {@link ReadingsSerializer},
 * {@link WaitingSerializer}.
 */
final class ReadingFormat {
  private static final Source[] SOURCES = Source.values();
  private static final TurbineFrom[] TURBINES_FROM = TurbineFrom.values();
  private static final int NONE = -1;

  private static final int RAW_DIFFERS = 1;
  private static final int NOT_THE_FIRST = 2;

  private ReadingFormat() {}

  /** Adds all of a reading. */
  static void write(Reading reading, BlockWriter out, Names names) {
    writeOrigin(reading, out, names);
    names.write(reading.shard, out);
    writeOwn(reading, out);
  }

  /** Adds what no other reading has in common with it. */
  static void writeOwn(Reading reading, BlockWriter out) {
    out.add(reading.id);
    out.add(reading.sequence());
    boolean rawDiffers = !isSame(reading.rawValue, reading.value);
    out.add((rawDiffers ? RAW_DIFFERS : 0) | (reading.index != 0 ? NOT_THE_FIRST : 0));
    out.add(reading.value);
    if (rawDiffers) {
      out.add(reading.rawValue);
    }
    if (reading.index != 0) {
      out.addVarint(reading.index);
    }
    out.add(reading.eventTime);
    Compact.addSigned(reading.arrivalTime - reading.eventTime, out);
    out.addVarint(reading.reasons);
  }

  static Reading read(BlockReader in, Names names) {
    Reading reading = readOrigin(in, names);
    reading.shard = names.read(in);
    readOwn(reading, in);
    return reading;
  }

  /** Fills in what {@link #writeOwn} added. */
  static void readOwn(Reading reading, BlockReader in) {
    reading.id = in.text();
    reading.sequence = in.text();
    int flags = in.small();
    reading.value = in.number();
    reading.rawValue = (flags & RAW_DIFFERS) != 0 ? in.number() : reading.value;
    reading.index = (flags & NOT_THE_FIRST) != 0 ? (int) in.varint() : 0;
    reading.eventTime = in.whole();
    reading.arrivalTime = reading.eventTime + Compact.signed(in);
    reading.reasons = (int) in.varint();
  }

  /** Adds what the readings of a sensor have in common, mostly. */
  @SuppressWarnings("EnumOrdinal") // on record in a test
  static void writeOrigin(Reading reading, BlockWriter out, Names names) {
    names.write(reading.turbineId, out);
    names.write(reading.farmId, out);
    names.write(reading.region, out);
    names.write(reading.countryCode, out);
    names.write(reading.sensor, out);
    names.write(reading.unit, out);
    names.write(reading.stream, out);
    out.add(reading.source == null ? NONE : reading.source.ordinal());
    out.add(reading.turbineFrom == null ? NONE : reading.turbineFrom.ordinal());
  }

  /** A reading of which nothing else is known. */
  static Reading readOrigin(BlockReader in, Names names) {
    Reading reading = new Reading();
    reading.turbineId = names.read(in);
    reading.farmId = names.read(in);
    reading.region = names.read(in);
    reading.countryCode = names.read(in);
    reading.sensor = names.read(in);
    reading.unit = names.read(in);
    reading.stream = names.read(in);
    int source = in.small();
    reading.source = source == NONE ? null : SOURCES[source];
    int turbineFrom = in.small();
    reading.turbineFrom = turbineFrom == NONE ? null : TURBINES_FROM[turbineFrom];
    return reading;
  }

  private static boolean isSame(double a, double b) {
    return Double.doubleToRawLongBits(a) == Double.doubleToRawLongBits(b);
  }
}
