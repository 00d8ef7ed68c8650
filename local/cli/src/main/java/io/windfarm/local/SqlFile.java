package io.windfarm.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A file of the project's SQL: comment lines that say what it is for, and then one statement.
 *
 * @param name of the file, without {@code .sql}: that of the table, view or question
 * @param comments the lines before the statement, without their {@code --}
 * @param statement the rest, without a semicolon
 */
record SqlFile(String name, List<String> comments, String statement) {
  private static final String SUFFIX = ".sql";
  private static final String NEEDS = "Needs:";
  private static final Pattern SOURCE =
      Pattern.compile("\\b(?:FROM|JOIN)\\s+[\"`]?(\\w+)", Pattern.CASE_INSENSITIVE);
  private static final Pattern TABLE_COMMENT = Pattern.compile("(?m)^COMMENT '(.*)'$");

  static SqlFile read(Path file) throws IOException {
    String name = file.getFileName().toString();
    return parse(name.substring(0, name.length() - SUFFIX.length()), Files.readString(file));
  }

  static SqlFile parse(String name, String text) {
    List<String> lines = text.lines().toList();
    List<String> comments = new ArrayList<>();
    while (comments.size() < lines.size() && lines.get(comments.size()).startsWith("--")) {
      comments.add(lines.get(comments.size()).substring(2).strip());
    }
    String statement = String.join("\n", lines.subList(comments.size(), lines.size())).strip();
    return new SqlFile(name, List.copyOf(comments), statement);
  }

  /** One line for a list: the table's comment, or the first sentence of the file's. */
  String title() {
    Matcher comment = TABLE_COMMENT.matcher(statement);
    return comment.find() ? comment.group(1) : explanation().split("(?<=\\?) |[.;] |\\.$", 2)[0];
  }

  /** All that the file says of itself, in one line. */
  String explanation() {
    return comments.stream()
        .filter(line -> !line.startsWith(NEEDS))
        .collect(Collectors.joining(" "));
  }

  /** The views that have to be there before this one. */
  List<String> needs() {
    return comments.stream()
        .filter(line -> line.startsWith(NEEDS))
        .flatMap(line -> Pattern.compile(",").splitAsStream(line.substring(NEEDS.length())))
        .map(String::strip)
        .toList();
  }

  /** What the statement selects from: tables, views, and names that it gives itself. */
  Set<String> sources() {
    return SOURCE
        .matcher(statement)
        .results()
        .map((MatchResult found) -> found.group(1))
        .collect(Collectors.toSet());
  }
}
