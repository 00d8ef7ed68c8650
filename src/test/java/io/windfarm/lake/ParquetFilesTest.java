package io.windfarm.lake;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.windfarm.lake.parquet.RunWriter;
import io.windfarm.model.CleanedReading;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.LocalInputFile;
import org.apache.parquet.io.LocalOutputFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ParquetFilesTest {
  private static final Table<CleanedReading> READINGS = ReadingsTable.define("rules-7");

  @TempDir Path folder;

  private final ParquetFiles<CleanedReading> files = new ParquetFiles<>(READINGS, 8 << 20, "1.2.3");

  @Test
  void saysInTheFooterWhatTheFileIs() throws IOException {
    try (ParquetFileReader reader = written(1000)) {
      assertThat(reader.getFileMetaData().getKeyValueMetaData())
          .containsEntry("windfarm.table", "readings")
          .containsEntry("windfarm.schema.version", "1")
          .containsEntry("windfarm.job.version", "1.2.3")
          .containsEntry("windfarm.writer", "io.windfarm.lake.TableRows")
          .containsEntry("windfarm.partition", "region=us-east-1/year=2026/month=11/day=20/hour=07")
          .containsEntry("windfarm.rows", "1000")
          .containsEntry("windfarm.time.min", "2026-11-20T07:15:03.125Z")
          .containsEntry("windfarm.time.max", "2026-11-20T07:15:04.124Z");
    }
  }

  @Test
  void givesEveryColumnStatisticsAndAPageIndex() throws IOException {
    try (ParquetFileReader reader = written(1000)) {
      List<BlockMetaData> rowGroups = reader.getFooter().getBlocks();
      assertThat(rowGroups).isNotEmpty();
      for (BlockMetaData rowGroup : rowGroups) {
        assertThat(rowGroup.getColumns()).hasSize(READINGS.columns().size());
        for (ColumnChunkMetaData column : rowGroup.getColumns()) {
          assertThat(column.getStatistics().hasNonNullValue()).as("%s", column).isTrue();
          assertThat(reader.readColumnIndex(column)).as("%s", column).isNotNull();
          assertThat(reader.readOffsetIndex(column)).as("%s", column).isNotNull();
          assertThat(column.getCodec()).isEqualTo(CompressionCodecName.ZSTD);
        }
      }
    }
  }

  @Test
  void usesOnlyEncodingsThatEveryEngineReads() throws IOException {
    try (ParquetFileReader reader = written(50_000)) {
      for (BlockMetaData rowGroup : reader.getFooter().getBlocks()) {
        for (ColumnChunkMetaData column : rowGroup.getColumns()) {
          assertThat(column.getEncodings())
              .as("%s", column)
              .extracting(Encoding::name)
              .isSubsetOf("PLAIN", "PLAIN_DICTIONARY", "RLE", "BIT_PACKED");
        }
      }
    }
  }

  @Test
  void keepsADictionaryForWhatRepeatsAndNoneForWhatDoesNot() throws IOException {
    try (ParquetFileReader reader = written(1000)) {
      Map<String, Boolean> dictionaries =
          reader.getFooter().getBlocks().get(0).getColumns().stream()
              .collect(
                  toMap(
                      column -> column.getPath().toDotString(),
                      ColumnChunkMetaData::hasDictionaryPage));
      assertThat(dictionaries)
          .containsEntry("turbine_id", true)
          .containsEntry("reasons.list.element", true)
          .containsEntry("reading_id", false);
    }
  }

  @Test
  void sharesItsMemoryAmongTheFilesThatAreOpen() {
    ParquetFiles<CleanedReading> large = new ParquetFiles<>(READINGS, 32 << 20, "1.2.3");
    assertThat(large.rowGroupShare(1)).isEqualTo(32 << 20);
    assertThat(large.rowGroupShare(4)).isEqualTo(16 << 20);
    assertThat(large.rowGroupShare(10_000)).isEqualTo(1 << 20);
  }

  @Test
  void cutsRowGroupsBeforeLargeRowsPileUp() throws IOException {
    ParquetFiles<CleanedReading> small = new ParquetFiles<>(READINGS, 1 << 20, "1.2.3");
    Path path = folder.resolve("large.parquet");
    RunWriter<CleanedReading> writer = small.open(new LocalOutputFile(path));
    Random random = new Random(7);
    for (int i = 0; i < 256; i++) {
      byte[] noise = new byte[60_000];
      random.nextBytes(noise);
      writer.addElement(Rows.reading(Base64.getEncoder().encodeToString(noise)));
    }
    writer.finish();
    try (ParquetFileReader reader = ParquetFileReader.open(new LocalInputFile(path))) {
      assertThat(reader.getFooter().getBlocks())
          .hasSizeGreaterThan(1)
          .allSatisfy(rowGroup -> assertThat(rowGroup.getRowCount()).isLessThanOrEqualTo(64));
    }
  }

  @Test
  void namesTheColumnThatARowLacks() throws IOException {
    CleanedReading row = Rows.reading("1");
    row.reading.turbineId = null;
    RunWriter<CleanedReading> writer =
        files.open(new LocalOutputFile(folder.resolve("refused.parquet")));
    assertThatThrownBy(() -> writer.addElement(row))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("turbine_id");
    assertThatThrownBy(writer::finish)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("write another");
  }

  /** A file of so many readings, a millisecond apart, from one row that is used again and again. */
  private ParquetFileReader written(int rows) throws IOException {
    Path path = folder.resolve("readings.parquet");
    CleanedReading row = Rows.reading("");
    RunWriter<CleanedReading> writer = files.open(new LocalOutputFile(path));
    for (int i = 0; i < rows; i++) {
      row.reading.id = "WT-0042-hp-" + i;
      row.reading.eventTime = Rows.QUARTER_PAST_SEVEN + i;
      writer.addElement(row);
    }
    writer.finish();
    return ParquetFileReader.open(new LocalInputFile(path));
  }
}
