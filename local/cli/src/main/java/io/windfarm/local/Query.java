package io.windfarm.local;

import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/**
 * What somebody asks of the lake.
 *
 * @param sql to run
 * @param reads the names of tables and views that it reads, and perhaps other words
 */
record Query(String sql, Set<String> reads) {
  /** A single word: no statement of SQL's that shows anything is one. */
  private static final Pattern NAME = Pattern.compile("[\\w-]+");

  /** Enough to see what is in a table or view. */
  private static final int SOME_ROWS = 20;

  /** A query in SQL. */
  static Query sql(String sql) {
    return new Query(sql, SqlLibrary.words(sql));
  }

  /**
   * A query in SQL, or something of the library's by its name.
   *
   * @throws ParameterException of {@code command} if it is a name of nothing
   */
  static Query of(String text, SqlLibrary library, CommandLine command) {
    if (!NAME.matcher(text).matches()) {
      return sql(text);
    }
    Optional<SqlFile> question = library.question(text);
    if (question.isPresent()) {
      return new Query(question.get().statement(), question.get().sources());
    }
    if (library.isRelation(text)) {
      return new Query("SELECT * FROM " + text + " LIMIT " + SOME_ROWS, Set.of(text));
    }
    String meant =
        NearestName.to(text, library.names())
            .map(name -> " Did you mean " + name + "?")
            .orElse(" ./windfarm query --list shows what there is.");
    throw new ParameterException(
        command, "There is no question, table or view '" + text + "'." + meant);
  }
}
