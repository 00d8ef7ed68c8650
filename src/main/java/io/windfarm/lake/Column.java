package io.windfarm.lake;

import io.windfarm.lake.parquet.ColumnChunk;
import java.io.IOException;
import java.io.Serializable;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import java.util.function.ToIntFunction;
import java.util.function.ToLongFunction;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimeUnit;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Types;

/**
 * One column of a table: its name, its Parquet type, and how rows' values are written. What a row
 * does not have is null in the file, and each factory method says what "does not have" means.
 *
 * @param <T> the row
 */
abstract class Column<T> implements Serializable {
  /** A field of a row that is a text. */
  interface Text<T> extends Function<T, String>, Serializable {}

  /** A field of a row that is one of an enum. */
  interface Choice<T> extends Function<T, Enum<?>>, Serializable {}

  /** A field of a row that is bytes. */
  interface Bytes<T> extends Function<T, byte[]>, Serializable {}

  /** A field of a row that is a time in epoch millis, or a whole number. */
  interface Whole<T> extends ToLongFunction<T>, Serializable {}

  /** A field of a row that is a small whole number, or a set of bits. */
  interface Small<T> extends ToIntFunction<T>, Serializable {}

  /** A field of a row that is a measured or computed number. */
  interface Measure<T> extends ToDoubleFunction<T>, Serializable {}

  /** A field of a row that is true or false. */
  interface Flag<T> extends Predicate<T>, Serializable {}

  private final String name;
  private boolean repeats = true;

  Column(String name) {
    this.name = name;
  }

  final String name() {
    return name;
  }

  /** False if a dictionary of the values would not pay, since nearly every one is new. */
  final boolean repeats() {
    return repeats;
  }

  /** This column, known to hold a new value in nearly every row: written without a dictionary. */
  final Column<T> seldomRepeats() {
    repeats = false;
    return this;
  }

  /** The column in the file's schema. */
  abstract Type type();

  /**
   * Adds the values of the rows from {@code from} to before {@code to} to their chunk, or that
   * there is none.
   */
  abstract void write(List<T> rows, int from, int to, ColumnChunk out) throws IOException;

  /** A text without which the row means nothing: null is a fault of ours and stops the writer. */
  static <T> Column<T> id(String name, Text<T> field) {
    return new Column<>(name) {
      @Override
      Type type() {
        return Types.required(PrimitiveTypeName.BINARY)
            .as(LogicalTypeAnnotation.stringType())
            .named(name);
      }

      @Override
      void write(List<T> rows, int from, int to, ColumnChunk out) throws IOException {
        if (!repeats()) {
          out.expect(length(rows, from, to, field));
        }
        for (int i = from; i < to; i++) {
          String text = field.apply(rows.get(i));
          if (text == null) {
            throw new IllegalStateException(
                "A row for the lake has no "
                    + name
                    + ": the operator before the sink must set it.");
          }
          out.add(text, 0, 0);
        }
      }
    };
  }

  /** A text; null or empty is absent. */
  static <T> Column<T> text(String name, Text<T> field) {
    return new Column<>(name) {
      @Override
      Type type() {
        return Types.optional(PrimitiveTypeName.BINARY)
            .as(LogicalTypeAnnotation.stringType())
            .named(name);
      }

      @Override
      void write(List<T> rows, int from, int to, ColumnChunk out) throws IOException {
        if (!repeats()) {
          out.expect(length(rows, from, to, field));
        }
        for (int i = from; i < to; i++) {
          String text = field.apply(rows.get(i));
          if (text != null && !text.isEmpty()) {
            out.add(text, 0, 1);
          } else {
            out.addNull(0, 0);
          }
        }
      }
    };
  }

  /** The digits of a number above 0, or where there is none a text; null or empty is absent. */
  static <T> Column<T> textOrNumber(String name, Text<T> text, Small<T> number) {
    return new Column<>(name) {
      @Override
      Type type() {
        return Column.<T>text(name, text).type();
      }

      @Override
      void write(List<T> rows, int from, int to, ColumnChunk out) throws IOException {
        for (int i = from; i < to; i++) {
          int digits = number.applyAsInt(rows.get(i));
          if (digits > 0) {
            out.addDigits(digits, 0, 1);
            continue;
          }
          String otherwise = text.apply(rows.get(i));
          if (otherwise != null && !otherwise.isEmpty()) {
            out.add(otherwise, 0, 1);
          } else {
            out.addNull(0, 0);
          }
        }
      }
    };
  }

  /** The name of an enum's constant; null is absent. */
  static <T> Column<T> choice(String name, Choice<T> field) {
    return text(
        name,
        row -> {
          Enum<?> choice = field.apply(row);
          return choice == null ? null : choice.name();
        });
  }

  /**
   * How many characters the texts of some rows have in all. Texts that are their rows' alone have
   * left the processor's cache while the rows waited: asked for their lengths they come side by
   * side, and else one after another, each when it is written.
   */
  private static <T> int length(List<T> rows, int from, int to, Text<T> field) {
    int length = 0;
    for (int i = from; i < to; i++) {
      String text = field.apply(rows.get(i));
      length += text == null ? 0 : text.length();
    }
    return length;
  }

  /** Bytes as they are; null is absent. */
  static <T> Column<T> bytes(String name, Bytes<T> field) {
    return new Column<>(name) {
      @Override
      Type type() {
        return Types.optional(PrimitiveTypeName.BINARY).named(name);
      }

      @Override
      void write(List<T> rows, int from, int to, ColumnChunk out) throws IOException {
        for (int i = from; i < to; i++) {
          byte[] bytes = field.apply(rows.get(i));
          if (bytes != null) {
            out.add(Binary.fromReusedByteArray(bytes), 0, 1);
          } else {
            out.addNull(0, 0);
          }
        }
      }
    };
  }

  /**
   * A time, epoch millis; outside the years 1 to 9999 absent, because one such value makes query
   * engines fail on the whole file.
   */
  static <T> Column<T> time(String name, Whole<T> field) {
    return new Column<>(name) {
      @Override
      Type type() {
        return Types.optional(PrimitiveTypeName.INT64)
            .as(LogicalTypeAnnotation.timestampType(true, TimeUnit.MILLIS))
            .named(name);
      }

      @Override
      void write(List<T> rows, int from, int to, ColumnChunk out) throws IOException {
        for (int i = from; i < to; i++) {
          long millis = field.applyAsLong(rows.get(i));
          if (Times.isReadable(millis)) {
            out.add(millis, 0, 1);
          } else {
            out.addNull(0, 0);
          }
        }
      }
    };
  }

  /** A measured or computed number; NaN is absent. */
  static <T> Column<T> number(String name, Measure<T> field) {
    return new Column<>(name) {
      @Override
      Type type() {
        return Types.optional(PrimitiveTypeName.DOUBLE).named(name);
      }

      @Override
      void write(List<T> rows, int from, int to, ColumnChunk out) throws IOException {
        for (int i = from; i < to; i++) {
          double number = field.applyAsDouble(rows.get(i));
          if (!Double.isNaN(number)) {
            out.add(number, 0, 1);
          } else {
            out.addNull(0, 0);
          }
        }
      }
    };
  }

  /** A count: always there. */
  static <T> Column<T> count(String name, Whole<T> field) {
    return new Column<>(name) {
      @Override
      Type type() {
        return Types.required(PrimitiveTypeName.INT64).named(name);
      }

      @Override
      void write(List<T> rows, int from, int to, ColumnChunk out) throws IOException {
        for (int i = from; i < to; i++) {
          out.add(field.applyAsLong(rows.get(i)), 0, 0);
        }
      }
    };
  }

  /** A whole number that is known only if it is above 0; else it is absent. */
  static <T> Column<T> positive(String name, Whole<T> field) {
    return new Column<>(name) {
      @Override
      Type type() {
        return Types.optional(PrimitiveTypeName.INT64).named(name);
      }

      @Override
      void write(List<T> rows, int from, int to, ColumnChunk out) throws IOException {
        for (int i = from; i < to; i++) {
          long number = field.applyAsLong(rows.get(i));
          if (number > 0) {
            out.add(number, 0, 1);
          } else {
            out.addNull(0, 0);
          }
        }
      }
    };
  }

  /** A small whole number: always there. */
  static <T> Column<T> small(String name, Small<T> field) {
    return new Column<>(name) {
      @Override
      Type type() {
        return Types.required(PrimitiveTypeName.INT32).named(name);
      }

      @Override
      void write(List<T> rows, int from, int to, ColumnChunk out) throws IOException {
        for (int i = from; i < to; i++) {
          out.add((long) field.applyAsInt(rows.get(i)), 0, 0);
        }
      }
    };
  }

  /** True or false: always there. */
  static <T> Column<T> flag(String name, Flag<T> field) {
    return new Column<>(name) {
      @Override
      Type type() {
        return Types.required(PrimitiveTypeName.BOOLEAN).named(name);
      }

      @Override
      void write(List<T> rows, int from, int to, ColumnChunk out) throws IOException {
        for (int i = from; i < to; i++) {
          out.add(field.test(rows.get(i)), 0, 0);
        }
      }
    };
  }
}
