package io.windfarm.lake.parquet;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.SimpleGroup;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;

/** Rows as columns, and as what Parquet's own writer takes. */
final class RandomRows implements ParquetRows<RandomRow> {
  static final MessageType SCHEMA =
      MessageTypeParser.parseMessageType(
          "message rows {"
              + " required binary id (STRING);"
              + " optional binary text (STRING);"
              + " optional binary payload;"
              + " required int32 small;"
              + " optional int64 time (TIMESTAMP(MILLIS,true));"
              + " required int64 count;"
              + " optional double number;"
              + " required boolean flag;"
              + " required group reasons (LIST) {"
              + "  repeated group list { required binary element (STRING); } }"
              + "}");

  @Override
  public MessageType schema() {
    return SCHEMA;
  }

  @Override
  public boolean repeats(ColumnDescriptor column) {
    return !"id".equals(column.getPath()[0]) && !"payload".equals(column.getPath()[0]);
  }

  @Override
  public void write(List<RandomRow> rows, int from, int to, ColumnChunk[] columns)
      throws IOException {
    for (RandomRow row : rows.subList(from, to)) {
      columns[0].add(row.id, 0, 0);
      if (row.text == null) {
        columns[1].addNull(0, 0);
      } else if (row.text.matches("\\d+")) {
        columns[1].addDigits(Integer.parseInt(row.text), 0, 1);
      } else {
        columns[1].add(row.text, 0, 1);
      }
      if (row.payload == null) {
        columns[2].addNull(0, 0);
      } else {
        byte[] payload = row.payload.clone();
        columns[2].add(Binary.fromReusedByteArray(payload), 0, 1);
        java.util.Arrays.fill(payload, (byte) 0x7F);
      }
      columns[3].add((long) row.small, 0, 0);
      if (row.time == null) {
        columns[4].addNull(0, 0);
      } else {
        columns[4].add((long) row.time, 0, 1);
      }
      columns[5].add(row.count, 0, 0);
      if (row.number == null) {
        columns[6].addNull(0, 0);
      } else {
        columns[6].add((double) row.number, 0, 1);
      }
      columns[7].add(row.flag, 0, 0);
      int repetition = 0;
      for (String reason : row.reasons) {
        columns[8].add(reason, repetition, 1);
        repetition = 1;
      }
      if (row.reasons.isEmpty()) {
        columns[8].addNull(0, 0);
      }
    }
  }

  @Override
  public Map<String, String> facts() {
    return Map.of("rows", "random");
  }

  static Group group(RandomRow row) {
    Group group = new SimpleGroup(SCHEMA);
    group.add("id", row.id);
    if (row.text != null) {
      group.add("text", Binary.fromConstantByteArray(row.text.getBytes(UTF_8)));
    }
    if (row.payload != null) {
      group.add("payload", Binary.fromConstantByteArray(row.payload));
    }
    group.add("small", row.small);
    if (row.time != null) {
      group.add("time", row.time);
    }
    group.add("count", row.count);
    if (row.number != null) {
      group.add("number", row.number);
    }
    group.add("flag", row.flag);
    Group reasons = group.addGroup("reasons");
    for (String reason : row.reasons) {
      reasons.addGroup("list").add("element", reason);
    }
    return group;
  }
}
