package io.windfarm.local;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * SQL over the lake as it lies in a directory: a view a table, over the files that are there when
 * it is opened, and {@code ledger_balance}. A table without a file is empty. Times are UTC. Nothing
 * is written; nothing is loaded from the network.
 */
public final class Lake implements AutoCloseable {
  private static final String BALANCE =
      """
      CREATE VIEW ledger_balance AS
      SELECT minute, source, sum(received)::BIGINT AS received, sum(rejected)::BIGINT AS rejected,
             sum(duplicate)::BIGINT AS duplicate, sum(late)::BIGINT AS late,
             sum(good)::BIGINT AS good, sum(uncertain)::BIGINT AS uncertain,
             sum(bad)::BIGINT AS bad, sum(imputed)::BIGINT AS imputed,
             sum(records)::BIGINT AS records,
             sum(received) = sum(rejected) + sum(duplicate) + sum(late) + sum(good)
                             + sum(uncertain) + sum(bad) AS balanced
      FROM ledger GROUP BY minute, source""";

  private final Path root;
  private final Connection connection;

  private Lake(Path root, Connection connection) {
    this.root = root;
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
    if (!Files.isDirectory(root)) {
      throw new Failure(
          "There is no lake in "
              + root
              + ". Fill one with ./windfarm demo, or name another: --dir DIR or --root LAKE.");
    }
    Connection connection = DriverManager.getConnection("jdbc:duckdb:");
    try {
      Lake lake = new Lake(root, connection);
      lake.execute("SET TimeZone = 'UTC'");
      lake.execute("SET integer_division = true");
      lake.execute("SET autoinstall_known_extensions = false");
      lake.execute("SET autoload_known_extensions = false");
      for (LakeTable table : LakeTable.values()) {
        lake.define(table);
      }
      lake.execute(BALANCE);
      return lake;
    } catch (SQLException | IOException | RuntimeException e) {
      connection.close();
      throw e;
    }
  }

  /** The directory that holds a folder a table. */
  public Path root() {
    return root;
  }

  /** A new statement; after a failure take another. */
  public Statement statement() throws SQLException {
    return connection.createStatement();
  }

  /** A prepared statement. */
  public PreparedStatement prepare(String sql) throws SQLException {
    return connection.prepareStatement(sql);
  }

  /** The committed files of a table: names with {@code .} or {@code _} in front are not. */
  public List<Path> files(LakeTable table) throws IOException {
    return files(root, table);
  }

  /** The same for a lake that nobody has opened. */
  public static List<Path> files(Path root, LakeTable table) throws IOException {
    List<Path> files = new ArrayList<>();
    Path folder = root.resolve(table.label());
    if (!Files.isDirectory(folder)) {
      return files;
    }
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
            return isHidden(directory) ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (!isHidden(file) && file.toString().endsWith(".parquet") && attributes.size() > 0) {
              files.add(file);
            }
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
            if (e instanceof NoSuchFileException) {
              return FileVisitResult.CONTINUE; // Gone since it was listed.
            }
            throw e;
          }
        });
    files.sort(null);
    return files;
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }

  private static boolean isHidden(Path path) {
    String name = path.getFileName().toString();
    return name.startsWith(".") || name.startsWith("_");
  }

  private void define(LakeTable table) throws SQLException, IOException {
    if (files(table).isEmpty()) {
      execute("CREATE TABLE " + table.label() + " (" + table.columnDefinitions() + ")");
      return;
    }
    execute(
        "CREATE VIEW " + table.label() + " AS SELECT * EXCLUDE (filename) FROM " + filesOf(table));
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
    String list =
        files(table).stream()
            .map(file -> literal(file.toString()))
            .collect(Collectors.joining(", "));
    return "read_parquet(["
        + list
        + "], "
        + options
        + "filename = true, union_by_name = true, hive_partitioning = true, hive_types = "
        + table.partitionTypes()
        + ")";
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
