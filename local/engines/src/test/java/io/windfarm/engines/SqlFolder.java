package io.windfarm.engines;

import io.windfarm.local.Project;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The statements of one dialect under {@code sql/}, one a file, as they stand there. */
record SqlFolder(Path folder) {
  private static final Pattern NEEDS = Pattern.compile("(?m)^-- Needs: (.+)$");
  private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{(\\w+)\\}\\}");

  static final SqlFolder ATHENA = of("athena");
  static final SqlFolder DATABRICKS = of("databricks");

  private static SqlFolder of(String dialect) {
    return new SqlFolder(Project.home().resolve("sql").resolve(dialect));
  }

  /** The statement that creates the database. */
  String database() {
    return read(folder.resolve("database.sql"));
  }

  /** Names of {@code tables}, {@code views} or {@code questions}, in alphabetical order. */
  List<String> names(String kind) {
    try (Stream<Path> files = Files.list(folder.resolve(kind))) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(".sql"))
          .map(name -> name.substring(0, name.length() - ".sql".length()))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A statement with its placeholders filled in; one that is not given fails. */
  String statement(String kind, String name, Map<String, String> placeholders) {
    return PLACEHOLDER
        .matcher(read(folder.resolve(kind).resolve(name + ".sql")))
        .replaceAll(
            place -> {
              String value = placeholders.get(place.group(1));
              if (value == null) {
                throw new IllegalStateException(name + " has a placeholder " + place.group());
              }
              return Matcher.quoteReplacement(value);
            });
  }

  String view(String name) {
    return statement("views", name, Map.of());
  }

  String question(String name) {
    return statement("questions", name, Map.of());
  }

  /** All views, each behind those that it needs. */
  List<String> viewsInOrder() {
    Map<String, List<String>> needs = new LinkedHashMap<>();
    for (String view : names("views")) {
      Matcher line = NEEDS.matcher(view(view));
      needs.put(
          view, line.find() ? Arrays.asList(line.group(1).trim().split("\\s*,\\s*")) : List.of());
    }
    Set<String> ordered = new LinkedHashSet<>();
    while (ordered.size() < needs.size()) {
      int before = ordered.size();
      needs.forEach(
          (view, needed) -> {
            if (ordered.containsAll(needed)) {
              ordered.add(view);
            }
          });
      if (ordered.size() == before) {
        throw new IllegalStateException("'-- Needs:' leads nowhere or in a circle: " + needs);
      }
    }
    return List.copyOf(ordered);
  }

  private static String read(Path file) {
    try {
      return Files.readString(file).strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
