package io.windfarm.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The statements that make a lake known to a query engine: the project's SQL with the places,
 * regions and years of one configuration filled in. A table whose regions lie in several places
 * becomes one table a place, and a view that puts them together.
 */
final class DdlScript {
  private static final String SUFFIX = ".sql";

  /** The files of {@code readings}, seen in another way. */
  private static final String HOURLY = "_hourly";

  /**
   * A statement to run, in the script's order.
   *
   * @param path of its file, such as {@code tables/readings.sql}
   * @param text with the comments in front, without a semicolon
   */
  record Step(String path, String text) {}

  private final Path dialect;
  private final LakeLayout layout;
  private final Optional<CompactedBefore> compacted;
  private final List<Step> steps = new ArrayList<>();

  private DdlScript(Path dialect, LakeLayout layout, Optional<CompactedBefore> compacted) {
    this.dialect = dialect;
    this.layout = layout;
    this.compacted = compacted;
  }

  /**
   * The statements of a dialect for a layout.
   *
   * @param dialect the folder of the dialect
   * @throws Failure if the layout lacks a table
   */
  static List<Step> of(Path dialect, LakeLayout layout) throws IOException {
    return of(dialect, layout, Optional.empty());
  }

  /**
   * The same with rows of compacted files in the place of those that they were made from: a table
   * is then one table a place and kind of file, and a view that puts them together.
   *
   * @param compacted where the two kinds meet; empty for the job's files alone
   */
  static List<Step> of(Path dialect, LakeLayout layout, Optional<CompactedBefore> compacted)
      throws IOException {
    DdlScript script = new DdlScript(dialect, layout, compacted);
    script.add("database.sql");
    SqlLibrary library = SqlLibrary.in(dialect);
    for (SqlFile table : library.tables()) {
      script.addTable(table.name());
    }
    for (SqlFile view : library.views()) {
      script.add("views/" + view.name() + SUFFIX);
    }
    return List.copyOf(script.steps);
  }

  private void add(String path) {
    steps.add(new Step(path, read(path)));
  }

  private void addTable(String name) {
    String folder =
        name.endsWith(HOURLY) ? name.substring(0, name.length() - HOURLY.length()) : name;
    LakeLayout.Table table =
        layout
            .table(folder)
            .orElseThrow(() -> new Failure("The job's layout has no table " + folder + "."));
    List<LakeLayout.Root> roots = table.roots();
    if (roots.size() == 1 && compacted.isEmpty()) {
      addTable(name, name, roots.get(0));
      return;
    }
    List<String> parts = new ArrayList<>();
    for (int i = 0; i < roots.size(); i++) {
      LakeLayout.Root root = roots.get(i);
      String place = roots.size() == 1 ? "" : "_at_" + (i + 1);
      if (compacted.isEmpty()) {
        addTable(name, name + place, root);
        parts.add(name + place);
      } else {
        String grain = name.endsWith(HOURLY) ? "dh" : table.grain();
        String old = name + "_compacted" + place;
        addTable(
            name,
            old,
            new LakeLayout.Root(CompactedBefore.location(root.location()), root.regions()));
        parts.add(old + " WHERE " + compacted.get().condition(grain));
        String fresh = name + (place.isEmpty() ? "_live" : place);
        addTable(name, fresh, root);
        parts.add(fresh + " WHERE " + compacted.get().otherwise(grain));
      }
    }
    steps.add(new Step("tables/" + name + SUFFIX, union(name, parts)));
  }

  /** A table by the name of {@code name}, and what it builds on where the dialect has such. */
  private void addTable(String template, String name, LakeLayout.Root root) {
    for (String kind : List.of("stages/", "tables/")) {
      String path = kind + template + SUFFIX;
      if (Files.exists(dialect.resolve(path))) {
        steps.add(new Step(kind + name + SUFFIX, fill(renamed(read(path), template, name), root)));
      }
    }
  }

  private static String renamed(String text, String from, String to) {
    return text.replaceAll("(IF NOT EXISTS `?|@)" + from + "(?=\\b|_files\\b)", "$1" + to);
  }

  private String fill(String text, LakeLayout.Root root) {
    String location = root.location().replaceFirst("^s3[an]://", "s3://").replaceFirst("/+$", "");
    String regions =
        root.regions().stream().map(DdlScript::pathSegment).collect(Collectors.joining(","));
    return text.replace("{{location}}", location.replace("'", "''"))
        .replace("{{regions}}", regions)
        .replace("{{first_year}}", year(layout.firstYear()))
        .replace("{{last_year}}", year(layout.lastYear()));
  }

  private static String year(int year) {
    return String.format(Locale.ROOT, "%04d", year);
  }

  /** A region as it stands in paths, which is what engines take for its value. */
  private static String pathSegment(String region) {
    StringBuilder segment = new StringBuilder();
    for (byte b : region.getBytes(StandardCharsets.UTF_8)) {
      char c = (char) (b & 0xFF);
      boolean safe = c < 0x80 && (Character.isLetterOrDigit(c) || "_-.".indexOf(c) >= 0);
      segment.append(safe ? String.valueOf(c) : String.format(Locale.ROOT, "%%%02X", b));
    }
    return segment.toString();
  }

  private String union(String name, List<String> parts) {
    String comment =
        compacted
            .map(
                before ->
                    "-- The files of "
                        + name
                        + " together: compacted ones of partitions that were over by "
                        + before
                        + ", and the job's.\n-- Where "
                        + name
                        + " is a table yet, drop it first: its files stay.\n")
            .orElse("-- The places of " + name + " together.\n");
    return parts.stream()
        .map(part -> "SELECT * FROM " + part)
        .collect(
            Collectors.joining(
                "\nUNION ALL\n", comment + "CREATE OR REPLACE VIEW " + name + " AS\n", ""));
  }

  private String read(String path) {
    try {
      return Files.readString(dialect.resolve(path)).strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
