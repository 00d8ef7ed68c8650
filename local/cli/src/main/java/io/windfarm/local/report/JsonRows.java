package io.windfarm.local.report;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.sql.Date;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.OffsetDateTime;

/**
 * Rows as {@code {"columns": [...], "rows": [[...]]}}: names once, times as milliseconds since
 * 1970, days as text.
 */
final class JsonRows {
  /** Digits behind the point that a share is worth. */
  private static final double PRECISION = 1e4;

  private JsonRows() {}

  static void write(ResultSet rows, JsonGenerator json) throws SQLException, IOException {
    ResultSetMetaData columns = rows.getMetaData();
    json.writeStartObject();
    json.writeArrayFieldStart("columns");
    for (int column = 1; column <= columns.getColumnCount(); column++) {
      json.writeString(columns.getColumnLabel(column));
    }
    json.writeEndArray();
    json.writeArrayFieldStart("rows");
    while (rows.next()) {
      json.writeStartArray();
      for (int column = 1; column <= columns.getColumnCount(); column++) {
        write(rows.getObject(column), json);
      }
      json.writeEndArray();
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private static void write(Object value, JsonGenerator json) throws IOException {
    if (value == null) {
      json.writeNull();
    } else if (value instanceof OffsetDateTime time) {
      json.writeNumber(time.toInstant().toEpochMilli());
    } else if (value instanceof LocalDate || value instanceof Date) {
      json.writeString(value.toString());
    } else if (value instanceof Double number) {
      writeNumber(number, json);
    } else if (value instanceof Number number) {
      json.writeNumber(number.longValue());
    } else {
      json.writeString(value.toString());
    }
  }

  /** Whole numbers without a point; no number where there is none. */
  static void writeNumber(double number, JsonGenerator json) throws IOException {
    if (!Double.isFinite(number)) {
      json.writeNull();
      return;
    }
    double rounded = Math.round(number * PRECISION) / PRECISION;
    if (rounded == Math.rint(rounded)) {
      json.writeNumber((long) rounded);
    } else {
      json.writeNumber(rounded);
    }
  }
}
