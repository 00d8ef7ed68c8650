package io.windfarm.local.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.windfarm.local.Lake;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ManifestsTest {
  private static final String PARTITION = "region=eu-west-1/year=2026/month=11/day=20";

  @TempDir Path root;

  private Path file;
  private Path manifest;

  @BeforeEach
  void writesAFileOfThreeRowsWithItsManifest() throws Exception {
    Path partition = Files.createDirectories(root.resolve("alerts").resolve(PARTITION));
    file = partition.resolve("alerts-1.parquet");
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = connection.createStatement()) {
      statement.execute(
          "COPY (SELECT range AS alert_id FROM range(3)) TO '" + file + "' (FORMAT parquet)");
    }
    manifest =
        Files.createDirectories(root.resolve("_manifests/alerts").resolve(PARTITION))
            .resolve("alerts-1.parquet.json");
    write(3, Files.size(file));
  }

  @Test
  void findsNothingWhereEachFileHasItsManifest() throws Exception {
    assertThat(findings()).isEmpty();
  }

  @Test
  void findsAFileWithoutAManifest() throws Exception {
    Files.delete(manifest);

    assertThat(findings()).containsExactly("1 files of alerts have no manifest");
  }

  @Test
  void findsAManifestWithoutAFile() throws Exception {
    Files.writeString(manifest.resolveSibling("alerts-2.parquet.json"), "{\"rows\":0}");

    assertThat(findings()).containsExactly("1 manifests of alerts have no file");
  }

  @Test
  void findsAManifestThatCountsWrong() throws Exception {
    write(4, Files.size(file) + 1);

    assertThat(findings())
        .hasSize(2)
        .anyMatch(finding -> finding.contains("bytes, which is wrong"))
        .contains("the manifests of alerts say 4 rows, which is wrong");
  }

  private void write(long rows, long bytes) throws Exception {
    Files.writeString(manifest, "{\"rows\":" + rows + ",\"bytes\":" + bytes + "}");
  }

  private List<String> findings() throws Exception {
    Verdict.Builder verdict = new Verdict.Builder();
    try (Lake lake = Lake.open(root)) {
      Manifests.check(lake, verdict);
    }
    return verdict.build().findings();
  }
}
