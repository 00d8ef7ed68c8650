package io.windfarm.local;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** SQL over the lake. */
@Command(
    name = "query",
    description = {
      "SQL over the lake, or a question that operators ask, by its name.",
      "Tables, views and questions: --list. The dialect is DuckDB's, with the functions of Athena's that the project's SQL uses; times are UTC."
    },
    footer = {
      "",
      "Examples:",
      "  ./windfarm query --list",
      "  ./windfarm query critical-alerts",
      "  ./windfarm query 'SELECT quality, count(*) FROM readings GROUP BY ALL'",
      "  ./windfarm query 'DESCRIBE wind_turbine_global_view'",
      "  ./windfarm query --format csv -f report.sql",
      "  ./windfarm query --root s3://windfarm/lake --since 2026-11-20 alerts-by-rule"
    })
final class QueryCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @ArgGroup(multiplicity = "1")
  private Asked asked;

  @Mixin private LakeOptions options;

  @Option(
      names = "--compacted-before",
      paramLabel = "TIME",
      converter = CompactedBefore.Converter.class,
      description =
          "Reads partitions that were over by that hour (UTC) from what ./windfarm compact made of them: it says which hour that may be.")
  private CompactedBefore compactedBefore;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      description = "table, csv or json; default: table.")
  private ResultFormat format = ResultFormat.TABLE;

  /** What is asked: one of the three. */
  static final class Asked {
    @Parameters(
        paramLabel = "SQL|NAME",
        description =
            "The query; the last statement's rows are shown. Or the name of a question; or of a table or view, to see some of its rows.")
    private String text;

    @Option(
        names = {"-f", "--file"},
        paramLabel = "FILE",
        description = "A file with the query.")
    private Path file;

    @Option(names = "--list", description = "Shows what there is to ask, and to ask of.")
    private boolean list;
  }

  @Override
  public Integer call() throws IOException {
    SqlLibrary library = SqlLibrary.forAthena();
    PrintStream out = new PrintStream(System.out, false, StandardCharsets.UTF_8);
    try {
      if (asked.list) {
        new SqlIndex(library).print(out);
      } else {
        answer(query(library), library, out);
      }
      return CommandLine.ExitCode.OK;
    } catch (SQLException e) {
      throw new Failure(withoutClassName(e.getMessage()), e);
    } finally {
      out.flush();
    }
  }

  private void answer(Query query, SqlLibrary library, PrintStream out)
      throws IOException, SQLException {
    try (OpenLake open =
        options.open(library.tablesFor(query.reads()), Optional.ofNullable(compactedBefore))) {
      Lake lake = open.lake();
      lake.define(library.viewsFor(query.reads()));
      try (Statement statement = lake.statement()) {
        if (statement.execute(query.sql())) {
          format.print(statement.getResultSet(), out);
        }
      }
    }
  }

  private Query query(SqlLibrary library) throws IOException {
    if (asked.file == null) {
      return Query.of(asked.text, library, spec.commandLine());
    }
    try {
      return Query.sql(Files.readString(asked.file));
    } catch (NoSuchFileException e) {
      throw new Failure("There is no file " + asked.file.toAbsolutePath() + ".", e);
    }
  }

  /** The driver puts its own name for some errors in front. */
  private static String withoutClassName(String message) {
    return message == null ? "The query failed." : message.replaceFirst("^[\\w.]+Exception: ", "");
  }
}
