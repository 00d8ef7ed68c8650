package io.windfarm.config;

import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.flink.core.fs.Path;

/**
 * What the pipeline knows about sensors, farms, units and the shapes of events, from {@code
 * sensors.yaml}. Immutable, and shipped to the operators with the job.
 *
 * <p>A catalog of one's own is laid over the shipped one: it says only what differs. Mappings are
 * merged, lists and single values replaced, and {@code key: null} takes an entry away. New shapes
 * are tried before the shipped ones, in the file's order.
 */
public final class SensorCatalog implements Sensors, Serializable {
  private static final long serialVersionUID = 1L;

  /** The region of an event that names none that is configured. */
  public static final String UNKNOWN_REGION = "unknown";

  private static final String SHIPPED = "/sensors.yaml";

  private final Map<String, Sensor> sensors;
  private final Map<String, Map<String, Sensor>> overrides;
  private final Map<String, double[]> normal;
  private final Map<String, Map<String, Conversion>> conversions;
  private final List<String> regions;
  private final Map<String, Farm> farms;
  private final List<Shape> shapes;
  private final Set<String> missingWords;
  private final List<CsvFormat> csvFormats;

  SensorCatalog(
      Map<String, Sensor> sensors,
      Map<String, Map<String, Sensor>> overrides,
      Map<String, double[]> normal,
      Map<String, Map<String, Conversion>> conversions,
      List<String> regions,
      Map<String, Farm> farms,
      List<Shape> shapes,
      Set<String> missingWords,
      List<CsvFormat> csvFormats) {
    this.sensors = sensors;
    this.overrides = overrides;
    this.normal = normal;
    this.conversions = conversions;
    this.regions = regions;
    this.farms = farms;
    this.shapes = shapes;
    this.missingWords = missingWords;
    this.csvFormats = csvFormats;
  }

  /**
   * Reads and validates a catalog.
   *
   * @param location a path or a URI of any file system that Flink knows, laid over the shipped
   *     catalog; null for the shipped one alone
   * @throws InvalidCatalogException listing all faults, or saying why the file can't be read
   */
  public static SensorCatalog load(String location) {
    Map<String, Object> shipped = CatalogReader.parse(shipped(), SHIPPED);
    return location == null
        ? CatalogReader.read(shipped, SHIPPED)
        : parse(fetch(location), location, shipped);
  }

  /** As {@link #load}, from the text of a file. {@code origin} names it in messages. */
  public static SensorCatalog parse(String yaml, String origin) {
    return parse(yaml, origin, CatalogReader.parse(shipped(), SHIPPED));
  }

  private static SensorCatalog parse(String yaml, String origin, Map<String, Object> shipped) {
    return CatalogReader.read(
        CatalogReader.overlay(shipped, CatalogReader.parse(yaml, origin)), origin);
  }

  private static String shipped() {
    try (InputStream in = SensorCatalog.class.getResourceAsStream(SHIPPED)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new InvalidCatalogException(SHIPPED, List.of("can't be read from the job's jar: " + e));
    }
  }

  private static String fetch(String location) {
    try {
      Path path = new Path(location);
      try (InputStream in = path.getFileSystem().open(path)) {
        return new String(in.readAllBytes(), StandardCharsets.UTF_8);
      }
    } catch (IOException | IllegalArgumentException e) {
      throw new InvalidCatalogException(
          location, List.of("can't be read; check the path and its permissions (" + e + ")"));
    }
  }

  @Override
  public Sensor get(String sensor, String farmId) {
    Map<String, Sensor> ofFarm = overrides.get(farmId);
    Sensor found = ofFarm == null ? null : ofFarm.get(sensor);
    if (found == null) {
      found = sensors.get(sensor);
    }
    return found == null ? Sensor.withoutLimits(sensor) : found;
  }

  /** Canonical names, in the catalog's order. */
  public List<String> names() {
    return List.copyOf(sensors.keySet());
  }

  /**
   * Lowest and highest value of normal operation, in the catalog's unit, or null if the catalog
   * doesn't say. Information for people and rules; nothing is flagged by it.
   */
  public double[] normal(String sensor) {
    double[] range = normal.get(sensor);
    return range == null ? null : range.clone();
  }

  /** The regions that name partitions, without {@link #UNKNOWN_REGION}. */
  public List<String> regions() {
    return regions;
  }

  /** The configured regions, and {@link #UNKNOWN_REGION}: all that a row may have. */
  public List<String> allRegions() {
    List<String> all = new ArrayList<>(regions);
    if (!all.contains(UNKNOWN_REGION)) {
      all.add(UNKNOWN_REGION);
    }
    return all;
  }

  public boolean hasRegion(String region) {
    return regions.contains(region);
  }

  /** Where a farm stands, or null if the catalog doesn't know it. */
  public Farm farm(String farmId) {
    return farms.get(farmId);
  }

  /** In the order in which they are tried. */
  public List<Shape> shapes() {
    return shapes;
  }

  /** Layouts of CSV files, in the order in which they are tried. */
  public List<CsvFormat> csvFormats() {
    return csvFormats;
  }

  /**
   * How to get from a unit to the catalog's, or null if that is not known.
   *
   * @param unit as {@link Word#ofUnit} writes it; empty for the catalog's own
   */
  public Conversion conversion(String sensor, String unit) {
    return unit.isEmpty() ? Conversion.NONE : conversions.get(sensor).get(unit);
  }

  /** True for texts that senders put where a value is missing, such as {@code nan}, in any case. */
  public boolean isMissing(String text) {
    return missingWords.contains(Word.of(text));
  }
}
