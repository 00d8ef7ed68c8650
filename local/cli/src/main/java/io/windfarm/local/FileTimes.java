package io.windfarm.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/**
 * When files of a lake were written, which is when their rows could be queried: as the table {@code
 * written (file, written_at)} of that lake's connection, to be joined by the name of the file.
 */
public final class FileTimes {
  private FileTimes() {}

  /**
   * Makes the table, once a lake.
   *
   * @param areKnown whether the files lie where they were written; of copies the time is null
   */
  public static void note(Lake lake, List<Path> files, boolean areKnown)
      throws SQLException, IOException {
    try (Statement statement = lake.statement()) {
      statement.execute("CREATE TEMP TABLE written (file VARCHAR, written_at TIMESTAMPTZ)");
    }
    try (PreparedStatement insert =
        lake.prepare("INSERT INTO written VALUES (?, to_timestamp(? / 1000.0))")) {
      for (Path file : files) {
        insert.setString(1, file.toString());
        if (areKnown) {
          insert.setLong(2, Files.getLastModifiedTime(file).toMillis());
        } else {
          insert.setObject(2, null);
        }
        insert.execute();
      }
    }
  }
}
