package io.windfarm.local;

import java.io.PrintStream;
import java.util.Collection;

/** The list of what there is to ask, and to ask of. */
final class SqlIndex {
  private final SqlLibrary library;

  SqlIndex(SqlLibrary library) {
    this.library = library;
  }

  /** Prints a line each, with what it is about. */
  void print(PrintStream out) {
    int width = library.names().stream().mapToInt(String::length).max().orElseThrow();
    section(out, "Questions: ./windfarm query NAME", library.questions(), width);
    section(out, "Views", library.views(), width);
    section(out, "Tables", library.tables(), width);
    out.println("The columns of a table or view: ./windfarm query 'DESCRIBE NAME'");
  }

  private static void section(PrintStream out, String title, Collection<SqlFile> files, int width) {
    out.println(title);
    for (SqlFile file : files) {
      out.println("  " + file.name() + " ".repeat(width + 2 - file.name().length()) + file.title());
    }
    out.println();
  }
}
