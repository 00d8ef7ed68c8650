package io.windfarm.lake;

import java.util.List;

/** The names of the lake's tables, to be known also where there is nothing to write them with. */
public final class TableNames {
  /** All of them. */
  public static final List<String> ALL =
      List.of(
          RawTable.NAME,
          ReadingsTable.NAME,
          StatisticsTable.NAME,
          SummariesTable.NAME,
          AnomaliesTable.NAME,
          AlertsTable.NAME,
          RejectedTable.NAME,
          LedgerTable.NAME);

  private TableNames() {}
}
