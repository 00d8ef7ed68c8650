package io.windfarm.config;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/** Builds a {@link SensorCatalog} from YAML, noting all faults before it gives up. */
final class CatalogReader {
  /** Marks of shapes are the bits of one long. */
  private static final int MAX_MARKS = Long.SIZE;

  private static final String[] LIMITS = {
    "range", "normal", "warning", "critical", "resolution", "cadence", "stuck-after"
  };

  private final List<String> faults = new ArrayList<>();
  private final Map<String, Map<String, Conversion>> units = new HashMap<>();
  private final Map<String, Map<String, Conversion>> conversions = new HashMap<>();
  private final Map<String, Sensor> sensors = new LinkedHashMap<>();
  private final Map<String, double[]> normal = new HashMap<>();
  private final Map<String, Meaning> aliases = new HashMap<>();
  private final Map<String, Meaning> keys = new HashMap<>();

  private CatalogReader() {}

  /** The file as mappings with string keys. An empty file is an empty mapping. */
  @SuppressWarnings("unchecked")
  static Map<String, Object> parse(String yaml, String origin) {
    Object parsed;
    try {
      parsed = new Load(LoadSettings.builder().setLabel(origin).build()).loadFromString(yaml);
    } catch (YamlEngineException e) {
      throw new InvalidCatalogException(origin, List.of("is not YAML: " + e.getMessage()));
    }
    if (parsed == null) {
      return new LinkedHashMap<>();
    }
    if (!(parsed instanceof Map)) {
      throw new InvalidCatalogException(
          origin, List.of("must be a mapping with sections such as 'sensors:' and 'farms:'"));
    }
    return (Map<String, Object>) Section.withStringKeys(parsed);
  }

  /** {@code over} laid on {@code base}; see {@link SensorCatalog} for the rules. */
  static Map<String, Object> overlay(Map<String, Object> base, Map<String, Object> over) {
    return overlay(base, over, "");
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> overlay(
      Map<String, Object> base, Map<String, Object> over, String key) {
    Map<String, Object> merged = new LinkedHashMap<>();
    if (key.equals("shapes")) {
      over.forEach((name, shape) -> putIfNew(merged, base, name, shape));
    }
    merged.putAll(base);
    over.forEach(
        (name, value) -> {
          Object under = base.get(name);
          if (value == null && base.containsKey(name)) {
            merged.remove(name);
          } else if (value instanceof Map && under instanceof Map) {
            merged.put(
                name, overlay((Map<String, Object>) under, (Map<String, Object>) value, name));
          } else {
            merged.put(name, value);
          }
        });
    return merged;
  }

  private static void putIfNew(
      Map<String, Object> merged, Map<String, Object> base, String name, Object value) {
    if (!base.containsKey(name)) {
      merged.put(name, value);
    }
  }

  static SensorCatalog read(Map<String, Object> root, String origin) {
    CatalogReader reader = new CatalogReader();
    SensorCatalog catalog = reader.read(new Section("", root, reader.faults));
    if (!reader.faults.isEmpty()) {
      throw new InvalidCatalogException(origin, reader.faults);
    }
    return catalog;
  }

  private SensorCatalog read(Section root) {
    root.allow("regions", "missing", "farms", "keys", "units", "sensors", "shapes", "csv");
    List<String> regions = readRegions(root);
    readUnits(root.section("units"));
    Section allSensors = root.section("sensors");
    for (String name : allSensors.keys()) {
      readSensor(name, allSensors.section(name));
    }
    if (sensors.isEmpty()) {
      root.fault("sensors", "holds no sensor");
    }
    readKeys(root.section("keys"), keys);
    keys.keySet().forEach(word -> refuseSensorName(root, word));
    Map<String, Farm> farms = new HashMap<>();
    Map<String, Map<String, Sensor>> overrides = new HashMap<>();
    Section allFarms = root.section("farms");
    for (String name : allFarms.keys()) {
      Section farm = allFarms.section(name).allow("region", "country", "sensors");
      farms.put(name, readFarm(farm, regions));
      overrides.put(name, readOverrides(farm.section("sensors"), allSensors));
    }
    List<Shape> shapes = readShapes(root.section("shapes"));
    Set<String> missing = new HashSet<>();
    root.texts("missing").forEach(word -> missing.add(Word.of(word)));
    return new SensorCatalog(
        sensors,
        overrides,
        normal,
        conversions,
        regions,
        farms,
        shapes,
        missing,
        readCsvFormats(root.section("csv")));
  }

  private List<String> readRegions(Section root) {
    List<String> regions = root.texts("regions");
    if (regions.isEmpty()) {
      root.fault("regions", "names no region");
    }
    for (String region : regions) {
      if (!isPathSafe(region)) {
        root.fault("regions", "'" + region + "' must be lower-case letters, digits and hyphens");
      }
    }
    return List.copyOf(regions);
  }

  /** A region names a folder. */
  private static boolean isPathSafe(String region) {
    for (int i = 0; i < region.length(); i++) {
      char c = region.charAt(i);
      if (!(c >= 'a' && c <= 'z') && !(c >= '0' && c <= '9') && c != '-') {
        return false;
      }
    }
    return !region.isEmpty();
  }

  private static Farm readFarm(Section farm, List<String> regions) {
    String region = farm.text("region", "");
    if (!region.isEmpty() && !regions.contains(region)) {
      farm.fault(
          "region", "'" + region + "' is not in 'regions'" + Nearest.suggestion(region, regions));
    }
    return new Farm(region, farm.text("country", ""));
  }

  private void readUnits(Section all) {
    for (String name : all.keys()) {
      Section unit = all.section(name).allow("spellings", "accepts");
      Map<String, Conversion> accepted = new HashMap<>();
      accepted.put(Word.ofUnit(name), Conversion.NONE);
      for (String spelling : unit.texts("spellings")) {
        accepted.put(Word.ofUnit(spelling), Conversion.NONE);
      }
      Section accepts = unit.section("accepts");
      for (String other : accepts.keys()) {
        Section rule = accepts.section(other).allow("add", "times", "divide-by", "spellings");
        double times = rule.number("times", 1);
        double divideBy = rule.number("divide-by", 1);
        if (times == 0 || divideBy == 0) {
          accepts.fault(other, "a factor of 0 leaves no value");
        }
        Conversion conversion = new Conversion(rule.number("add", 0), times, divideBy);
        List<String> spellings = rule.texts("spellings");
        spellings.add(other);
        for (String spelling : spellings) {
          if (accepted.putIfAbsent(Word.ofUnit(spelling), conversion) != null) {
            accepts.fault(other, "'" + spelling + "' is already another spelling or unit here");
          }
        }
      }
      units.put(name, accepted);
    }
  }

  private void readSensor(String name, Section section) {
    section.allow(
        "unit",
        "aliases",
        "range",
        "normal",
        "warning",
        "critical",
        "resolution",
        "cadence",
        "stuck-after");
    String unit = section.requiredText("unit");
    if (!unit.isEmpty() && !units.containsKey(unit)) {
      section.fault(
          "unit", "'" + unit + "' is not in 'units'" + Nearest.suggestion(unit, units.keySet()));
    }
    conversions.put(name, units.getOrDefault(unit, Map.of()));
    sensors.put(name, limits(name, unit, section));
    double[] usual = section.range("normal");
    if (usual.length == 2) {
      normal.put(name, usual);
    }
    List<String> spellings = section.texts("aliases");
    spellings.add(name);
    for (String spelling : spellings) {
      Meaning before = aliases.put(Word.of(spelling), Meaning.ofSensor(name, ""));
      if (before != null && !before.sensor.equals(name)) {
        section.fault("aliases", "'" + spelling + "' already means " + before.sensor);
      }
    }
  }

  private static Sensor limits(String name, String unit, Section section) {
    double[] range = section.range("range");
    if (range.length == 0) {
      if (!section.has("range")) {
        section.fault("range", "missing; write the hard range as [lowest, highest]");
      }
      range = new double[] {Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY};
    }
    Section warning = section.section("warning").allow("below", "above");
    Section critical = section.section("critical").allow("below", "above");
    double warnBelow = warning.number("below", Double.NaN);
    double warnAbove = warning.number("above", Double.NaN);
    double criticalBelow = critical.number("below", Double.NaN);
    double criticalAbove = critical.number("above", Double.NaN);
    if (criticalBelow > warnBelow) {
      critical.fault("below", "must not lie above warning.below");
    }
    if (criticalAbove < warnAbove) {
      critical.fault("above", "must not lie below warning.above");
    }
    if (warnBelow > warnAbove
        || warnBelow > criticalAbove
        || criticalBelow > warnAbove
        || criticalBelow > criticalAbove) {
      section.fault("warning", "leaves no value without a warning: 'below' lies over 'above'");
    }
    double resolution = section.number("resolution", 1e-9);
    if (!(resolution > 0)) {
      section.fault("resolution", "must be above 0");
    }
    return new Sensor(
        name,
        unit,
        range[0],
        range[1],
        resolution,
        section.cadence("cadence"),
        section.stuckAfter("stuck-after"),
        warnBelow,
        warnAbove,
        criticalBelow,
        criticalAbove);
  }

  @SuppressWarnings("unchecked")
  private Map<String, Sensor> readOverrides(Section farm, Section allSensors) {
    Map<String, Sensor> overrides = new HashMap<>();
    for (String name : farm.keys()) {
      farm.section(name).allow(LIMITS);
      if (!sensors.containsKey(name)) {
        farm.fault(name, "no such sensor" + Nearest.suggestion(name, sensors.keySet()));
      } else if (farm.raw(name) instanceof Map && allSensors.raw(name) instanceof Map) {
        Map<String, Object> merged =
            overlay(
                (Map<String, Object>) allSensors.raw(name), (Map<String, Object>) farm.raw(name));
        Section section = new Section(farm.path(name), merged, faults);
        overrides.put(name, limits(name, sensors.get(name).unit, section));
      }
    }
    return overrides;
  }

  private void refuseSensorName(Section root, String word) {
    if (aliases.containsKey(word)) {
      root.fault("keys", "'" + word + "' already names the sensor " + aliases.get(word).sensor);
    }
  }

  private static void readKeys(Section section, Map<String, Meaning> into) {
    Collection<String> roles = new ArrayList<>();
    for (Role role : Role.values()) {
      if (role != Role.SENSOR) {
        roles.add(role.word());
      }
    }
    section.allow(roles.toArray(new String[0]));
    for (String word : section.keys()) {
      Role role = Role.of(word);
      int rank = 0;
      for (String key : section.texts(word)) {
        Meaning before = into.put(Word.of(key), Meaning.ofRole(role, rank++));
        if (before != null) {
          section.fault(word, "'" + key + "' is listed twice or already a key of " + before.role);
        }
      }
    }
  }

  private List<Shape> readShapes(Section all) {
    List<Shape> shapes = new ArrayList<>();
    int bit = 0;
    for (String name : all.keys()) {
      Section section =
          all.section(name).allow("recognised-by", "without-time", "keys", "sensors", "ignore");
      Section by = section.section("recognised-by").allow("all", "any");
      List<String> allOf = marks(by.texts("all"));
      List<String> anyOf = marks(by.texts("any"));
      if (allOf.isEmpty() && anyOf.isEmpty()) {
        section.fault("recognised-by", "needs keys under 'all' or 'any'");
      }
      if (bit + allOf.size() + anyOf.size() > MAX_MARKS) {
        section.fault("recognised-by", "all shapes together may name " + MAX_MARKS + " keys");
        return shapes;
      }
      String withoutTime = section.text("without-time", "reject");
      if (!withoutTime.equals("reject") && !withoutTime.equals("arrival")) {
        section.fault("without-time", "must be 'reject' or 'arrival'");
      }
      shapes.add(
          new Shape(name, withoutTime.equals("arrival"), meanings(section), allOf, anyOf, bit));
      bit += allOf.size() + anyOf.size();
    }
    if (shapes.isEmpty()) {
      all.fault("event", "missing; without a shape no event can be read");
    }
    return List.copyOf(shapes);
  }

  private static List<CsvFormat> readCsvFormats(Section all) {
    List<CsvFormat> formats = new ArrayList<>();
    for (String name : all.keys()) {
      Section format = all.section(name).allow("recognised-by", "keys");
      List<String> recognisedBy = format.texts("recognised-by");
      if (recognisedBy.isEmpty()) {
        format.fault("recognised-by", "needs columns that a header of this layout has");
      }
      Map<String, String> keys = new LinkedHashMap<>();
      Section renamed = format.section("keys");
      renamed.keys().forEach(column -> keys.put(column, renamed.requiredText(column)));
      formats.add(new CsvFormat(name, recognisedBy, keys));
    }
    return List.copyOf(formats);
  }

  private static List<String> marks(List<String> names) {
    List<String> marks = new ArrayList<>();
    names.forEach(name -> marks.add(Role.of(name) == null ? Word.of(name) : name));
    return marks;
  }

  /** What words mean in a shape: the catalog's own, overlaid with what the shape says. */
  private Map<String, Meaning> meanings(Section shape) {
    Map<String, Meaning> meanings = new HashMap<>(aliases);
    meanings.putAll(keys);
    Map<String, Meaning> own = new HashMap<>();
    readKeys(shape.section("keys"), own);
    Section words = shape.section("sensors");
    for (String word : words.keys()) {
      Meaning meaning = shapeSensor(words, word);
      if (meaning != null) {
        own.put(Word.of(word), meaning);
      }
    }
    meanings.putAll(own);
    shape.texts("ignore").forEach(word -> meanings.remove(Word.of(word)));
    return meanings;
  }

  private Meaning shapeSensor(Section words, String word) {
    boolean detailed = words.raw(word) instanceof Map;
    Section detail = detailed ? words.section(word).allow("sensor", "unit") : null;
    String sensor = detailed ? detail.requiredText("sensor") : words.requiredText(word);
    String unit = detailed ? Word.ofUnit(detail.text("unit", "")) : "";
    if (!sensors.containsKey(sensor)) {
      words.fault(
          word, "'" + sensor + "' is no sensor" + Nearest.suggestion(sensor, sensors.keySet()));
      return null;
    }
    if (!unit.isEmpty() && !conversions.get(sensor).containsKey(unit)) {
      words.fault(word, "'" + detail.text("unit", "") + "' is no unit that " + sensor + " accepts");
      return null;
    }
    return Meaning.ofSensor(sensor, unit);
  }
}
