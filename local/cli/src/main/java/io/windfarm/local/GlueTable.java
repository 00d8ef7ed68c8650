package io.windfarm.local;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What Glue keeps of a table that a statement of {@code sql/athena/tables} creates. It reads the
 * statements of this project, which are all written alike, and refuses any other.
 *
 * @param columns types by name, in their order
 * @param keys of the partitions, types by name, in their order
 * @param location with a slash at its end
 */
record GlueTable(
    String name,
    String comment,
    Map<String, String> columns,
    Map<String, String> keys,
    String location,
    Map<String, String> properties) {

  private static final String TEXT = "(?:'[^']*(?:''[^']*)*'|\"[^\"]*\")";

  private static final Pattern STATEMENT =
      Pattern.compile(
          "(?:--[^\n]*\n)*CREATE EXTERNAL TABLE IF NOT EXISTS `(\\w+)` \\((?<columns>[^)]*)\\)\\s+"
              + ("COMMENT (?<comment>" + TEXT + ")\\s+")
              + "PARTITIONED BY \\((?<keys>[^)]*)\\)\\s+"
              + "STORED AS PARQUET\\s+"
              + ("LOCATION (?<location>" + TEXT + ")\\s+")
              + "TBLPROPERTIES \\((?<properties>.*)\\)\\s*",
          Pattern.DOTALL);

  private static final Pattern COLUMN = Pattern.compile("\\s*`(\\w+)` ([a-z]+(?:<[a-z]+>)?)\\s*");

  private static final Pattern PROPERTY =
      Pattern.compile("\\s*(" + TEXT + ") = (" + TEXT + ")\\s*");

  /** True for a statement that creates a table, false for a view or a database. */
  static boolean isCreatedBy(String statement) {
    return statement.contains("CREATE EXTERNAL TABLE");
  }

  /**
   * Reads a statement, all of it.
   *
   * @throws Failure with the place from which on it can't be read
   */
  static GlueTable parse(String statement) {
    Matcher parts = STATEMENT.matcher(statement);
    if (!parts.matches()) {
      throw new Failure(
          "Not written as the other tables in sql/athena/tables are, so Glue's can't be made of it: "
              + statement.lines().filter(line -> !line.startsWith("--")).findFirst().orElse(""));
    }
    return new GlueTable(
        parts.group(1),
        unquoted(parts.group("comment")),
        pairs(COLUMN, parts.group("columns")),
        pairs(COLUMN, parts.group("keys")),
        unquoted(parts.group("location")),
        pairs(PROPERTY, parts.group("properties")));
  }

  /** Every entry of a list with commas between; nothing of it is passed over. */
  private static Map<String, String> pairs(Pattern entry, String list) {
    Map<String, String> pairs = new LinkedHashMap<>();
    Matcher next = entry.matcher(list);
    int at = 0;
    while (at <= list.length()) {
      next.region(at, list.length());
      if (!next.lookingAt() || (next.end() < list.length() && list.charAt(next.end()) != ',')) {
        throw new Failure("Glue's table can't be made of: " + list.substring(at).strip());
      }
      if (pairs.put(unquoted(next.group(1)), unquoted(next.group(2))) != null) {
        throw new Failure("Given twice: " + next.group(1));
      }
      at = next.end() + 1;
    }
    return Collections.unmodifiableMap(pairs);
  }

  private static String unquoted(String text) {
    if (text.startsWith("'")) {
      return text.substring(1, text.length() - 1).replace("''", "'");
    }
    return text.startsWith("\"") ? text.substring(1, text.length() - 1) : text;
  }
}
