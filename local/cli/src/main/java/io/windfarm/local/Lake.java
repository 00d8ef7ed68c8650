package io.windfarm.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * SQL over the lake as it lies in one directory or several: a view a table, over the files that are
 * there when it is opened, {@code readings_hourly}, {@code ledger_balance}, and whatever else of
 * the project's views is asked for. A table without a file is empty. Times are UTC. Nothing is
 * written; nothing is loaded from the network.
 */
public final class Lake implements AutoCloseable {
  /** What {@code sql/athena/tables/readings_hourly.sql} is for Athena. */
  private static final String READINGS_HOURLY =
      """
      CREATE VIEW readings_hourly AS
      SELECT * EXCLUDE (year, month, day, hour),
             format('year={:04d}/month={:02d}/day={:02d}/hour={:02d}', year, month, day, hour) AS dh
      FROM readings""";

  private final List<Path> roots;
  private final PartitionRange range;
  private final Optional<CompactedBefore> compacted;
  private final Connection connection;

  private Lake(
      List<Path> roots,
      PartitionRange range,
      Optional<CompactedBefore> compacted,
      Connection connection) {
    this.roots = roots;
    this.range = range;
    this.compacted = compacted;
    this.connection = connection;
  }

  /** The root of the lake that the stack keeps under a data directory. */
  public static Path rootIn(Path data) {
    return data.resolve("s3").resolve("windfarm").resolve("lake");
  }

  /**
   * Opens the lake under a root that holds a folder a table.
   *
   * @throws Failure if there is no such directory
   */
  public static Lake open(Path root) throws SQLException, IOException {
    return open(List.of(root), PartitionRange.ALL, Optional.empty(), Set.of());
  }

  /**
   * The same with some of its tables.
   *
   * @param tables to know, since each costs a look into all of its files
   * @throws Failure if there is no such directory
   */
  public static Lake open(Path root, Set<LakeTable> tables) throws SQLException, IOException {
    return open(List.of(root), PartitionRange.ALL, Optional.empty(), tables);
  }

  /**
   * Opens a lake that has several roots, and of its partitions those in a stretch of time.
   *
   * @param compacted which of them are read from compacted files; empty for none
   * @param tables to know, since each costs a look into all of its files; none for all of them
   * @throws Failure if one of the roots is no directory
   */
  static Lake open(
      List<Path> roots,
      PartitionRange range,
      Optional<CompactedBefore> compacted,
      Set<LakeTable> tables)
      throws SQLException, IOException {
    for (Path root : roots) {
      if (!Files.isDirectory(root)) {
        throw new Failure(
            "There is no lake in "
                + root
                + ". Fill one with ./windfarm demo, or name another: --dir DIR or --root LAKE.");
      }
    }
    Connection connection = DriverManager.getConnection("jdbc:duckdb:");
    try {
      Lake lake = new Lake(roots, range, compacted, connection);
      lake.execute("SET TimeZone = 'UTC'");
      lake.execute("SET integer_division = true");
      // A view's files are looked into when it is made, and again when it is read.
      lake.execute("SET parquet_metadata_cache = true");
      lake.execute("SET autoinstall_known_extensions = false");
      lake.execute("SET autoload_known_extensions = false");
      for (String macro : AthenaFunctions.MACROS) {
        lake.execute("CREATE MACRO " + macro);
      }
      for (LakeTable table : tables.isEmpty() ? Set.of(LakeTable.values()) : tables) {
        lake.define(table);
      }
      return lake;
    } catch (SQLException | IOException | RuntimeException e) {
      connection.close();
      throw e;
    }
  }

  /** Makes views of the project's known; those that they need come first. */
  void define(Collection<SqlFile> views) throws SQLException {
    for (SqlFile view : views) {
      execute(view.statement());
    }
  }

  /** The directory, the first of several, that holds a folder a table. */
  public Path root() {
    return roots.get(0);
  }

  /** A new statement; after a failure take another. */
  public Statement statement() throws SQLException {
    return connection.createStatement();
  }

  /** A prepared statement. */
  public PreparedStatement prepare(String sql) throws SQLException {
    return connection.prepareStatement(sql);
  }

  /**
   * How many rows a table has, from the footers of its files, one after another: a query looks into
   * all of them first, which takes memory for each.
   */
  public long rows(LakeTable table) throws SQLException, IOException {
    List<Path> files = files(table);
    if (files.isEmpty()) {
      return 0;
    }
    execute("SET parquet_metadata_cache = false");
    try (Statement statement = statement();
        ResultSet count =
            statement.executeQuery(
                "SELECT sum(num_rows) FROM parquet_file_metadata([" + listOf(files) + "])")) {
      count.next();
      return count.getLong(1);
    } finally {
      execute("SET parquet_metadata_cache = true");
    }
  }

  /** The committed files of a table: names with {@code .} or {@code _} in front are not. */
  public List<Path> files(LakeTable table) throws IOException {
    List<Path> files = new ArrayList<>();
    for (Path root : roots) {
      List<Path> written = LakeFiles.below(root.resolve(table.label()), range);
      compacted.ifPresent(before -> written.removeIf(file -> before.holds(file.toString())));
      files.addAll(written);
      if (compacted.isPresent()) {
        Path above = root.resolve(CompactedBefore.FOLDER);
        LakeFiles.below(above.resolve(table.label()), range).stream()
            .filter(file -> compacted.get().holds(file.toString()))
            .forEach(files::add);
      }
    }
    return files;
  }

  /** The same for a lake that nobody has opened. */
  public static List<Path> files(Path root, LakeTable table) throws IOException {
    return LakeFiles.below(root.resolve(table.label()), PartitionRange.ALL);
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }

  private void define(LakeTable table) throws SQLException, IOException {
    defineFiles(table);
    switch (table) {
      case READINGS -> execute(READINGS_HOURLY);
      case LEDGER -> define(SqlLibrary.forAthena().view("ledger_balance").stream().toList());
      default -> {
        // Is there by one name alone.
      }
    }
  }

  private void defineFiles(LakeTable table) throws SQLException, IOException {
    String name = table.label();
    if (files(table).isEmpty()) {
      execute("CREATE TABLE " + name + " (" + table.columnDefinitions() + ")");
      return;
    }
    String files = " FROM " + filesOf(table);
    execute("CREATE VIEW " + name + " AS SELECT * EXCLUDE (filename)" + files);
    Map<String, String> missing = missingFrom(table);
    if (!missing.isEmpty()) {
      String nulls =
          missing.entrySet().stream()
              .map(column -> ", NULL::" + column.getValue() + " AS \"" + column.getKey() + "\"")
              .collect(Collectors.joining());
      execute("CREATE OR REPLACE VIEW " + name + " AS SELECT * EXCLUDE (filename)" + nulls + files);
    }
  }

  /** The columns, with their types, that no file of a table has: written before there were such. */
  private Map<String, String> missingFrom(LakeTable table) throws SQLException {
    Map<String, String> missing = new LinkedHashMap<>(table.columnTypes());
    try (PreparedStatement columns =
        prepare("SELECT column_name FROM duckdb_columns() WHERE table_name = ?")) {
      columns.setString(1, table.label());
      try (ResultSet rows = columns.executeQuery()) {
        while (rows.next()) {
          missing.remove(rows.getString(1));
        }
      }
    }
    return missing;
  }

  /** What to select from for a table that has files, with a column {@code filename} besides. */
  public String filesOf(LakeTable table) throws IOException {
    return filesOf(table, "");
  }

  /** The same with a column {@code file_row_number}: the place of a row in its file. */
  public String numberedRowsOf(LakeTable table) throws IOException {
    return filesOf(table, "file_row_number = true, ");
  }

  private String filesOf(LakeTable table, String options) throws IOException {
    return "read_parquet(["
        + listOf(files(table))
        + "], "
        + options
        + "filename = true, union_by_name = true, hive_partitioning = true, hive_types = "
        + table.partitionTypes()
        + ")";
  }

  /** Files as the items of a list in SQL. */
  public static String listOf(List<Path> files) {
    return files.stream().map(file -> literal(file.toString())).collect(Collectors.joining(", "));
  }

  private void execute(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static String literal(String text) {
    return "'" + text.replace("'", "''") + "'";
  }
}
