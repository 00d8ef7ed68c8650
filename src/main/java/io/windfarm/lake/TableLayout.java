package io.windfarm.lake;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.Type;

/** What others have to know about a table to read it: its columns in the types of Hive's DDL. */
public final class TableLayout {
  private final String name;
  private final String grain;
  private final Map<String, String> columns;

  private TableLayout(String name, String grain, Map<String, String> columns) {
    this.name = name;
    this.grain = grain;
    this.columns = columns;
  }

  static TableLayout of(Table<?> table) {
    Map<String, String> columns = new LinkedHashMap<>();
    MessageType schema = table.schema();
    for (Type column : schema.getFields()) {
      columns.put(column.getName(), hiveType(column));
    }
    return new TableLayout(table.name(), table.grain().name().toLowerCase(Locale.ROOT), columns);
  }

  private static String hiveType(Type type) {
    LogicalTypeAnnotation annotation = type.getLogicalTypeAnnotation();
    if (annotation instanceof LogicalTypeAnnotation.ListLogicalTypeAnnotation) {
      Type element = type.asGroupType().getType(0).asGroupType().getType(0);
      return "array<" + hiveType(element) + ">";
    }
    PrimitiveType primitive = type.asPrimitiveType();
    switch (primitive.getPrimitiveTypeName()) {
      case BINARY:
        return annotation == null ? "binary" : "string";
      case BOOLEAN:
        return "boolean";
      case DOUBLE:
        return "double";
      case INT32:
        return "int";
      case INT64:
        return annotation == null ? "bigint" : "timestamp";
      default:
        throw new IllegalStateException("No table has a column like " + type);
    }
  }

  public String name() {
    return name;
  }

  /** {@code hour} or {@code day}: how long a stretch of time shares a partition. */
  public String grain() {
    return grain;
  }

  /** The columns in order, without those of the partition, and their types. */
  public Map<String, String> columns() {
    return Collections.unmodifiableMap(columns);
  }
}
