package io.windfarm.lake;

import java.util.List;

/** All tables, for tests that hold for each. */
final class Tables {
  private Tables() {}

  static List<Table<?>> all() {
    return List.of(
        RawTable.define(),
        ReadingsTable.define("rules-7"),
        StatisticsTable.define(),
        SummariesTable.define(),
        AnomaliesTable.define(),
        AlertsTable.define(),
        RejectedTable.define(),
        LedgerTable.define());
  }
}
