package io.windfarm.lake;

import io.windfarm.lake.parquet.ColumnChunk;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.parquet.column.Dictionary;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.Converter;
import org.apache.parquet.io.api.GroupConverter;
import org.apache.parquet.io.api.PrimitiveConverter;
import org.apache.parquet.io.api.RecordMaterializer;
import org.apache.parquet.schema.GroupType;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.Type;

/**
 * A row as it is in a file, whatever its columns: to be written to another file of the same schema.
 * Values that came out of a dictionary are shared by the rows that have them.
 */
final class StoredRow {
  /** By the number of the column: null, a primitive's value, an array of a group, or a list. */
  private final Object[] values;

  private StoredRow(Object[] values) {
    this.values = values;
  }

  /** A text of the row, and the empty one where it has none. */
  Binary text(int column) {
    return values[column] == null ? Binary.EMPTY : (Binary) values[column];
  }

  /** How many bytes of texts and payloads this row has for itself or shares. */
  long binaryBytes() {
    long bytes = 0;
    for (Object value : values) {
      if (value instanceof Binary) {
        bytes += ((Binary) value).length();
      }
    }
    return bytes;
  }

  /**
   * Adds the row to the columns of another file.
   *
   * @param columns in the order of the schema's leaves
   */
  void write(MessageType schema, ColumnChunk[] columns) throws IOException {
    new Shredder(columns).writeFields(schema, values, 0, 0, 0);
  }

  /**
   * Takes a row apart into its leaves. Their levels are the format's: the definition level counts
   * what is there of the groups and lists above a value, the repetition level says which of the
   * lists goes on.
   */
  private static final class Shredder {
    private final ColumnChunk[] columns;
    private int leaf;

    Shredder(ColumnChunk[] columns) {
      this.columns = columns;
    }

    /**
     * @param depth how many lists are above the fields
     */
    void writeFields(GroupType type, Object[] values, int repetition, int definition, int depth)
        throws IOException {
      for (int i = 0; i < type.getFieldCount(); i++) {
        writeField(type.getType(i), values[i], repetition, definition, depth);
      }
    }

    private void writeField(Type type, Object value, int repetition, int definition, int depth)
        throws IOException {
      if (value == null) {
        writeNulls(type, repetition, definition);
      } else if (type.isRepetition(Type.Repetition.REPEATED)) {
        int first = leaf;
        int level = repetition;
        for (Object element : (List<?>) value) {
          leaf = first;
          writeValue(type, element, level, definition + 1, depth + 1);
          level = depth + 1;
        }
      } else {
        int there = type.isRepetition(Type.Repetition.OPTIONAL) ? definition + 1 : definition;
        writeValue(type, value, repetition, there, depth);
      }
    }

    private void writeNulls(Type type, int repetition, int definition) throws IOException {
      if (type.isPrimitive()) {
        columns[leaf++].addNull(repetition, definition);
      } else {
        for (Type field : type.asGroupType().getFields()) {
          writeNulls(field, repetition, definition);
        }
      }
    }

    private void writeValue(Type type, Object value, int repetition, int definition, int depth)
        throws IOException {
      if (value instanceof Object[]) {
        writeFields(type.asGroupType(), (Object[]) value, repetition, definition, depth);
        return;
      }
      ColumnChunk column = columns[leaf++];
      if (value instanceof Binary) {
        column.add((Binary) value, repetition, definition);
      } else if (value instanceof Double) {
        column.add((double) value, repetition, definition);
      } else if (value instanceof Boolean) {
        column.add((boolean) value, repetition, definition);
      } else {
        column.add(((Number) value).longValue(), repetition, definition);
      }
    }
  }

  /** Makes rows of what Parquet reads of a file. */
  static final class Materializer extends RecordMaterializer<StoredRow> {
    private final Group root;

    Materializer(MessageType schema) {
      root = new Group(schema, value -> {});
    }

    @Override
    public StoredRow getCurrentRecord() {
      return new StoredRow(root.values);
    }

    @Override
    public GroupConverter getRootConverter() {
      return root;
    }
  }

  /** Where a value belongs. */
  private interface Slot {
    void put(Object value);
  }

  private static final class Group extends GroupConverter {
    private final Converter[] fields;
    private final Slot slot;
    private Object[] values;

    Group(GroupType type, Slot slot) {
      this.slot = slot;
      this.fields = new Converter[type.getFieldCount()];
      for (int i = 0; i < fields.length; i++) {
        Type field = type.getType(i);
        Slot place = slot(i, field.isRepetition(Type.Repetition.REPEATED));
        fields[i] =
            field.isPrimitive()
                ? new Primitive(field.asPrimitiveType(), place)
                : new Group(field.asGroupType(), place);
      }
    }

    private Slot slot(int field, boolean repeated) {
      if (!repeated) {
        return value -> values[field] = value;
      }
      return value -> {
        if (values[field] == null) {
          values[field] = new ArrayList<>(2);
        }
        @SuppressWarnings("unchecked") // Put there by the line above.
        List<Object> list = (List<Object>) values[field];
        list.add(value);
      };
    }

    @Override
    public Converter getConverter(int field) {
      return fields[field];
    }

    @Override
    public void start() {
      values = new Object[fields.length];
    }

    @Override
    public void end() {
      slot.put(values);
    }
  }

  private static final class Primitive extends PrimitiveConverter {
    private final PrimitiveType type;
    private final Slot slot;
    private Object[] dictionary;

    Primitive(PrimitiveType type, Slot slot) {
      this.type = type;
      this.slot = slot;
    }

    @Override
    public boolean hasDictionarySupport() {
      return true;
    }

    @Override
    public void setDictionary(Dictionary values) {
      dictionary = new Object[values.getMaxId() + 1];
      for (int id = 0; id < dictionary.length; id++) {
        dictionary[id] = decoded(values, id);
      }
    }

    private Object decoded(Dictionary values, int id) {
      switch (type.getPrimitiveTypeName()) {
        case INT64:
          return values.decodeToLong(id);
        case DOUBLE:
          return values.decodeToDouble(id);
        case INT32:
          return values.decodeToInt(id);
        case BOOLEAN:
          return values.decodeToBoolean(id);
        default:
          return copy(values.decodeToBinary(id));
      }
    }

    /** Without the page that it lies in. */
    private static Binary copy(Binary value) {
      return Binary.fromConstantByteArray(value.getBytes());
    }

    @Override
    public void addValueFromDictionary(int id) {
      slot.put(dictionary[id]);
    }

    @Override
    public void addBinary(Binary value) {
      slot.put(copy(value));
    }

    @Override
    public void addLong(long value) {
      slot.put(value);
    }

    @Override
    public void addDouble(double value) {
      slot.put(value);
    }

    @Override
    public void addInt(int value) {
      slot.put(value);
    }

    @Override
    public void addBoolean(boolean value) {
      slot.put(value);
    }
  }
}
