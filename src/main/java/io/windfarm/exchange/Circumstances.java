package io.windfarm.exchange;

import io.windfarm.model.Reading;
import io.windfarm.model.Source;
import io.windfarm.model.TurbineFrom;
import io.windfarm.pool.Pool;
import java.util.Objects;

/**
 * What many readings have in common: everything about them but the turbine, the event, its time and
 * its value. Immutable.
 */
public final class Circumstances {
  private static final Source[] SOURCES = Source.values();
  private static final TurbineFrom[] TURBINES_FROM = TurbineFrom.values();
  private static final int NONE = -1;

  private final String farmId;
  private final String region;
  private final String countryCode;
  private final String sensor;
  private final String unit;
  private final String stream;
  private final String shard;
  private final Source source;
  private final TurbineFrom turbineFrom;

  private Circumstances(Reading reading) {
    farmId = reading.farmId;
    region = reading.region;
    countryCode = reading.countryCode;
    sensor = reading.sensor;
    unit = reading.unit;
    stream = reading.stream;
    shard = reading.shard;
    source = reading.source;
    turbineFrom = reading.turbineFrom;
  }

  private Circumstances(BlockReader in, Pool<String> texts) {
    farmId = in.repeated(texts);
    region = in.repeated(texts);
    countryCode = in.repeated(texts);
    sensor = in.repeated(texts);
    unit = in.repeated(texts);
    stream = in.repeated(texts);
    shard = in.repeated(texts);
    int ofSource = in.small();
    source = ofSource == NONE ? null : SOURCES[ofSource];
    int ofTurbine = in.small();
    turbineFrom = ofTurbine == NONE ? null : TURBINES_FROM[ofTurbine];
  }

  /** Those of {@code reading}. */
  public static Circumstances of(Reading reading) {
    return new Circumstances(reading);
  }

  /** With the strings of {@code texts}, so that other circumstances have the same of them. */
  public static Circumstances read(BlockReader in, Pool<String> texts) {
    return new Circumstances(in, texts);
  }

  /** Adds them as {@link #read} has them; state has them too, and a test has that on record. */
  @SuppressWarnings("EnumOrdinal") // on record in a test
  public void writeTo(BlockWriter out) {
    out.addRepeated(farmId);
    out.addRepeated(region);
    out.addRepeated(countryCode);
    out.addRepeated(sensor);
    out.addRepeated(unit);
    out.addRepeated(stream);
    out.addRepeated(shard);
    out.add(source == null ? NONE : source.ordinal());
    out.add(turbineFrom == null ? NONE : turbineFrom.ordinal());
  }

  /** Makes them those of {@code reading}. */
  public void giveTo(Reading reading) {
    reading.farmId = farmId;
    reading.region = region;
    reading.countryCode = countryCode;
    reading.sensor = sensor;
    reading.unit = unit;
    reading.stream = stream;
    reading.shard = shard;
    reading.source = source;
    reading.turbineFrom = turbineFrom;
  }

  /** True if {@code reading} has these very strings, as it has if decoding found them again. */
  @SuppressWarnings("ReferenceEquality") // equal ones that are others cost a little work, no more
  public boolean areThoseOf(Reading reading) {
    return sensor == reading.sensor
        && farmId == reading.farmId
        && shard == reading.shard
        && region == reading.region
        && countryCode == reading.countryCode
        && unit == reading.unit
        && stream == reading.stream
        && source == reading.source
        && turbineFrom == reading.turbineFrom;
  }

  /** Alike for readings in the same circumstances. */
  public static int hash(Reading reading) {
    int hash =
        31 * Objects.hashCode(reading.sensor)
            + 17 * Objects.hashCode(reading.farmId)
            + Objects.hashCode(reading.shard);
    return hash ^ (hash >>> 16);
  }
}
