package io.windfarm.bench;

import io.windfarm.local.Lake;
import io.windfarm.local.LakeTable;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * What a run left in its lake: rows of each table, and for two runs to be compared a sum over all
 * their columns, in which the order of rows and their files do not count. The ledger, whose rows
 * depend on when checkpoints were, has none: it is added up.
 *
 * @param rows of each table
 * @param sums of each table that has one
 * @param unbalanced minutes of the ledger whose account does not close
 * @param received by the ledger; 0 without one
 */
public record Outputs(
    Map<LakeTable, Long> rows, Map<LakeTable, BigInteger> sums, long unbalanced, long received) {

  /** Looks into the lake below {@code root}. */
  public static Outputs in(Path root) throws SQLException, IOException {
    Map<LakeTable, Long> rows = new EnumMap<>(LakeTable.class);
    Map<LakeTable, BigInteger> sums = new EnumMap<>(LakeTable.class);
    try (Lake lake = Lake.open(root);
        Statement statement = lake.statement()) {
      for (LakeTable table : LakeTable.values()) {
        try (ResultSet found =
            statement.executeQuery(
                "SELECT count(*), coalesce(sum(hash(row)::HUGEINT), 0) FROM "
                    + table.label()
                    + " AS row")) {
          found.next();
          rows.put(table, found.getLong(1));
          if (table != LakeTable.LEDGER) {
            sums.put(table, found.getBigDecimal(2).toBigInteger());
          }
        }
      }
      try (ResultSet ledger =
          statement.executeQuery(
              "SELECT count(*) FILTER (NOT balanced), coalesce(sum(received), 0)"
                  + " FROM ledger_balance")) {
        ledger.next();
        return new Outputs(rows, sums, ledger.getLong(1), ledger.getLong(2));
      }
    }
  }

  /**
   * What is wrong with them by themselves; empty if nothing is.
   *
   * @param whole true of one that writes the ledger
   */
  List<String> faults(Input input, boolean whole) {
    List<String> faults = new ArrayList<>();
    if (rows.get(LakeTable.READINGS) == 0) {
      faults.add("it left no readings");
    }
    if (whole && unbalanced > 0) {
      faults.add(unbalanced + " minutes of its ledger do not balance");
    }
    if (whole && received != input.records()) {
      faults.add("its ledger has " + received + " of " + input.records() + " events");
    }
    return faults;
  }

  /** In which of these tables other outputs differ: names with the rows of both. */
  List<String> differences(Outputs other, List<String> tables) {
    List<String> differences = new ArrayList<>();
    for (LakeTable table : LakeTable.values()) {
      if (tables.contains(table.label())
          && sums.containsKey(table)
          && !sums.get(table).equals(other.sums.get(table))) {
        differences.add(
            table.label()
                + " ("
                + rows.get(table)
                + " rows against "
                + other.rows.get(table)
                + ")");
      }
    }
    return differences;
  }
}
