package io.windfarm.engines;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What {@code ./windfarm ddl} writes for a lake: statements by file, in the order to run them. */
record Ddl(Map<String, String> statements) {
  /**
   * Asks the front door.
   *
   * @param dialect a folder of {@code sql/}
   * @param settings the job's, which say where the lake is
   */
  static Ddl of(String dialect, Path folder, List<String> settings)
      throws IOException, InterruptedException {
    Path out = folder.resolve(dialect);
    List<String> arguments = new ArrayList<>(List.of("ddl", "--dialect", dialect));
    arguments.addAll(List.of("--out", out.toString()));
    arguments.addAll(settings);
    Map<String, String> statements = new LinkedHashMap<>();
    for (String line :
        FrontDoor.run(folder.resolve(dialect + ".log"), arguments).lines().toList()) {
      Path file = Path.of(line);
      statements.put(out.relativize(file).toString(), Files.readString(file).strip());
    }
    return new Ddl(statements);
  }

  /** Whether a statement makes a view. */
  static boolean isView(String statement) {
    return statement.contains("CREATE OR REPLACE VIEW ");
  }

  /**
   * Runs Athena's statements: its tables through Glue, as Athena does it, and views on Trino. A
   * table that has several roots is a view.
   */
  void create(GlueEndpoint glue, Trino trino, String database) throws Exception {
    createTables(glue, trino, database);
    for (String view : of("views").values()) {
      trino.in(database).rows(view);
    }
  }

  /** The same without the views. */
  void createTables(GlueEndpoint glue, Trino trino, String database) throws Exception {
    HiveTable.createDatabase(database().replace("windfarm", database), glue);
    for (String table : of("tables").values()) {
      if (isView(table)) {
        trino.in(database).rows(table);
      } else {
        glue.call("CreateTable", HiveTable.parse(table).createTable(database));
      }
    }
  }

  String database() {
    return statements.get("database.sql");
  }

  /** Statements by the name of the table, view or question; {@code kind} is a folder. */
  Map<String, String> of(String kind) {
    Map<String, String> named = new LinkedHashMap<>();
    statements.forEach(
        (file, text) -> {
          if (file.startsWith(kind + "/")) {
            named.put(file.substring(kind.length() + 1, file.length() - ".sql".length()), text);
          }
        });
    return named;
  }

  /** The same for a lake in another place, in the same bucket or another. */
  Ddl movedTo(String lake, String otherLake) {
    Map<String, String> moved = new LinkedHashMap<>();
    statements.forEach((file, text) -> moved.put(file, text.replace(lake + "/", otherLake + "/")));
    return new Ddl(moved);
  }
}
