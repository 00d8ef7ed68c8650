package io.windfarm.lake;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.Serializable;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import java.util.function.ToIntFunction;
import java.util.function.ToLongFunction;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.RecordConsumer;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimeUnit;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Types;

/**
 * One column of a table: its name, its Parquet type, and how a row's value is written. What a row
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

  /** Writes the value of {@code row}, or nothing if it has none, as field {@code index}. */
  abstract void write(T row, int index, RecordConsumer out);

  /** A text without which the row means nothing: null is a fault of ours and stops the writer. */
  static <T> Column<T> id(String name, Text<T> field) {
    return new Column<>(name) {
      private transient Encoded latest;

      @Override
      Type type() {
        return Types.required(PrimitiveTypeName.BINARY)
            .as(LogicalTypeAnnotation.stringType())
            .named(name);
      }

      @Override
      void write(T row, int index, RecordConsumer out) {
        String text = field.apply(row);
        if (text == null) {
          throw new IllegalStateException(
              "A row for the lake has no " + name + ": the operator before the sink must set it.");
        }
        out.startField(name, index);
        latest = Encoded.of(text, latest);
        out.addBinary(latest.bytes);
        out.endField(name, index);
      }
    };
  }

  /** A text; null or empty is absent. */
  static <T> Column<T> text(String name, Text<T> field) {
    return new Column<>(name) {
      private transient Encoded latest;

      @Override
      Type type() {
        return Types.optional(PrimitiveTypeName.BINARY)
            .as(LogicalTypeAnnotation.stringType())
            .named(name);
      }

      @Override
      void write(T row, int index, RecordConsumer out) {
        String text = field.apply(row);
        if (text != null && !text.isEmpty()) {
          out.startField(name, index);
          latest = Encoded.of(text, latest);
          out.addBinary(latest.bytes);
          out.endField(name, index);
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

  /** Bytes as they are; null is absent. */
  static <T> Column<T> bytes(String name, Bytes<T> field) {
    return new Column<>(name) {
      @Override
      Type type() {
        return Types.optional(PrimitiveTypeName.BINARY).named(name);
      }

      @Override
      void write(T row, int index, RecordConsumer out) {
        byte[] bytes = field.apply(row);
        if (bytes != null) {
          out.startField(name, index);
          out.addBinary(Binary.fromReusedByteArray(bytes));
          out.endField(name, index);
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
      void write(T row, int index, RecordConsumer out) {
        long millis = field.applyAsLong(row);
        if (Times.isReadable(millis)) {
          out.startField(name, index);
          out.addLong(millis);
          out.endField(name, index);
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
      void write(T row, int index, RecordConsumer out) {
        double number = field.applyAsDouble(row);
        if (!Double.isNaN(number)) {
          out.startField(name, index);
          out.addDouble(number);
          out.endField(name, index);
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
      void write(T row, int index, RecordConsumer out) {
        out.startField(name, index);
        out.addLong(field.applyAsLong(row));
        out.endField(name, index);
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
      void write(T row, int index, RecordConsumer out) {
        long number = field.applyAsLong(row);
        if (number > 0) {
          out.startField(name, index);
          out.addLong(number);
          out.endField(name, index);
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
      void write(T row, int index, RecordConsumer out) {
        out.startField(name, index);
        out.addInteger(field.applyAsInt(row));
        out.endField(name, index);
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
      void write(T row, int index, RecordConsumer out) {
        out.startField(name, index);
        out.addBoolean(field.test(row));
        out.endField(name, index);
      }
    };
  }

  /** A text as it is written: of neighbouring rows most texts are the same object. */
  private static final class Encoded {
    final String text;
    final Binary bytes;

    private Encoded(String text) {
      this.text = text;
      this.bytes = utf8(text);
    }

    @SuppressWarnings("ReferenceEquality") // equal ones that are others are encoded again
    static Encoded of(String text, Encoded latest) {
      return latest != null && latest.text == text ? latest : new Encoded(text);
    }
  }

  /** {@code getBytes} replaces unpaired surrogates, which Parquet's own conversion fails on. */
  static Binary utf8(String text) {
    return Binary.fromConstantByteArray(text.getBytes(UTF_8));
  }
}
