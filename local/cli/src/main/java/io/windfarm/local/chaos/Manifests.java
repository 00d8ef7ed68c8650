package io.windfarm.local.chaos;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.windfarm.local.Lake;
import io.windfarm.local.LakeTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Holds a lake's manifests against its files: one for each, of as many bytes and rows. */
final class Manifests {
  private static final ObjectMapper JSON = new ObjectMapper();

  private Manifests() {}

  static void check(Lake lake, Verdict.Builder verdict) throws SQLException, IOException {
    for (LakeTable table : LakeTable.values()) {
      Path folder = lake.root().resolve("_manifests").resolve(table.label());
      Set<Path> unread = new HashSet<>(files(folder));
      long missing = 0;
      long rows = 0;
      for (Path file : lake.files(table)) {
        Path partition = lake.root().resolve(table.label()).relativize(file);
        Path manifest = folder.resolve(partition + ".json");
        if (!unread.remove(manifest)) {
          missing++;
          continue;
        }
        JsonNode content = JSON.readTree(manifest.toFile());
        rows += content.path("rows").asLong();
        long bytes = content.path("bytes").asLong();
        verdict.finding(
            bytes != Files.size(file), manifest + " says " + bytes + " bytes, which is wrong");
      }
      verdict.finding(missing > 0, missing + " files of " + table.label() + " have no manifest");
      verdict.finding(
          !unread.isEmpty(), unread.size() + " manifests of " + table.label() + " have no file");
      verdict.finding(
          missing == 0 && rows != count(lake, table),
          "the manifests of " + table.label() + " say " + rows + " rows, which is wrong");
    }
  }

  private static long count(Lake lake, LakeTable table) throws SQLException {
    try (Statement statement = lake.statement()) {
      return Comparison.number(statement, "SELECT count(*) FROM " + table.label());
    }
  }

  private static List<Path> files(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> found = Files.walk(folder)) {
      return found.filter(Files::isRegularFile).toList();
    }
  }
}
