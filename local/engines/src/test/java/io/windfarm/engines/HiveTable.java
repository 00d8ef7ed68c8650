package io.windfarm.engines;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.hadoop.hive.ql.parse.ASTNode;
import org.apache.hadoop.hive.ql.parse.HiveParser;
import org.apache.hadoop.hive.ql.parse.ParseDriver;
import org.apache.hadoop.hive.ql.parse.ParseException;

/**
 * An external table of Parquet files as Hive's own grammar reads it from a {@code CREATE EXTERNAL
 * TABLE}: Athena's DDL is Hive's. Whatever the statement says that is not understood here fails,
 * rather than being left out.
 */
record HiveTable(
    String name,
    String comment,
    Map<String, String> columns,
    Map<String, String> partitionKeys,
    String location,
    Map<String, String> properties) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String FORMAT = "org.apache.hadoop.hive.ql.io.parquet.";

  private static final Map<Integer, String> TYPES =
      Map.of(
          HiveParser.TOK_STRING, "string",
          HiveParser.TOK_BINARY, "binary",
          HiveParser.TOK_DOUBLE, "double",
          HiveParser.TOK_BIGINT, "bigint",
          HiveParser.TOK_INT, "int",
          HiveParser.TOK_BOOLEAN, "boolean",
          HiveParser.TOK_TIMESTAMP, "timestamp",
          HiveParser.TOK_DATE, "date");

  /**
   * @throws IllegalArgumentException if Hive does not parse it, or it is something else
   */
  static HiveTable parse(String statement) {
    ASTNode create;
    try {
      create = (ASTNode) new ParseDriver().parse(statement).getChild(0);
    } catch (ParseException e) {
      throw new IllegalArgumentException("Hive refuses: " + e.getMessage() + "\n" + statement, e);
    }
    require(create, HiveParser.TOK_CREATETABLE);
    if (children(create).noneMatch(part -> part.getType() == HiveParser.KW_EXTERNAL)) {
      throw new IllegalArgumentException("Not EXTERNAL: " + statement);
    }
    String name = null;
    String comment = "";
    String location = null;
    Map<String, String> columns = Map.of();
    Map<String, String> keys = Map.of();
    Map<String, String> properties = new LinkedHashMap<>();
    boolean parquet = false;
    for (ASTNode part : children(create).toList()) {
      switch (part.getType()) {
        case HiveParser.TOK_TABNAME ->
            name = identifier((ASTNode) part.getChild(part.getChildCount() - 1));
        case HiveParser.TOK_TABLECOMMENT -> comment = literal((ASTNode) part.getChild(0));
        case HiveParser.TOK_TABCOLLIST -> columns = columns(part);
        case HiveParser.TOK_TABLEPARTCOLS -> keys = columns((ASTNode) part.getChild(0));
        case HiveParser.TOK_FILEFORMAT_GENERIC ->
            parquet = part.getChild(0).getText().equalsIgnoreCase("parquet");
        case HiveParser.TOK_TABLELOCATION -> location = literal((ASTNode) part.getChild(0));
        case HiveParser.TOK_TABLEPROPERTIES ->
            children((ASTNode) part.getChild(0))
                .forEach(
                    property ->
                        properties.put(
                            literal((ASTNode) property.getChild(0)),
                            literal((ASTNode) property.getChild(1))));
        case HiveParser.KW_EXTERNAL, HiveParser.TOK_LIKETABLE, HiveParser.TOK_IFNOTEXISTS -> {
          // Says nothing more.
        }
        default -> throw new IllegalArgumentException(part.dump() + " in " + statement);
      }
    }
    if (!parquet || location == null || columns.isEmpty()) {
      throw new IllegalArgumentException(
          "No columns, no LOCATION, or not STORED AS PARQUET: " + statement);
    }
    return new HiveTable(name, comment, columns, keys, location, properties);
  }

  /** Creates the database that a {@code CREATE DATABASE} names. */
  static void createDatabase(String statement, GlueEndpoint glue)
      throws ParseException, GlueEndpoint.Refusal {
    ASTNode create = (ASTNode) new ParseDriver().parse(statement).getChild(0);
    require(create, HiveParser.TOK_CREATEDATABASE);
    ObjectNode request = JSON.createObjectNode();
    request.putObject("DatabaseInput").put("Name", identifier((ASTNode) create.getChild(0)));
    glue.call("CreateDatabase", request);
  }

  /** The request that Athena would make of Glue. */
  ObjectNode createTable(String database) {
    ObjectNode request = JSON.createObjectNode().put("DatabaseName", database);
    ObjectNode table = request.putObject("TableInput");
    table.put("Name", name).put("Description", comment).put("TableType", "EXTERNAL_TABLE");
    ObjectNode parameters = table.putObject("Parameters").put("EXTERNAL", "TRUE");
    properties.forEach(parameters::put);
    fields(partitionKeys, table.putArray("PartitionKeys"));
    ObjectNode storage = table.putObject("StorageDescriptor").put("Location", location);
    storage.put("InputFormat", FORMAT + "MapredParquetInputFormat");
    storage.put("OutputFormat", FORMAT + "MapredParquetOutputFormat");
    storage
        .putObject("SerdeInfo")
        .put("SerializationLibrary", FORMAT + "serde.ParquetHiveSerDe")
        .putObject("Parameters");
    fields(columns, storage.putArray("Columns"));
    return request;
  }

  /** All columns, those of the partitions last. */
  List<String> allColumns() {
    return Stream.concat(columns.keySet().stream(), partitionKeys.keySet().stream()).toList();
  }

  private static void fields(Map<String, String> columns, ArrayNode array) {
    columns.forEach((name, type) -> array.addObject().put("Name", name).put("Type", type));
  }

  private static Map<String, String> columns(ASTNode list) {
    Map<String, String> columns = new LinkedHashMap<>();
    children(list)
        .forEach(
            column -> {
              require(column, HiveParser.TOK_TABCOL);
              String name = identifier((ASTNode) column.getChild(0));
              if (columns.put(name, type((ASTNode) column.getChild(1))) != null) {
                throw new IllegalArgumentException("Column " + name + " twice");
              }
            });
    return columns;
  }

  private static String type(ASTNode node) {
    if (node.getType() == HiveParser.TOK_LIST) {
      return "array<" + type((ASTNode) node.getChild(0)) + ">";
    }
    String type = TYPES.get(node.getType());
    if (type == null) {
      throw new IllegalArgumentException("No type of the lake's: " + node.dump());
    }
    return type;
  }

  private static String identifier(ASTNode node) {
    return node.getText().replace("`", "").toLowerCase(Locale.ROOT);
  }

  private static String literal(ASTNode node) {
    String text = node.getText();
    if (text.length() < 2 || text.contains("\\")) {
      throw new IllegalArgumentException("A literal with escapes: write it without: " + text);
    }
    return text.substring(1, text.length() - 1);
  }

  private static Stream<ASTNode> children(ASTNode node) {
    return node.getChildCount() == 0
        ? Stream.empty()
        : node.getChildren().stream().map(ASTNode.class::cast);
  }

  private static void require(ASTNode node, int type) {
    if (node.getType() != type) {
      throw new IllegalArgumentException("Not what belongs here: " + node.dump());
    }
  }
}
