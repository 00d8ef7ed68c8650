package io.windfarm.lake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.windfarm.lake.parquet.RunWriter;
import io.windfarm.model.CleanedReading;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.io.LocalInputFile;
import org.apache.parquet.io.LocalOutputFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files of partitions that are over become few, with the same rows, however often it is done. */
class CompactionTest {
  private static final Path LAKES = Path.of("src", "test", "resources", "lakes");
  private static final Instant EIGHT = Instant.parse("2026-11-20T08:00:00Z");
  private static final Instant NEXT_DAY = Instant.parse("2026-11-21T00:00:00Z");
  private static final int MINUTE = 60_000;
  private static final int HOUR = 60 * MINUTE;

  @TempDir Path root;

  @Test
  void everyTableOfEveryVersionKeepsItsRowsAndColumns() throws Exception {
    copyStoredLakes();
    for (String table : TableNames.ALL) {
      List<String> before = rows(root, table);

      compact(table, Instant.parse("2050-01-01T00:00:00Z"));

      assertThat(rows(compacted(), table)).as(table).isEqualTo(before).isNotEmpty();
      assertThat(columns(compacted(), table)).as(table).isEqualTo(columns(root, table));
    }
  }

  @Test
  void aPartitionThatIsOverHasOneFileThatSaysWhatItWasMadeFrom() throws Exception {
    write("readings-a-1", readings(5, 0));
    write("readings-a-2", readings(5, MINUTE));
    write("readings-a-3", readings(5, HOUR));

    Compaction.Outcome outcome = compact("readings", EIGHT);

    assertThat(outcome.sources()).isEqualTo(2);
    assertThat(outcome.files()).isEqualTo(1);
    assertThat(outcome.rows()).isEqualTo(10);
    LakeFolder lake = new LakeFolder(compacted());
    assertThat(lake.partitions("readings"))
        .containsExactly("region=us-east-1/year=2026/month=11/day=20/hour=07");
    Path file = lake.files("readings").get(0);
    JsonNode manifest = lake.manifest("readings", file);
    assertThat(manifest.path("rows").asLong()).isEqualTo(10);
    assertThat(manifest.path("bytes").asLong()).isEqualTo(Files.size(file));
    assertThat(manifest.path("min_time").asText()).isEqualTo("2026-11-20T07:15:03.125Z");
    assertThat(manifest.path("max_time").asText()).isEqualTo("2026-11-20T07:16:03.129Z");
    assertThat(manifest.path("partition").asText())
        .isEqualTo("region=us-east-1/year=2026/month=11/day=20/hour=07");
    assertThat(manifest.path("sources"))
        .extracting(JsonNode::asText)
        .containsExactly("readings-a-1.parquet", "readings-a-2.parquet");
  }

  /** The day of a table by days is over at its end, whatever hour is given. */
  @Test
  void aDayIsLeftUntilItIsOver() throws Exception {
    copyStoredLakes();

    assertThat(compact("statistics", NEXT_DAY.minusSeconds(3600)).files()).isZero();
    assertThat(compact("statistics", NEXT_DAY).files()).isPositive();
  }

  @Test
  void rowsAreSortedByTurbineAndSensorAndThenAsTheyCame() throws Exception {
    List<CleanedReading> late = readings(4, MINUTE);
    late.forEach(row -> row.reading.turbineId = "WT-0001");
    late.get(2).reading.sensor = "a";
    write("readings-b", late);
    List<CleanedReading> early = readings(2, 0);
    early.forEach(row -> row.reading.turbineId = "WT-0001");
    write("readings-c", early);
    write("readings-d", readings(1, 0));

    compact("readings", EIGHT);

    assertThat(
            new LakeFolder(compacted())
                .query("SELECT turbine_id, sensor, reading_id FROM readings", "readings"))
        .containsExactly(
            "WT-0001|a|r-60002",
            "WT-0001|hydraulic_pressure|r-0",
            "WT-0001|hydraulic_pressure|r-1",
            "WT-0001|hydraulic_pressure|r-60000",
            "WT-0001|hydraulic_pressure|r-60001",
            "WT-0001|hydraulic_pressure|r-60003",
            "WT-0042|hydraulic_pressure|r-0");
  }

  @Test
  void aSecondRunDoesNothing() throws Exception {
    write("readings-a-1", readings(5, 0));
    compact("readings", EIGHT);
    List<Path> files = allFiles();

    Compaction.Outcome second = compact("readings", EIGHT);

    assertThat(second.files()).isZero();
    assertThat(second.manifests()).isZero();
    assertThat(allFiles()).isEqualTo(files);
  }

  @Test
  void aFileThatComesLaterBecomesOneFileMore() throws Exception {
    write("readings-a-1", readings(5, 0));
    compact("readings", EIGHT);
    write("readings-b-1", readings(3, MINUTE));
    write("readings-b-2", readings(3, 2 * MINUTE));

    Compaction.Outcome second = compact("readings", EIGHT);

    assertThat(second.sources()).isEqualTo(2);
    assertThat(new LakeFolder(compacted()).files("readings")).hasSize(2);
    assertThat(rows(compacted(), "readings")).isEqualTo(rows(root, "readings")).hasSize(11);
  }

  @Test
  void aRunThatWasKilledBeforeTheManifestIsRepeated() throws Exception {
    write("readings-a-1", readings(5, 0));
    compact("readings", EIGHT);
    LakeFolder lake = new LakeFolder(compacted());
    Path manifest = lake.manifests("readings").get(0);
    byte[] written = Files.readAllBytes(manifest);
    Files.delete(manifest);

    Compaction.Outcome second = compact("readings", EIGHT);

    assertThat(second.files()).isZero();
    assertThat(second.manifests()).isEqualTo(1);
    assertThat(manifest).hasBinaryContent(written);
  }

  @Test
  void aFileThatIsNotWholeLeavesNothingBehind() throws Exception {
    write("readings-a-1", readings(5, 0));
    Path broken = write("readings-a-2", readings(5, MINUTE));
    Files.write(broken, new byte[100]);

    assertThatThrownBy(() -> compact("readings", EIGHT))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("readings-a-2.parquet can't be read");
    assertThat(compacted()).doesNotExist();
  }

  @Test
  void aFileWithOtherRowsThanItsWriterSaysLeavesNothingBehind() throws Exception {
    write("readings-a-1", readings(5, 0));
    claim(write("readings-a-2", readings(5, MINUTE)), 6);

    assertThatThrownBy(() -> compact("readings", EIGHT))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(
            "readings-a-2.parquet has 5 rows, and its footer says 5, its writer 6")
        .hasMessageContaining("Restore the file");
    assertThat(new LakeFolder(compacted()).files("readings")).isEmpty();
  }

  @Test
  void twoRunsAtATimeAreNoticed() throws Exception {
    write("readings-a-1", readings(5, 0));
    compact("readings", EIGHT);
    Path aside = root.resolve("aside");
    Files.move(compacted(), aside);
    write("readings-a-2", readings(5, MINUTE));
    compact("readings", EIGHT);
    Path file = new LakeFolder(aside).files("readings").get(0);
    Files.move(
        file, compacted().resolve("readings").resolve(aside.resolve("readings").relativize(file)));

    assertThatThrownBy(() -> compact("readings", EIGHT))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("readings-a-1.parquet are in two compacted files")
        .hasMessageContaining("Remove one");
  }

  /** More input may replace it. */
  @Test
  void whatIsProvisionalHoldsTheBoundary() throws Exception {
    write("readings-a-1", readings(5, 0));
    write("provisional-readings-a-1", readings(5, HOUR));

    Compaction compaction = compaction("readings", NEXT_DAY);

    assertThat(compaction.boundary(NEXT_DAY)).isEqualTo(EIGHT);
    assertThat(compaction.run(EIGHT).rows()).isEqualTo(5);
  }

  @Test
  void writesAsTheJobDoes() throws Exception {
    Path source = write("readings-a-1", readings(2000, 0));
    compact("readings", EIGHT);
    Path file = new LakeFolder(compacted()).files("readings").get(0);

    try (ParquetFileReader job = ParquetFileReader.open(new LocalInputFile(source));
        ParquetFileReader ours = ParquetFileReader.open(new LocalInputFile(file))) {
      assertThat(ours.getFileMetaData().getSchema()).isEqualTo(job.getFileMetaData().getSchema());
      assertThat(ours.getFooter().getBlocks().get(0).getColumns())
          .extracting(column -> column.getCodec() + " " + column.getEncodings())
          .isEqualTo(
              job.getFooter().getBlocks().get(0).getColumns().stream()
                  .map(column -> column.getCodec() + " " + column.getEncodings())
                  .collect(Collectors.toList()));
      assertThat(ours.readColumnIndex(ours.getFooter().getBlocks().get(0).getColumns().get(1)))
          .isNotNull();
    }
  }

  /** Whatever comes when, and wherever a run is cut off: in the end each row is there once. */
  @Property(tries = 25)
  void nothingIsLostAndNothingThereTwice(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 5) int runs) throws Exception {
    Random random = new Random(seed);
    root = Files.createTempDirectory("compaction");
    try {
      int file = 0;
      for (int run = 0; run < runs; run++) {
        for (int more = random.nextInt(4); more > 0; more--) {
          List<CleanedReading> rows =
              readings(1 + random.nextInt(20), random.nextInt(3) * HOUR + random.nextInt(MINUTE));
          rows.forEach(row -> vary(row, random));
          write("readings-" + file++, rows);
        }
        compact("readings", EIGHT.plusSeconds(3600L * random.nextInt(3)));
        for (Path manifest : manifests()) {
          if (random.nextInt(3) == 0) {
            Files.delete(manifest);
          }
        }
      }
      if (file == 0) {
        return;
      }
      compact("readings", NEXT_DAY);

      assertThat(rows(compacted(), "readings")).isEqualTo(rows(root, "readings"));
      assertThat(manifests()).hasSameSizeAs(new LakeFolder(compacted()).files("readings"));
    } finally {
      delete(root);
    }
  }

  private static void vary(CleanedReading row, Random random) {
    row.reading.turbineId = "WT-" + random.nextInt(4);
    row.reading.farmId = random.nextBoolean() ? null : "Ünterberg";
    row.reading.rawValue = random.nextBoolean() ? Double.NaN : random.nextGaussian();
    row.reasons = random.nextInt(8);
    row.synthetic = random.nextBoolean();
    row.cadence = random.nextInt(3) - 1L;
  }

  private static List<CleanedReading> readings(int count, int offset) {
    List<CleanedReading> rows = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      CleanedReading row = Rows.reading("r-" + (offset + i));
      row.reading.eventTime += offset + i;
      rows.add(row);
    }
    return rows;
  }

  /** All rows to the partition of the first. */
  private Path write(String name, List<CleanedReading> rows) throws IOException {
    Table<CleanedReading> table = ReadingsTable.define("rules-7");
    String partition =
        new PartitionPaths(table.grain())
            .pathOf(table.regionOf(rows.get(0)), table.timeOf(rows.get(0)));
    Path file = root.resolve("readings").resolve(partition).resolve(name + ".parquet");
    Files.createDirectories(file.getParent());
    RunWriter<CleanedReading> writer =
        new ParquetFiles<>(table, 32 << 20, "1.2.3").open(new LocalOutputFile(file));
    writer.addElements(rows);
    writer.finish();
    return file;
  }

  /** Has a file of few rows say that its writer wrote another number. */
  private static void claim(Path file, int rows) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    String text = new String(bytes, java.nio.charset.StandardCharsets.ISO_8859_1);
    int key = text.indexOf(TableRows.ROWS);
    bytes[text.indexOf("5", key)] = (byte) ('0' + rows);
    Files.write(file, bytes);
  }

  private Compaction.Outcome compact(String table, Instant before) throws IOException {
    return compaction(table, before).run(before);
  }

  private Compaction compaction(String table, Instant before) throws IOException {
    return Compaction.of(
        new org.apache.flink.core.fs.Path(root.resolve(table).toUri().toString()),
        Instant.EPOCH,
        before);
  }

  private Path compacted() {
    return root.resolve(Compaction.FOLDER);
  }

  private List<Path> allFiles() throws IOException {
    try (Stream<Path> files = Files.walk(root)) {
      return files.sorted().collect(Collectors.toList());
    }
  }

  private List<Path> manifests() throws IOException {
    return Files.exists(compacted())
        ? new LakeFolder(compacted()).manifests("readings")
        : List.of();
  }

  private static List<String> rows(Path lake, String table) throws Exception {
    return new LakeFolder(lake).query("SELECT * FROM " + table + " ORDER BY ALL", table);
  }

  private static List<String> columns(Path lake, String table) throws Exception {
    return new LakeFolder(lake).query("DESCRIBE " + table, table);
  }

  private void copyStoredLakes() throws IOException {
    List<Path> files;
    try (Stream<Path> walk = Files.walk(LAKES)) {
      files = walk.filter(Files::isRegularFile).collect(Collectors.toList());
    }
    for (Path file : files) {
      Path inVersion = LAKES.relativize(file);
      Path copy = root.resolve(inVersion.subpath(1, inVersion.getNameCount()));
      Files.createDirectories(copy.getParent());
      Files.copy(file, copy);
    }
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).collect(Collectors.toList())) {
        Files.delete(file);
      }
    }
  }
}
