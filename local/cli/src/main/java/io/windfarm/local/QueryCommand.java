package io.windfarm.local;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** SQL over the lake. */
@Command(
    name = "query",
    description = {
      "SQL over the lake.",
      "Tables: raw, readings, statistics, alerts, rejected, ledger; view: ledger_balance. The dialect is DuckDB's; times are UTC."
    },
    footer = {
      "",
      "Examples:",
      "  ./windfarm query 'SELECT quality, count(*) FROM readings GROUP BY ALL'",
      "  ./windfarm query 'DESCRIBE readings'",
      "  ./windfarm query --format csv -f sql/report.sql"
    })
final class QueryCommand implements Callable<Integer> {

  @ArgGroup(multiplicity = "1")
  private Sql sql;

  @ArgGroup private Place place = new Place();

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      description = "table, csv or json; default: table.")
  private ResultFormat format = ResultFormat.TABLE;

  /** What is asked: one of the two. */
  static final class Sql {
    @Parameters(paramLabel = "SQL", description = "The query; the last statement's rows are shown.")
    private String text;

    @Option(
        names = {"-f", "--file"},
        paramLabel = "FILE",
        description = "A file with the query.")
    private Path file;
  }

  /** Where the lake is: one of the two, or the default. */
  static final class Place {
    @Option(
        names = "--dir",
        paramLabel = "DIR",
        description = "Data directory of the stack or the demo; default: windfarm-data.")
    private Path directory;

    @Option(
        names = "--root",
        paramLabel = "LAKE",
        description = "A lake elsewhere: the directory with a folder a table.")
    private Path root;
  }

  @Override
  public Integer call() throws IOException {
    Path root = place.root;
    if (root == null) {
      root = Lake.rootIn(place.directory == null ? Project.data() : place.directory);
    }
    PrintStream out = new PrintStream(System.out, false, StandardCharsets.UTF_8);
    try (Lake lake = Lake.open(root);
        Statement statement = lake.statement()) {
      if (statement.execute(query())) {
        format.print(statement.getResultSet(), out);
      }
      return 0;
    } catch (SQLException e) {
      throw new Failure(withoutClassName(e.getMessage()), e);
    } finally {
      out.flush();
    }
  }

  private String query() throws IOException {
    if (sql.file == null) {
      return sql.text;
    }
    try {
      return Files.readString(sql.file);
    } catch (NoSuchFileException e) {
      throw new Failure("There is no file " + sql.file.toAbsolutePath() + ".", e);
    }
  }

  /** The driver puts its own name for some errors in front. */
  private static String withoutClassName(String message) {
    return message == null ? "The query failed." : message.replaceFirst("^[\\w.]+Exception: ", "");
  }
}
