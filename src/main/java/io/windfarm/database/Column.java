package io.windfarm.database;

import io.windfarm.model.Reason;
import java.io.Serializable;
import java.lang.reflect.Array;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;

/**
 * One column of a table: its name, and how a row's value is handed to PostgreSQL. What a row does
 * not have is null, by the same rules as in the lake; what belongs to a key is never null.
 *
 * @param <T> the row
 */
final class Column<T> implements Serializable {
  private static final long serialVersionUID = 1L;

  /** A field of a row that is a text. */
  interface Text<T> extends Function<T, String>, Serializable {}

  /** A field of a row that is one of an enum. */
  interface Choice<T> extends Function<T, Enum<?>>, Serializable {}

  /** A field of a row that is a time in epoch millis, or a whole number. */
  interface Whole<T> extends ToLongFunction<T>, Serializable {}

  /** A field of a row that is a measured or computed number. */
  interface Measure<T> extends ToDoubleFunction<T>, Serializable {}

  /** A field of a row that is true or false. */
  interface Flag<T> extends Predicate<T>, Serializable {}

  /** The value of a row's column, of the column's Java type, or null. */
  interface Value<T> extends Serializable {
    Object of(T row, TextKeeper texts);
  }

  private final String name;
  private final String type;
  private final String cast;
  private final Class<?> javaType;
  private final boolean key;
  private final Value<T> value;

  private Column(
      String name, String type, String cast, Class<?> javaType, boolean key, Value<T> value) {
    this.name = name;
    this.type = type;
    this.cast = cast;
    this.javaType = javaType;
    this.key = key;
    this.value = value;
  }

  String name() {
    return name;
  }

  /** PostgreSQL's name for the type of the values that are sent. */
  String type() {
    return type;
  }

  /** What makes the column's type of the type that is sent, such as {@code ::text[]}; or empty. */
  String cast() {
    return cast;
  }

  boolean isKey() {
    return key;
  }

  Object value(T row, TextKeeper texts) {
    return value.of(row, texts);
  }

  /** An array for {@code length} values. */
  Object[] array(int length) {
    return (Object[]) Array.newInstance(javaType, length);
  }

  /** A text that rows are known by; null is a fault of ours and stops the writer. */
  static <T> Column<T> keyText(String name, Text<T> field) {
    return new Column<>(
        name,
        "text",
        "",
        String.class,
        true,
        (row, texts) -> texts.key(present(name, field.apply(row))));
  }

  /** The name of an enum's constant that rows are known by. */
  static <T> Column<T> keyChoice(String name, Choice<T> field) {
    return new Column<>(
        name,
        "text",
        "",
        String.class,
        true,
        (row, texts) -> present(name, field.apply(row)).name());
  }

  /** A time that rows are known by; outside the years 1 to 9999 it is (minus) infinity. */
  static <T> Column<T> keyTime(String name, Whole<T> field) {
    return new Column<>(
        name,
        "timestamptz",
        "",
        String.class,
        true,
        (row, texts) -> TimeText.orInfinity(field.applyAsLong(row)));
  }

  /** A number that rows are known by: NaN is a value like others, and −0 is 0. */
  static <T> Column<T> keyNumber(String name, Measure<T> field) {
    // PostgreSQL takes the two zeros for one, so they have to be one here too.
    return new Column<>(
        name, "float8", "", Double.class, true, (row, texts) -> field.applyAsDouble(row) + 0.0);
  }

  /** A text without which the row means nothing: null is a fault of ours and stops the writer. */
  static <T> Column<T> id(String name, Text<T> field) {
    return new Column<>(
        name,
        "text",
        "",
        String.class,
        false,
        (row, texts) -> texts.of(present(name, field.apply(row))));
  }

  /** A text; null or empty is absent. */
  static <T> Column<T> text(String name, Text<T> field) {
    return new Column<>(
        name, "text", "", String.class, false, (row, texts) -> texts.orNull(field.apply(row)));
  }

  /** The name of an enum's constant; null is absent. */
  static <T> Column<T> choice(String name, Choice<T> field) {
    return new Column<>(
        name,
        "text",
        "",
        String.class,
        false,
        (row, texts) -> {
          Enum<?> choice = field.apply(row);
          return choice == null ? null : choice.name();
        });
  }

  /** {@link Reason} bits as an array of names; empty if there are none. */
  static <T> Column<T> reasons(String name, Whole<T> field) {
    // An array of arrays would have to be as wide in each row: each travels as PostgreSQL spells
    // it.
    return new Column<>(
        name,
        "text",
        "::text[]",
        String.class,
        false,
        (row, texts) -> spelled(Reason.of((int) field.applyAsLong(row))));
  }

  /** A time, epoch millis; outside the years 1 to 9999 absent, as in the lake. */
  static <T> Column<T> time(String name, Whole<T> field) {
    return new Column<>(
        name,
        "timestamptz",
        "",
        String.class,
        false,
        (row, texts) -> TimeText.orNull(field.applyAsLong(row)));
  }

  /** A measured or computed number; NaN is absent. */
  static <T> Column<T> number(String name, Measure<T> field) {
    return new Column<>(
        name,
        "float8",
        "",
        Double.class,
        false,
        (row, texts) -> {
          double number = field.applyAsDouble(row);
          return Double.isNaN(number) ? null : number;
        });
  }

  /** A count: always there. */
  static <T> Column<T> count(String name, Whole<T> field) {
    return new Column<>(
        name, "int8", "", Long.class, false, (row, texts) -> field.applyAsLong(row));
  }

  /** A whole number that is known only if it is above 0; else it is absent. */
  static <T> Column<T> positive(String name, Whole<T> field) {
    return new Column<>(
        name,
        "int8",
        "",
        Long.class,
        false,
        (row, texts) -> {
          long number = field.applyAsLong(row);
          return number > 0 ? number : null;
        });
  }

  /** A small whole number: always there. */
  static <T> Column<T> small(String name, Whole<T> field) {
    return new Column<>(
        name, "int4", "", Integer.class, false, (row, texts) -> (int) field.applyAsLong(row));
  }

  /** True or false: always there. */
  static <T> Column<T> flag(String name, Flag<T> field) {
    return new Column<>(name, "bool", "", Boolean.class, false, (row, texts) -> field.test(row));
  }

  /** Whether {@link TextKeeper} had to change a text of the columns before this one. */
  static <T> Column<T> altered(String name) {
    return new Column<>(
        name, "bool", "", Boolean.class, false, (row, texts) -> texts.takeAltered());
  }

  private static String spelled(List<Reason> reasons) {
    return reasons.stream().map(Reason::name).collect(Collectors.joining(",", "{", "}"));
  }

  private static <V> V present(String name, V value) {
    if (value == null) {
      throw new IllegalStateException(
          "A row for the database has no " + name + ": the operator before the sink must set it.");
    }
    return value;
  }
}
