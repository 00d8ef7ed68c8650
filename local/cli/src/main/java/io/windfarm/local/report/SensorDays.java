package io.windfarm.local.report;

import com.fasterxml.jackson.core.JsonGenerator;
import io.windfarm.local.Lake;
import java.io.IOException;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

/**
 * The last day of every sensor of every turbine, in the finest form of which a page can hold all:
 * the readings themselves, or aligned windows of a minute, ten minutes or an hour. The day ends
 * where the lake ends.
 */
final class SensorDays {
  /** A reading is about ten bytes of the page. */
  private static final long MOST_READINGS = 150_000;

  /** A window is about five. */
  private static final long MOST_WINDOWS = 700_000;

  private static final Duration DAY = Duration.ofDays(1);

  /** What is drawn. */
  private enum Form {
    READINGS("readings", Duration.ZERO),
    MINUTES("1m", Duration.ofMinutes(1)),
    TEN_MINUTES("10m", Duration.ofMinutes(10)),
    HOURS("1h", Duration.ofHours(1));

    private final String label;
    private final Duration length;

    Form(String label, Duration length) {
      this.label = label;
      this.length = length;
    }
  }

  private final Lake lake;
  private final long from;
  private final Form form;

  private SensorDays(Lake lake, long from, Form form) {
    this.lake = lake;
    this.from = from;
    this.form = form;
  }

  static SensorDays of(Lake lake) throws SQLException {
    long until = number(lake, "SELECT coalesce(epoch_ms(until), 0) FROM coverage");
    long from = until - DAY.toMillis();
    return new SensorDays(lake, from, finest(lake, from));
  }

  private static Form finest(Lake lake, long from) throws SQLException {
    long readings =
        number(
            lake,
            "SELECT count(*) FROM (SELECT 1 FROM readings WHERE event_time >= make_timestamptz(%d)"
                    .formatted(micros(from))
                + " LIMIT "
                + (MOST_READINGS + 1)
                + ")");
    if (readings > 0 && readings <= MOST_READINGS) {
      return Form.READINGS;
    }
    // Whole days: what of them lies before is counted, too.
    String counts =
        "(SELECT coalesce(sum(%s), 0) FROM counts WHERE day >= CAST(make_timestamptz(%d) AS date))";
    if (number(lake, "SELECT " + counts.formatted("minutes", micros(from))) <= MOST_WINDOWS) {
      return Form.MINUTES;
    }
    return number(lake, "SELECT " + counts.formatted("tens", micros(from))) <= MOST_WINDOWS
        ? Form.TEN_MINUTES
        : Form.HOURS;
  }

  private static long micros(long millis) {
    return millis * 1_000;
  }

  private static long number(Lake lake, String sql) throws SQLException {
    try (Statement statement = lake.statement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return row.getLong(1);
    }
  }

  void writeTo(JsonGenerator json) throws SQLException, IOException {
    json.writeStringField("form", form.label);
    json.writeNumberField("from", from);
    json.writeNumberField("step", form.length.toMillis());
    json.writeArrayFieldStart("series");
    if (form == Form.READINGS) {
      writeReadings(json);
    } else {
      writeWindows(json);
    }
    json.writeEndArray();
  }

  /** Times from {@link #from}; quality by its first letter; reasons where there are any. */
  private void writeReadings(JsonGenerator json) throws SQLException, IOException {
    try (PreparedStatement question =
        lake.prepare(
            """
            SELECT turbine_id, sensor, any_value(unit),
              list(epoch_ms(event_time) - ? ORDER BY event_time, reading_id),
              list(coalesce(value, raw_value) ORDER BY event_time, reading_id),
              string_agg(coalesce(left(quality, 1), '-'), '' ORDER BY event_time, reading_id),
              list(array_to_string(reasons, ' ') ORDER BY event_time, reading_id)
            FROM readings
            WHERE event_time >= make_timestamptz(?)
              AND event_time <= (SELECT until FROM coverage) + INTERVAL 1 DAY
            GROUP BY turbine_id, sensor
            ORDER BY turbine_id, sensor""")) {
      question.setLong(1, from);
      question.setLong(2, micros(from));
      try (ResultSet rows = question.executeQuery()) {
        while (rows.next()) {
          begin(json, rows);
          writeDeltas(json, "t", array(rows, 4));
          writeNumbers(json, "v", array(rows, 5));
          json.writeStringField("q", rows.getString(6));
          writeReasons(json, array(rows, 7));
          json.writeEndObject();
        }
      }
    }
  }

  /**
   * Values in steps of a decimal that is a thousandth of the sensor's spread or finer: the mean as
   * the difference from that of the window before, the ends as the differences from the mean.
   */
  private void writeWindows(JsonGenerator json) throws SQLException, IOException {
    try (Statement statement = lake.statement()) {
      statement.execute(
          """
          CREATE TEMP TABLE windows AS
          SELECT turbine_id, sensor, unit, epoch_ms(window_start) AS start, "mean", "min", "max",
            "count", uncertain_count, bad_count, expected_count
          FROM statistics
          WHERE aligned AND "window" = '%s' AND window_start >= make_timestamptz(%d)"""
              .formatted(form.label, micros(from)));
    }
    try (PreparedStatement question =
        lake.prepare(
            """
            WITH spread AS (
              SELECT sensor,
                greatest(0, least(6, 3 - floor(log10(nullif(max("max") - min("min"), 0))))) AS digits
              FROM windows GROUP BY sensor
            ), scaled AS (
              SELECT turbine_id, windows.sensor, unit,
                CAST(coalesce(digits, 3) AS integer) AS digits,
                (start - ?) / ? AS slot,
                CAST(round("mean" * pow(10, coalesce(digits, 3))) AS bigint) AS mean,
                CAST(round("min" * pow(10, coalesce(digits, 3))) AS bigint) AS low,
                CAST(round("max" * pow(10, coalesce(digits, 3))) AS bigint) AS high,
                uncertain_count AS uncertain, bad_count AS bad,
                greatest(0, coalesce(expected_count, 0) - "count" - bad_count) AS missing,
                "count" - uncertain_count AS good
              FROM windows JOIN spread ON windows.sensor = spread.sensor
            )
            SELECT turbine_id, sensor, any_value(unit), any_value(digits),
              list(slot ORDER BY slot), list(mean ORDER BY slot), list(mean - low ORDER BY slot),
              list(high - mean ORDER BY slot), list(good ORDER BY slot), list(uncertain ORDER BY slot),
              list(bad ORDER BY slot), list(missing ORDER BY slot)
            FROM scaled
            GROUP BY turbine_id, sensor
            ORDER BY turbine_id, sensor""")) {
      question.setLong(1, from);
      question.setLong(2, form.length.toMillis());
      try (ResultSet rows = question.executeQuery()) {
        while (rows.next()) {
          begin(json, rows);
          json.writeNumberField("digits", rows.getInt(4));
          writeDeltas(json, "slot", array(rows, 5));
          writeDeltas(json, "mean", array(rows, 6));
          writeNumbers(json, "low", array(rows, 7));
          writeNumbers(json, "high", array(rows, 8));
          writeNumbers(json, "good", array(rows, 9));
          writeNumbers(json, "uncertain", array(rows, 10));
          writeNumbers(json, "bad", array(rows, 11));
          writeNumbers(json, "missing", array(rows, 12));
          json.writeEndObject();
        }
      }
    }
  }

  private static void begin(JsonGenerator json, ResultSet rows) throws SQLException, IOException {
    json.writeStartObject();
    json.writeStringField("turbine", rows.getString(1));
    json.writeStringField("sensor", rows.getString(2));
    json.writeStringField("unit", rows.getString(3));
  }

  private static Object[] array(ResultSet rows, int column) throws SQLException {
    return (Object[]) rows.getArray(column).getArray();
  }

  /** Each number as the difference from the one before; null stays null and is passed over. */
  private static void writeDeltas(JsonGenerator json, String name, Object[] values)
      throws IOException {
    json.writeArrayFieldStart(name);
    long before = 0;
    for (Object value : values) {
      if (value == null) {
        json.writeNull();
      } else {
        long number = ((Number) value).longValue();
        json.writeNumber(number - before);
        before = number;
      }
    }
    json.writeEndArray();
  }

  private static void writeNumbers(JsonGenerator json, String name, Object[] values)
      throws IOException {
    json.writeArrayFieldStart(name);
    for (Object value : values) {
      if (value == null) {
        json.writeNull();
      } else {
        JsonRows.writeNumber(((Number) value).doubleValue(), json);
      }
    }
    json.writeEndArray();
  }

  private static void writeReasons(JsonGenerator json, Object[] reasons) throws IOException {
    json.writeObjectFieldStart("r");
    for (int i = 0; i < reasons.length; i++) {
      if (reasons[i] != null && !reasons[i].toString().isEmpty()) {
        json.writeStringField(Integer.toString(i), reasons[i].toString());
      }
    }
    json.writeEndObject();
  }
}
