package io.windfarm.engines;

import java.time.Duration;
import java.time.ZoneId;
import java.util.List;

/** An engine that says how long its statements took, all together and the slowest of them. */
final class Timed implements Engine {
  private static final int SHOWN = 100;

  private final String name;
  private final Engine engine;
  private int statements;
  private long nanos;
  private long slowestNanos;
  private String slowest = "";

  Timed(String name, Engine engine) {
    this.name = name;
    this.engine = engine;
  }

  @Override
  public List<Row> rows(String sql, ZoneId session) throws Exception {
    long start = System.nanoTime();
    List<Row> rows = engine.rows(sql, session);
    long took = System.nanoTime() - start;
    statements++;
    nanos += took;
    if (took > slowestNanos) {
      slowestNanos = took;
      slowest = sql;
    }
    return rows;
  }

  @Override
  public String toString() {
    String shown = slowest.replaceAll("\\s+", " ");
    return String.format(
        "%s: %d statements in %d ms, the slowest in %d ms: %s",
        name,
        statements,
        Duration.ofNanos(nanos).toMillis(),
        Duration.ofNanos(slowestNanos).toMillis(),
        shown.substring(0, Math.min(SHOWN, shown.length())));
  }
}
