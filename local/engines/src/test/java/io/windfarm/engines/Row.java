package io.windfarm.engines;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A row with its values in the same classes whatever engine it came from: whole numbers are Long,
 * others Double, points in time Instant (a time without a zone is UTC, as all of the lake's are),
 * bytes hexadecimal text, lists List; dates, texts and booleans as they are.
 */
record Row(List<Object> values) {
  /** Sums in another order differ in the last digits. */
  private static final double TOLERANCE = 1e-9;

  private static final double DIGITS = 1e6;

  /** A row of these values, brought into their common classes. */
  static Row of(Object... values) {
    List<Object> common = new ArrayList<>();
    for (Object value : values) {
      common.add(common(value));
    }
    return new Row(common);
  }

  /** In an order that only depends on the rows. */
  static List<Row> sorted(List<Row> rows) {
    // The keys once: they are costly.
    return rows.stream()
        .map(row -> Map.entry(row.roughly(), row))
        .sorted(Map.Entry.comparingByKey())
        .map(Map.Entry::getValue)
        .toList();
  }

  /** Equal but for the last digits of fractions. */
  boolean isLike(Row other) {
    if (values.size() != other.values.size()) {
      return false;
    }
    for (int i = 0; i < values.size(); i++) {
      if (!alike(values.get(i), other.values.get(i))) {
        return false;
      }
    }
    return true;
  }

  private static boolean alike(Object a, Object b) {
    if (a instanceof Number one && b instanceof Number two) {
      double x = one.doubleValue();
      double y = two.doubleValue();
      return x == y || Math.abs(x - y) <= TOLERANCE * Math.max(1, Math.abs(x));
    }
    return Objects.equals(a, b);
  }

  /** For sorting alone. */
  private String roughly() {
    StringBuilder text = new StringBuilder();
    for (Object value : values) {
      text.append(
              value instanceof Number number
                  ? String.format("%+030.3f", Math.rint(number.doubleValue() * DIGITS))
                  : value)
          .append('|');
    }
    return text.toString();
  }

  private static Object common(Object value) {
    if (value instanceof Byte
        || value instanceof Short
        || value instanceof Integer
        || value instanceof Long
        || value instanceof BigInteger) {
      return ((Number) value).longValue();
    }
    if (value instanceof Float || value instanceof Double || value instanceof BigDecimal) {
      return ((Number) value).doubleValue();
    }
    if (value instanceof OffsetDateTime time) {
      return time.toInstant();
    }
    if (value instanceof ZonedDateTime time) {
      return time.toInstant();
    }
    if (value instanceof LocalDateTime time) {
      return time.toInstant(ZoneOffset.UTC);
    }
    if (value instanceof byte[] bytes) {
      return HexFormat.of().formatHex(bytes);
    }
    if (value instanceof Object[] array) {
      return of(array).values();
    }
    if (value instanceof List<?> list) {
      return of(list.toArray()).values();
    }
    if (value instanceof Instant time && !time.equals(time.truncatedTo(ChronoUnit.MILLIS))) {
      throw new IllegalArgumentException(time + " is finer than a millisecond");
    }
    return value;
  }

  @Override
  public String toString() {
    return Arrays.toString(values.toArray());
  }
}
