package io.windfarm.local.report;

import com.fasterxml.jackson.core.JsonGenerator;
import io.windfarm.local.Lake;
import io.windfarm.local.OpenLake;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;

/** What the report asks of a lake, and the answers as JSON. */
final class Answers {
  /** A question each, by the name of its file and of its field in the page. */
  private static final List<String> QUESTIONS =
      List.of("turbines", "alerts", "quality", "ledger", "rejected", "detection");

  private final OpenLake open;
  private final Lake lake;
  private final Instant made;

  /**
   * Prepares what the questions share.
   *
   * @param made when the report is made, for the age of the newest reading
   */
  Answers(OpenLake open, Instant made) throws SQLException {
    this.open = open;
    this.lake = open.lake();
    this.made = made;
    try (Statement statement = lake.statement()) {
      statement.execute(text("prepare.sql"));
    }
  }

  /**
   * Judges the lake.
   *
   * @param isHistory whether its end was chosen, so that its age says nothing
   */
  Headline headline(boolean isHistory) throws SQLException {
    try (Statement statement = lake.statement();
        ResultSet row = statement.executeQuery(text("summary.sql"))) {
      row.next();
      return Headline.over(new Facts(row, made, isHistory).all());
    }
  }

  /** Writes all answers but those that {@link SensorDays} has. */
  void writeTo(JsonGenerator json) throws SQLException, IOException {
    json.writeNumberField("made", made.toEpochMilli());
    try (Statement statement = lake.statement()) {
      ask(json, statement, "coverage", "SELECT * FROM coverage");
      for (String question : QUESTIONS) {
        ask(json, statement, question, text(question + ".sql"));
      }
    }
    Latency.of(open).writeTo(json);
  }

  SensorDays sensorDays() throws SQLException {
    return SensorDays.of(lake);
  }

  private static void ask(JsonGenerator json, Statement statement, String name, String sql)
      throws SQLException, IOException {
    try (ResultSet rows = statement.executeQuery(sql)) {
      json.writeFieldName(name);
      JsonRows.write(rows, json);
    }
  }

  /** A file of the report's own. */
  static String text(String name) {
    try (InputStream file = Answers.class.getResourceAsStream(name)) {
      if (file == null) {
        throw new IllegalStateException(name + " is not in the jar.");
      }
      return new String(file.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new IllegalStateException(name + " can't be read.", e);
    }
  }
}
