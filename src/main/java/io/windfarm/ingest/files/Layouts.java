package io.windfarm.ingest.files;

import io.windfarm.config.CsvFormat;
import io.windfarm.config.SensorCatalog;
import io.windfarm.ingest.EventDecoder;
import io.windfarm.ingest.EventTimes;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** How the files of an input are laid out: one way for all, or each as its name says. */
public final class Layouts implements Serializable {
  private static final long serialVersionUID = 1L;

  /** By the file's name: {@code .csv}, {@code .parquet}, anything else is JSON lines. */
  public static final String AUTO = "auto";

  public static final String JSON_LINES = "jsonl";

  /** The table {@code raw} of a lake. */
  public static final String RAW_LAKE = "raw-lake";

  /** CSV whose header says what it is. */
  public static final String CSV = "csv";

  private final String format;
  private final SensorCatalog catalog;
  private final EventDecoder.Options options;

  private Layouts(String format, SensorCatalog catalog, EventDecoder.Options options) {
    this.format = format;
    this.catalog = catalog;
    this.options = options;
  }

  /**
   * The layout that a format stands for.
   *
   * @param format one of {@link #names}
   * @param options as records will be decoded
   * @throws IllegalArgumentException if there is no such format
   */
  public static Layouts of(String format, SensorCatalog catalog, EventDecoder.Options options) {
    if (!names(catalog).contains(format)) {
      throw new IllegalArgumentException(
          "source.format: no format is called '"
              + format
              + "': it can be one of "
              + String.join(", ", names(catalog)));
    }
    return new Layouts(format, catalog, options);
  }

  /** What a format may be called: the CSV formats of the catalog among it. */
  public static List<String> names(SensorCatalog catalog) {
    List<String> names = new ArrayList<>(List.of(AUTO, JSON_LINES, RAW_LAKE, CSV));
    catalog.csvFormats().forEach(csv -> names.add(csv.name));
    return names;
  }

  /** For {@link #of}: one for all files of a reader, so that what repeats is the same in all. */
  EventTimes times() {
    return new EventTimes(catalog, options);
  }

  Layout of(FilePart file, EventTimes times) {
    switch (format.equals(AUTO) ? byName(file.path) : format) {
      case JSON_LINES:
        return new JsonLines(times);
      case RAW_LAKE:
        return new RawLake(times);
      case CSV:
        return new Csv(times, catalog.csvFormats());
      default:
        return new Csv(times, List.of(csvFormat()));
    }
  }

  private CsvFormat csvFormat() {
    Optional<CsvFormat> named =
        catalog.csvFormats().stream().filter(csv -> csv.name.equals(format)).findFirst();
    return named.orElseThrow();
  }

  private static String byName(String path) {
    String name = path.endsWith(".gz") ? path.substring(0, path.length() - 3) : path;
    if (name.endsWith(".csv")) {
      return CSV;
    }
    return name.endsWith(".parquet") ? RAW_LAKE : JSON_LINES;
  }
}
