package io.windfarm.ingest;

import io.windfarm.config.SensorCatalog;
import io.windfarm.model.Arrival;
import io.windfarm.model.Reading;
import io.windfarm.model.Rejected;
import java.io.Serializable;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Turns the bytes of a record into readings, or into rows that say why not. It never throws on
 * input, whatever that is, and accounts for all of it: every byte of a record that is not white
 * space belongs to exactly one object that was read or to one rejected row, but for the brackets
 * and commas of an outer array and a byte order mark.
 *
 * <p>A record holds one JSON object, or several: a line each, one after another, or in an array.
 *
 * <ul>
 *   <li>An object that is JSON but no event of ours is one rejected row with its bytes; what
 *       follows is read.
 *   <li>Where text stops being JSON inside an object, the object's line is one rejected row and the
 *       next line is read. Without a line end, and inside an array, the rest of the record is one
 *       rejected row. Text that isn't an object takes in what follows up to the next line that
 *       begins with a bracket.
 *   <li>In an object with several signals, each signal is a reading or a rejected row of its own;
 *       such a row holds the bytes of the whole object.
 *   <li>A key that occurs twice with the same value is read once.
 *   <li>Keys that mean nothing in the object's shape are passed over.
 * </ul>
 *
 * <p>What the keys mean, which words are sensors and which units convert, says the {@link
 * SensorCatalog}; how times and numbers are read, {@link Timestamps} and {@link NumberText}.
 *
 * <p>Not thread-safe: one an operator instance.
 */
public final class EventDecoder implements Serializable {
  private static final long serialVersionUID = 1L;

  private final SensorCatalog catalog;
  private final Options options;
  private transient RecordReader reader;

  public EventDecoder(SensorCatalog catalog, Options options) {
    this.catalog = Objects.requireNonNull(catalog, "catalog");
    this.options = Objects.requireNonNull(options, "options");
    if (!options.defaultRegion.isEmpty() && !catalog.hasRegion(options.defaultRegion)) {
      throw new IllegalArgumentException(
          "The default region "
              + options.defaultRegion
              + " is not among the catalog's regions "
              + catalog.regions()
              + "; use one of them or add it under 'regions'");
    }
  }

  /**
   * Reads {@code arrival} and hands what it holds to {@code out}, in the order of the bytes. A
   * reading is one that {@code out} gave to be filled, or one of {@link Arrival#decoded}; a row is
   * a new object, and rows that reject parts of one object share its bytes. At least one of them
   * comes out of every record.
   */
  public void decode(Arrival arrival, Output out) {
    if (arrival.decoded != null) {
      replay(arrival.decoded, out);
      return;
    }
    if (reader == null) {
      reader = new RecordReader(catalog, options);
    }
    reader.read(arrival, out);
  }

  private static void replay(List<Object> decoded, Output out) {
    for (int i = 0; i < decoded.size(); i++) {
      Object event = decoded.get(i);
      if (event instanceof Reading) {
        out.reading((Reading) event);
      } else {
        out.rejected((Rejected) event);
      }
    }
  }

  /**
   * The bytes of {@code arrival} by the region that they belong to, a line an event, in the order
   * of the record. For the few records in which regions meet: it decodes them again.
   */
  Map<String, byte[]> partsByRegion(Arrival arrival) {
    RegionalParts parts = new RegionalParts();
    new RecordReader(catalog, options, parts).read(arrival, new Nowhere());
    return parts.byRegion();
  }

  /** Takes what was taken before. */
  private static final class Nowhere implements Output {
    @Override
    public void reading(Reading reading) {}

    @Override
    public void rejected(Rejected rejected) {}
  }

  /** Takes what a record holds. */
  public interface Output {
    /**
     * A reading to be filled in every field, which may come back by {@link #reading} or may not: a
     * new one, or one whose former content nobody needs any more.
     */
    default Reading blank() {
      return new Reading();
    }

    void reading(Reading reading);

    void rejected(Rejected rejected);
  }

  /** What decoding depends on besides the catalog. Immutable. */
  public static final class Options implements Serializable {
    private static final long serialVersionUID = 1L;

    /** Clocks of turbines are synchronised; five minutes ahead is a fault, not a delay. */
    private static final Duration DEFAULT_MAX_FUTURE = Duration.ofMinutes(5);

    final ZoneId zone;
    final TurbineTemplate turbineTemplate;
    final long maxFuture;
    final String defaultRegion;

    private Options(
        ZoneId zone, TurbineTemplate turbineTemplate, long maxFuture, String defaultRegion) {
      this.zone = zone;
      this.turbineTemplate = turbineTemplate;
      this.maxFuture = maxFuture;
      this.defaultRegion = defaultRegion;
    }

    /** Local times in UTC, no turbine template, five minutes into the future, no region. */
    public static Options defaults() {
      return new Options(ZoneOffset.UTC, null, DEFAULT_MAX_FUTURE.toMillis(), "");
    }

    /** The zone of times that are sent without one, and of days. */
    public Options withZone(ZoneId zone) {
      return new Options(
          Objects.requireNonNull(zone, "zone"), turbineTemplate, maxFuture, defaultRegion);
    }

    /**
     * The turbine id for events without one: text with {@code {partition-key}}, {@code {stream}}
     * and {@code {shard}}; null to reject such events.
     *
     * @throws IllegalArgumentException if the template is blank or has another placeholder
     */
    public Options withTurbineTemplate(String template) {
      return new Options(
          zone, template == null ? null : new TurbineTemplate(template), maxFuture, defaultRegion);
    }

    /**
     * A reading dated later than its record's arrival by more than this is marked CLOCK_SKEW.
     *
     * @throws IllegalArgumentException if below 0
     */
    public Options withMaxFuture(Duration maxFuture) {
      if (maxFuture.isNegative()) {
        throw new IllegalArgumentException("The bound on the future must not be below 0");
      }
      return new Options(zone, turbineTemplate, maxFuture.toMillis(), defaultRegion);
    }

    /**
     * The region of events that name neither a configured region nor a farm that has one; empty or
     * null for {@link SensorCatalog#UNKNOWN_REGION}.
     */
    public Options withDefaultRegion(String region) {
      return new Options(zone, turbineTemplate, maxFuture, region == null ? "" : region);
    }

    String fallbackRegion() {
      return defaultRegion.isEmpty() ? SensorCatalog.UNKNOWN_REGION : defaultRegion;
    }
  }
}
