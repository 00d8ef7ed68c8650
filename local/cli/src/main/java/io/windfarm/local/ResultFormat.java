package io.windfarm.local;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintStream;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.sql.Array;
import java.sql.Blob;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * How a query's result is printed. Times are ISO 8601 in UTC with milliseconds. Bytes are text
 * where they are printable ASCII, else {@code \xNN}.
 */
enum ResultFormat {
  /** Columns aligned for a person; numbers to the right; an absent value is empty. */
  TABLE {
    @Override
    void print(ResultSet result, PrintStream out) throws SQLException {
      List<String> names = names(result);
      boolean[] right = new boolean[names.size()];
      List<List<String>> rows = new ArrayList<>();
      while (result.next()) {
        List<String> row = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
          Object value = result.getObject(i + 1);
          right[i] |= value instanceof Number;
          row.add(escapeControls(text(value)));
        }
        rows.add(row);
      }
      int[] widths = names.stream().mapToInt(String::length).toArray();
      rows.forEach(
          row ->
              IntStream.range(0, widths.length)
                  .forEach(i -> widths[i] = Math.max(widths[i], row.get(i).length())));
      out.println(line(names, widths, right));
      out.println(Arrays.stream(widths).mapToObj("─"::repeat).collect(Collectors.joining("  ")));
      rows.forEach(row -> out.println(line(row, widths, right)));
    }
  },
  /** RFC 4180 with a header line; an absent value is empty. */
  CSV {
    @Override
    void print(ResultSet result, PrintStream out) throws SQLException {
      List<String> names = names(result);
      out.print(names.stream().map(ResultFormat::quote).collect(Collectors.joining(",")) + "\r\n");
      while (result.next()) {
        List<String> row = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
          row.add(quote(text(result.getObject(i + 1))));
        }
        out.print(String.join(",", row) + "\r\n");
      }
    }
  },
  /** An object a line; an absent value is null, as are NaN and infinities, which JSON lacks. */
  JSON {
    @Override
    void print(ResultSet result, PrintStream out) throws SQLException, IOException {
      List<String> names = names(result);
      while (result.next()) {
        StringWriter line = new StringWriter();
        try (JsonGenerator json = MAPPER.createGenerator(line)) {
          json.writeStartObject();
          for (int i = 0; i < names.size(); i++) {
            json.writeFieldName(names.get(i));
            write(json, result.getObject(i + 1));
          }
          json.writeEndObject();
        }
        out.println(line);
      }
    }
  };

  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  abstract void print(ResultSet result, PrintStream out) throws SQLException, IOException;

  private static List<String> names(ResultSet result) throws SQLException {
    List<String> names = new ArrayList<>();
    for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
      names.add(result.getMetaData().getColumnLabel(i));
    }
    return names;
  }

  private static String line(List<String> cells, int[] widths, boolean[] right) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < widths.length; i++) {
      String padding = " ".repeat(widths[i] - cells.get(i).length());
      line.append(i == 0 ? "" : "  ");
      line.append(right[i] ? padding + cells.get(i) : cells.get(i) + padding);
    }
    return line.toString().stripTrailing();
  }

  private static String quote(String cell) {
    boolean plain = cell.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
    return plain ? cell : '"' + cell.replace("\"", "\"\"") + '"';
  }

  /** A line of the table stays one line. */
  private static String escapeControls(String text) {
    StringBuilder escaped = new StringBuilder();
    text.chars()
        .forEach(
            c -> {
              if (Character.isISOControl(c)) {
                escaped.append(String.format("\\x%02X", c));
              } else {
                escaped.append((char) c);
              }
            });
    return escaped.toString();
  }

  private static String text(Object value) throws SQLException {
    if (value == null) {
      return "";
    }
    if (value instanceof OffsetDateTime time) {
      return TIME.format(time);
    }
    if (value instanceof LocalDateTime time) {
      return TIME.format(time.atOffset(ZoneOffset.UTC));
    }
    if (value instanceof Instant time) {
      return TIME.format(time);
    }
    if (value instanceof Timestamp time) {
      // Without a zone in the query: DuckDB's driver hands out its wall clock.
      return TIME.format(time.toLocalDateTime().atOffset(ZoneOffset.UTC));
    }
    if (value instanceof Blob blob) {
      return text(blob.getBytes(1, (int) blob.length()));
    }
    if (value instanceof Array array) {
      List<String> elements = new ArrayList<>();
      for (Object element : (Object[]) array.getArray()) {
        elements.add(text(element));
      }
      return "[" + String.join(", ", elements) + "]";
    }
    return value.toString();
  }

  private static String text(byte[] bytes) {
    StringBuilder text = new StringBuilder();
    for (char c : new String(bytes, StandardCharsets.ISO_8859_1).toCharArray()) {
      if (c >= ' ' && c <= '~' && c != '\\') {
        text.append(c);
      } else {
        text.append(String.format("\\x%02X", (int) c));
      }
    }
    return text.toString();
  }

  private static void write(JsonGenerator json, Object value) throws IOException, SQLException {
    if (value == null) {
      json.writeNull();
    } else if (value instanceof Double || value instanceof Float) {
      double number = ((Number) value).doubleValue();
      if (Double.isFinite(number)) {
        json.writeNumber(value.toString());
      } else {
        json.writeNull();
      }
    } else if (value instanceof BigDecimal || value instanceof BigInteger) {
      json.writeNumber(value.toString());
    } else if (value instanceof Number number) {
      json.writeNumber(number.longValue());
    } else if (value instanceof Boolean flag) {
      json.writeBoolean(flag);
    } else if (value instanceof Array array) {
      json.writeStartArray();
      for (Object element : (Object[]) array.getArray()) {
        write(json, element);
      }
      json.writeEndArray();
    } else if (value instanceof Map<?, ?> map) {
      json.writeStartObject();
      for (Map.Entry<?, ?> entry : map.entrySet()) {
        json.writeFieldName(text(entry.getKey()));
        write(json, entry.getValue());
      }
      json.writeEndObject();
    } else {
      json.writeString(text(value));
    }
  }
}
