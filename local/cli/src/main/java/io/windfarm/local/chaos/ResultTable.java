package io.windfarm.local.chaos;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;

/** The rows of a run, for people and for programs. */
final class ResultTable {
  private static final String LINE = "%-40s  %-34s %6s %8s  %-11s %-7s %-32s %s%n";

  private final List<Row> rows;

  ResultTable(List<Row> rows) {
    this.rows = rows;
  }

  /** Prints the table and, below it, why rows do not pass. */
  void print(PrintStream out) {
    out.println();
    out.printf(
        LINE,
        "fault",
        "what was done",
        "lost",
        "doubled",
        "ledger",
        "alerts",
        "RUNNING again / caught up",
        "pass");
    for (Row row : rows) {
      out.printf(
          LINE,
          row.fault(),
          row.done(),
          row.verdict().map(verdict -> String.valueOf(verdict.lost())).orElse("?"),
          row.verdict().map(verdict -> String.valueOf(verdict.doubled())).orElse("?"),
          row.verdict().map(ResultTable::ledger).orElse("?"),
          row.verdict()
              .map(verdict -> verdict.alertsOnce() + "/" + verdict.alertsDue())
              .orElse("?"),
          row.times(),
          row.passes() ? "yes" : "NO");
    }
    for (Row row : rows) {
      row.complaints().forEach(line -> out.println(row.scenario() + ": " + line));
    }
  }

  /** Writes the same as a JSON array, times in milliseconds. */
  void write(Path file) throws IOException {
    ObjectMapper mapper = new ObjectMapper();
    ArrayNode all = mapper.createArrayNode();
    for (Row row : rows) {
      ObjectNode json = all.addObject();
      json.put("scenario", row.scenario());
      json.put("fault", row.fault());
      json.put("done", row.done());
      row.verdict()
          .ifPresent(
              verdict -> {
                json.put("lost", verdict.lost());
                json.put("doubled", verdict.doubled());
                json.put("unbalanced_minutes", verdict.unbalancedMinutes());
                json.put("alerts_due", verdict.alertsDue());
                json.put("alerts_once", verdict.alertsOnce());
              });
      ArrayNode running = json.putArray("running_again_ms");
      row.runningAgain().forEach(time -> running.add(time.toMillis()));
      ArrayNode caughtUp = json.putArray("caught_up");
      row.catchUps()
          .forEach(
              catchUp ->
                  caughtUp
                      .addObject()
                      .put("outage_ms", catchUp.outage().toMillis())
                      .put("took_ms", catchUp.took().toMillis()));
      ArrayNode measures = json.putArray("measures");
      row.measures()
          .forEach(
              measure ->
                  measures
                      .addObject()
                      .put("text", measure.text())
                      .put("in_time", measure.inTime()));
      json.put("exact", row.isExact());
      json.put("pass", row.passes());
      ArrayNode complaints = json.putArray("complaints");
      row.complaints().forEach(complaints::add);
    }
    mapper.writerWithDefaultPrettyPrinter().writeValue(file.toFile(), all);
  }

  private static String ledger(Verdict verdict) {
    return verdict.unbalancedMinutes() == 0 ? "balanced" : "OFF";
  }
}
