package io.windfarm.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The SQL of one dialect in the project: tables, views and the questions that operators ask. */
final class SqlLibrary {
  private static final Pattern WORD = Pattern.compile("[a-z_][a-z0-9_]*");

  private final Map<String, SqlFile> tables;
  private final Map<String, SqlFile> views;
  private final Map<String, SqlFile> questions;

  private SqlLibrary(
      Map<String, SqlFile> tables, Map<String, SqlFile> views, Map<String, SqlFile> questions) {
    this.tables = tables;
    this.views = inOrder(views);
    this.questions = questions;
  }

  /** What is written for Athena, and runs on DuckDB as well. */
  static SqlLibrary forAthena() throws IOException {
    return in(Project.sql().resolve("athena"));
  }

  /** What lies in a dialect's folder: {@code tables}, {@code views} and {@code questions}. */
  static SqlLibrary in(Path dialect) throws IOException {
    return new SqlLibrary(
        files(dialect.resolve("tables")),
        files(dialect.resolve("views")),
        files(dialect.resolve("questions")));
  }

  Collection<SqlFile> tables() {
    return tables.values();
  }

  /** Each after those that it needs. */
  Collection<SqlFile> views() {
    return views.values();
  }

  Collection<SqlFile> questions() {
    return questions.values();
  }

  Optional<SqlFile> question(String name) {
    return Optional.ofNullable(questions.get(name));
  }

  Optional<SqlFile> view(String name) {
    return Optional.ofNullable(views.get(name));
  }

  /** True for what can be selected from. */
  boolean isRelation(String name) {
    return tables.containsKey(name) || views.containsKey(name);
  }

  /** Everything that has a name. */
  Set<String> names() {
    Set<String> names = new LinkedHashSet<>(questions.keySet());
    names.addAll(tables.keySet());
    names.addAll(views.keySet());
    return names;
  }

  /**
   * Every word of a query: what it may read. One that is something else there, such as a column,
   * costs a view or a table too many.
   */
  static Set<String> words(String sql) {
    return WORD.matcher(sql.toLowerCase(Locale.ROOT))
        .results()
        .map(MatchResult::group)
        .collect(Collectors.toCollection(HashSet::new));
  }

  /** The views of these names and those behind them, each after those that it needs. */
  List<SqlFile> viewsFor(Set<String> names) {
    Set<String> wanted = new HashSet<>(names);
    List<SqlFile> dependentsFirst = new ArrayList<>(views.values());
    Collections.reverse(dependentsFirst);
    for (SqlFile view : dependentsFirst) {
      if (wanted.contains(view.name())) {
        wanted.addAll(view.needs());
      }
    }
    return views.values().stream().filter(view -> wanted.contains(view.name())).toList();
  }

  /** The tables of these names, and those behind the views of these names. */
  Set<String> tablesFor(Set<String> names) {
    Set<String> wanted = new TreeSet<>(names);
    viewsFor(names).forEach(view -> wanted.addAll(view.sources()));
    wanted.retainAll(tables.keySet());
    return wanted;
  }

  private static Map<String, SqlFile> files(Path folder) throws IOException {
    Map<String, SqlFile> files = new TreeMap<>();
    if (Files.isDirectory(folder)) {
      try (Stream<Path> found = Files.list(folder)) {
        for (Path file : found.filter(path -> path.toString().endsWith(".sql")).toList()) {
          SqlFile sql = SqlFile.read(file);
          files.put(sql.name(), sql);
        }
      }
    }
    return files;
  }

  private static Map<String, SqlFile> inOrder(Map<String, SqlFile> views) {
    Map<String, SqlFile> ordered = new LinkedHashMap<>();
    while (ordered.size() < views.size()) {
      int before = ordered.size();
      views.values().stream()
          .filter(view -> ordered.keySet().containsAll(view.needs()))
          .forEach(view -> ordered.putIfAbsent(view.name(), view));
      if (ordered.size() == before) {
        throw new IllegalStateException(
            "Views need each other, or one that is not there: "
                + views.keySet().stream().filter(name -> !ordered.containsKey(name)).toList());
      }
    }
    return ordered;
  }
}
