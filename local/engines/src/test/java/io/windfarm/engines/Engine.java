package io.windfarm.engines;

import java.time.ZoneId;
import java.util.List;

/** Something that answers SQL over the lake. */
@FunctionalInterface
interface Engine {
  /** The row of a statement's result; empty for statements without one. */
  List<Row> rows(String sql, ZoneId session) throws Exception;

  /** The same where the session's zone can't matter. */
  default List<Row> rows(String sql) throws Exception {
    return rows(sql, ZoneId.of("UTC"));
  }
}
