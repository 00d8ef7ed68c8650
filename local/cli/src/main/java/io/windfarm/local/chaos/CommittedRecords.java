package io.windfarm.local.chaos;

import io.windfarm.local.Lake;
import io.windfarm.local.LakeTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;

/**
 * How many of the stream's records the job has committed to the lake, by the ledger: true through
 * any restart, where the job's own metrics begin again at 0. Each file of the ledger is read once.
 */
final class CommittedRecords implements AutoCloseable {
  private final Path lake;
  private final Connection connection;
  private final Map<Path, Long> recordsOfFile = new HashMap<>();

  private CommittedRecords(Path lake, Connection connection) {
    this.lake = lake;
    this.connection = connection;
  }

  /** Of the lake under that root, which need not be there yet. */
  static CommittedRecords in(Path lake) throws SQLException {
    return new CommittedRecords(lake, DriverManager.getConnection("jdbc:duckdb:"));
  }

  /** The records in all files that are there now. */
  long count() throws SQLException, IOException {
    if (!Files.isDirectory(lake)) {
      return 0;
    }
    for (Path file : Lake.files(lake, LakeTable.LEDGER)) {
      if (!recordsOfFile.containsKey(file)) {
        recordsOfFile.put(file, recordsIn(file));
      }
    }
    return recordsOfFile.values().stream().mapToLong(Long::longValue).sum();
  }

  private long recordsIn(Path file) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "SELECT coalesce(sum(records), 0)::BIGINT FROM read_parquet('"
                    + file.toString().replace("'", "''")
                    + "', hive_partitioning = false)")) {
      row.next();
      return row.getLong(1);
    }
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
