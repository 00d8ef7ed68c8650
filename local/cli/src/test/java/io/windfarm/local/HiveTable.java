package io.windfarm.local;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.antlr.runtime.tree.Tree;
import org.apache.hadoop.hive.ql.parse.ASTNode;
import org.apache.hadoop.hive.ql.parse.ParseDriver;
import org.apache.hadoop.hive.ql.parse.ParseException;

/**
 * A CREATE EXTERNAL TABLE as Hive's own grammar reads it, which is the grammar of Athena's DDL.
 *
 * @param columns types by name
 * @param keys of the partitions, types by name
 */
record HiveTable(
    String name,
    Map<String, String> columns,
    Map<String, String> keys,
    String format,
    String location,
    Map<String, String> properties) {

  /** Reads a statement, of which no part may be left over. */
  static HiveTable parse(String statement) throws ParseException {
    ASTNode root = new ParseDriver().parse(statement);
    Tree table = child(root, "TOK_CREATETABLE");
    if (find(table, "EXTERNAL") == null) {
      throw new AssertionError("A table that is not external deletes its files when dropped.");
    }
    Map<String, String> properties = new LinkedHashMap<>();
    Tree list = child(child(table, "TOK_TABLEPROPERTIES"), "TOK_TABLEPROPLIST");
    for (Tree property : children(list)) {
      String key = unquoted(property.getChild(0));
      if (properties.put(key, unquoted(property.getChild(1))) != null) {
        throw new AssertionError("given twice: " + key);
      }
    }
    return new HiveTable(
        unquoted(child(table, "TOK_TABNAME").getChild(0)),
        columns(child(table, "TOK_TABCOLLIST")),
        columns(child(child(table, "TOK_TABLEPARTCOLS"), "TOK_TABCOLLIST")),
        child(table, "TOK_FILEFORMAT_GENERIC").getChild(0).getText(),
        unquoted(child(table, "TOK_TABLELOCATION").getChild(0)),
        properties);
  }

  private static Map<String, String> columns(Tree list) {
    Map<String, String> columns = new LinkedHashMap<>();
    for (Tree column : children(list)) {
      columns.put(unquoted(column.getChild(0)), type(column.getChild(1)));
    }
    return columns;
  }

  private static String type(Tree type) {
    String name = type.getText().replace("TOK_", "").toLowerCase(Locale.ROOT);
    return name.equals("list") ? "array<" + type(type.getChild(0)) + ">" : name;
  }

  private static Tree child(Tree parent, String token) {
    Tree found = find(parent, token);
    if (found == null) {
      throw new AssertionError(token + " is missing in " + parent.toStringTree());
    }
    return found;
  }

  private static Tree find(Tree parent, String token) {
    return children(parent).stream()
        .filter(child -> child.getText().equalsIgnoreCase(token))
        .findFirst()
        .orElse(null);
  }

  private static List<Tree> children(Tree parent) {
    return IntStream.range(0, parent.getChildCount()).mapToObj(parent::getChild).toList();
  }

  private static String unquoted(Tree node) {
    String text = node.getText();
    boolean quoted = text.length() > 1 && "`'\"".indexOf(text.charAt(0)) >= 0;
    return quoted ? text.substring(1, text.length() - 1) : text;
  }
}
