package io.windfarm.local.report;

import com.fasterxml.jackson.core.JsonGenerator;
import io.windfarm.local.FileTimes;
import io.windfarm.local.Lake;
import io.windfarm.local.LakeTable;
import io.windfarm.local.OpenLake;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * How long readings took, region by region: from the event to its arrival, and from the event to
 * the row, which can be queried once its file is there. When a file came is known only of a lake in
 * place; of one that was fetched the second is null.
 */
final class Latency {
  /** Files are taken, the newest hours first, until they hold so many rows of a region. */
  private static final long ENOUGH_ROWS = 500_000;

  private static final String NEWEST_FILES =
      """
      WITH files AS (
        SELECT
          file_name,
          num_rows,
          regexp_extract(file_name, '/region=([^/]*)/', 1) AS region,
          regexp_extract(file_name, '/year=.*/') AS hour
        FROM parquet_file_metadata([%s])
      ), counted AS (
        SELECT *, sum(num_rows) OVER (PARTITION BY region ORDER BY hour DESC, file_name DESC) AS so_far
        FROM files
      )
      SELECT file_name FROM counted WHERE so_far - num_rows < %d""";

  private static final String QUESTION =
      """
      SELECT
        region,
        source,
        count(*) AS readings,
        quantile_disc(epoch_ms(arrival_time) - epoch_ms(event_time), 0.5) AS arrival_p50,
        quantile_disc(epoch_ms(arrival_time) - epoch_ms(event_time), 0.99) AS arrival_p99,
        max(epoch_ms(arrival_time) - epoch_ms(event_time)) AS arrival_max,
        quantile_disc(epoch_ms(written_at) - epoch_ms(event_time), 0.5) AS row_p50,
        quantile_disc(epoch_ms(written_at) - epoch_ms(event_time), 0.99) AS row_p99,
        max(epoch_ms(written_at) - epoch_ms(event_time)) AS row_max
      FROM read_parquet([%s], filename = true, union_by_name = true, hive_partitioning = true)
      JOIN written ON file = filename
      WHERE NOT imputed AND quality <> 'BAD'
      GROUP BY ALL
      ORDER BY ALL""";

  private final Lake lake;
  private final boolean isInPlace;

  private Latency(Lake lake, boolean isInPlace) {
    this.lake = lake;
    this.isInPlace = isInPlace;
  }

  static Latency of(OpenLake open) {
    return new Latency(open.lake(), open.isInPlace());
  }

  void writeTo(JsonGenerator json) throws SQLException, IOException {
    List<Path> newest = newestFiles();
    json.writeFieldName("latency");
    if (newest.isEmpty()) {
      json.writeNull();
      return;
    }
    FileTimes.note(lake, newest, isInPlace);
    try (Statement statement = lake.statement();
        ResultSet rows = statement.executeQuery(QUESTION.formatted(Lake.listOf(newest)))) {
      JsonRows.write(rows, json);
    }
  }

  private List<Path> newestFiles() throws SQLException, IOException {
    List<Path> all = lake.files(LakeTable.READINGS);
    if (all.isEmpty()) {
      return List.of();
    }
    List<Path> files = new ArrayList<>();
    try (Statement statement = lake.statement();
        ResultSet rows =
            statement.executeQuery(NEWEST_FILES.formatted(Lake.listOf(all), ENOUGH_ROWS))) {
      while (rows.next()) {
        files.add(Path.of(rows.getString(1)));
      }
    }
    return files;
  }
}
