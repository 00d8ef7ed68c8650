package io.windfarm.lake.parquet;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Collectors;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.AfterProperty;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.ParquetReadOptions;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.page.DictionaryPage;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.convert.GroupRecordConverter;
import org.apache.parquet.filter2.compat.FilterCompat;
import org.apache.parquet.filter2.predicate.FilterApi;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.example.ExampleParquetWriter;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.ColumnIOFactory;
import org.apache.parquet.io.LocalInputFile;
import org.apache.parquet.io.LocalOutputFile;
import org.apache.parquet.io.RecordReader;

/** Files are read as those that Parquet's own writer makes of the same rows. */
class ParquetFileTest {
  private static final long ONE_ROW_GROUP = 32 << 20;

  /** Of one file after another, as in a sink. */
  private final SpareColumns spare = new SpareColumns();

  private final Path folder = Files.createTempDirectory("parquet");

  ParquetFileTest() throws IOException {}

  @AfterProperty
  void deleteFiles() throws IOException {
    try (var files = Files.list(folder)) {
      for (Path file : files.collect(Collectors.toList())) {
        Files.delete(file);
      }
    }
    Files.delete(folder);
  }

  @Property(tries = 60)
  void holdsTheRowsAndStatisticsOfParquetsOwn(
      @ForAll long seed,
      @ForAll @IntRange(max = 3_000) int count,
      @ForAll @IntRange(min = 1, max = 20_000) int variety)
      throws IOException {
    isLikeParquetsOwn(RandomRow.rows(new Random(seed), count, variety), ONE_ROW_GROUP);
  }

  @Example
  void cutsPagesWhoseValuesTakeNoRoom() throws IOException {
    List<RandomRow> rows = RandomRow.rows(new Random(1), 45_000, 3);
    Path file = isLikeParquetsOwn(rows, ONE_ROW_GROUP);

    try (ParquetFileReader reader = open(file, FilterCompat.NOOP)) {
      for (ColumnChunkMetaData column : onlyRowGroup(reader).getColumns()) {
        assertThat(reader.readOffsetIndex(column).getPageCount())
            .as("%s", column)
            .isGreaterThanOrEqualTo(3);
      }
    }
  }

  @Example
  void givesUpDictionariesThatAreLargerThanAPage() throws IOException {
    List<RandomRow> rows = new ArrayList<>(RandomRow.rows(new Random(2), 20_000, 3));
    List<RandomRow> others = RandomRow.rows(new Random(3), 12_000, 3);
    others.forEach(row -> row.text = "of nobody else: " + row.id);
    rows.addAll(others);
    Path file = isLikeParquetsOwn(rows, ONE_ROW_GROUP);

    try (ParquetFileReader reader = open(file, FilterCompat.NOOP)) {
      assertThat(onlyRowGroup(reader).getColumns())
          .filteredOn(column -> column.getEncodingStats().hasDictionaryPages())
          .filteredOn(column -> column.getEncodingStats().hasNonDictionaryEncodedPages())
          .extracting(column -> column.getPath().toDotString())
          .contains("text");
    }
  }

  @Example
  void writesDigitsWhetherTheDictionaryIsGivenUpOrNot() throws IOException {
    List<RandomRow> rows = RandomRow.rows(new Random(5), 30_000, 3);
    for (int i = 0; i < rows.size(); i++) {
      rows.get(i).text = Integer.toString(i * 71_582);
    }
    Path file = isLikeParquetsOwn(rows, ONE_ROW_GROUP);

    try (ParquetFileReader reader = open(file, FilterCompat.NOOP)) {
      assertThat(onlyRowGroup(reader).getColumns())
          .filteredOn(column -> column.getEncodingStats().hasNonDictionaryEncodedPages())
          .extracting(column -> column.getPath().toDotString())
          .contains("text");
    }
  }

  /** Each unpaired surrogate is written as a question mark. */
  @Example
  void hasOneEntryForAllTextsThatAreWrittenAlike() throws IOException {
    List<RandomRow> rows = RandomRow.rows(new Random(4), 400, 3);
    String[] texts = {"?", "\uD83D", "\uDE00", "?\uD83D", "??", "\uD83D\uDE00"};
    for (int i = 0; i < rows.size(); i++) {
      rows.get(i).text = texts[i % texts.length];
    }
    Path file = isLikeParquetsOwn(rows, ONE_ROW_GROUP);

    try (ParquetFileReader reader = open(file, FilterCompat.NOOP)) {
      BlockMetaData rowGroup = onlyRowGroup(reader);
      ColumnChunkMetaData text =
          rowGroup.getColumns().stream()
              .filter(column -> column.getPath().toDotString().equals("text"))
              .findFirst()
              .orElseThrow();
      assertThat(reader.getNextDictionaryReader().readDictionaryPage(descriptor(text)))
          .extracting(DictionaryPage::getDictionarySize)
          .isEqualTo(3);
    }
  }

  private static ColumnDescriptor descriptor(ColumnChunkMetaData column) {
    return RandomRows.SCHEMA.getColumnDescription(column.getPath().toArray());
  }

  @Example
  void endsARowGroupThatIsFull() throws IOException {
    List<RandomRow> rows = RandomRow.rows(new Random(3), 20_000, 10_000);
    Path file = isLikeParquetsOwn(rows, 256 << 10);

    try (ParquetFileReader reader = open(file, FilterCompat.NOOP)) {
      assertThat(reader.getFooter().getBlocks()).hasSizeGreaterThan(2);
    }
  }

  /** Readers skip pages by their bounds and row groups by their dictionaries. */
  @Property(tries = 8)
  void findsWhatIsLookedFor(@ForAll long seed, @ForAll @IntRange(min = 1, max = 300) int variety)
      throws IOException {
    List<RandomRow> rows = RandomRow.rows(new Random(seed), 30_000, variety);
    Path file = write(rows, 512 << 10);
    int wanted = rows.get(rows.size() / 2).small;

    assertThat(read(file, FilterCompat.get(FilterApi.eq(FilterApi.intColumn("small"), wanted))))
        .isEqualTo(
            rows.stream()
                .filter(row -> row.small == wanted)
                .map(row -> RandomRows.group(row).toString())
                .collect(Collectors.toList()));
  }

  /** Of a dictionary, or of bounds, nothing may be left. */
  @Property(tries = 30)
  void writesTheSameBytesWithColumnsThatWereUsed(
      @ForAll long seed,
      @ForAll @IntRange(max = 30_000) int usedBy,
      @ForAll @IntRange(max = 3_000) int count,
      @ForAll @IntRange(min = 1, max = 20_000) int variety)
      throws IOException {
    List<RandomRow> rows = RandomRow.rows(new Random(seed), count, variety);
    write(RandomRow.rows(new Random(~seed), usedBy, variety), ONE_ROW_GROUP);

    assertThat(write(rows, ONE_ROW_GROUP))
        .hasSameBinaryContentAs(write(rows, ONE_ROW_GROUP, new SpareColumns()));
  }

  private Path isLikeParquetsOwn(List<RandomRow> rows, long rowGroupBytes) throws IOException {
    Path ours = write(rows, rowGroupBytes);
    Path theirs = writeAsParquetDoes(rows, rowGroupBytes);

    assertThat(read(ours, FilterCompat.NOOP)).isEqualTo(read(theirs, FilterCompat.NOOP));
    if (rowGroupBytes == ONE_ROW_GROUP) {
      assertThat(statistics(ours)).isEqualTo(statistics(theirs));
    }
    return ours;
  }

  private Path write(List<RandomRow> rows, long rowGroupBytes) throws IOException {
    return write(rows, rowGroupBytes, spare);
  }

  private Path write(List<RandomRow> rows, long rowGroupBytes, SpareColumns spare)
      throws IOException {
    Path path = Files.createTempFile(folder, "ours", ".parquet");
    Files.delete(path);
    ParquetFile<RandomRow> file =
        new ParquetFile<>(new LocalOutputFile(path), new RandomRows(), rowGroupBytes, 3, spare);
    int alone = rows.size() / 3;
    for (RandomRow row : rows.subList(0, alone)) {
      file.addElement(row);
    }
    file.addElements(rows.subList(alone, rows.size()));
    file.finish();
    return path;
  }

  private Path writeAsParquetDoes(List<RandomRow> rows, long rowGroupBytes) throws IOException {
    Path path = Files.createTempFile(folder, "theirs", ".parquet");
    Files.delete(path);
    try (ParquetWriter<Group> writer =
        ExampleParquetWriter.builder(new LocalOutputFile(path))
            .withType(RandomRows.SCHEMA)
            .withConf(new Configuration(false))
            .withCompressionCodec(CompressionCodecName.ZSTD)
            .withRowGroupSize(rowGroupBytes)
            .withDictionaryEncoding("id", false)
            .withDictionaryEncoding("payload", false)
            .build()) {
      for (RandomRow row : rows) {
        writer.write(RandomRows.group(row));
      }
    }
    return path;
  }

  private static List<String> read(Path file, FilterCompat.Filter filter) throws IOException {
    List<String> rows = new ArrayList<>();
    try (ParquetFileReader reader = open(file, filter)) {
      for (PageReadStore group = reader.readNextFilteredRowGroup();
          group != null;
          group = reader.readNextFilteredRowGroup()) {
        RecordReader<Group> records =
            new ColumnIOFactory()
                .getColumnIO(RandomRows.SCHEMA)
                .getRecordReader(group, new GroupRecordConverter(RandomRows.SCHEMA), filter);
        for (long left = group.getRowCount(); left > 0; left--) {
          Group row = records.read();
          if (row != null && !records.shouldSkipCurrentRecord()) {
            rows.add(row.toString());
          }
        }
      }
    }
    return rows;
  }

  private static List<String> statistics(Path file) throws IOException {
    List<String> all = new ArrayList<>();
    try (ParquetFileReader reader = open(file, FilterCompat.NOOP)) {
      for (BlockMetaData rowGroup : reader.getFooter().getBlocks()) {
        for (ColumnChunkMetaData column : rowGroup.getColumns()) {
          Statistics<?> statistics = column.getStatistics();
          all.add(
              column.getPath()
                  + " values "
                  + column.getValueCount()
                  + ", nulls "
                  + statistics.getNumNulls()
                  + ", from "
                  + Objects.toString(statistics.genericGetMin())
                  + " to "
                  + Objects.toString(statistics.genericGetMax())
                  + ", bounds of pages "
                  + (reader.readColumnIndex(column) != null)
                  + ", places of pages "
                  + (reader.readOffsetIndex(column) != null)
                  + ", bytes "
                  + column.getSizeStatistics().getUnencodedByteArrayDataBytes()
                  + ", levels "
                  + column.getSizeStatistics().getRepetitionLevelHistogram()
                  + column.getSizeStatistics().getDefinitionLevelHistogram());
        }
      }
    }
    return all;
  }

  private static BlockMetaData onlyRowGroup(ParquetFileReader reader) {
    assertThat(reader.getFooter().getBlocks()).hasSize(1);
    return reader.getFooter().getBlocks().get(0);
  }

  private static ParquetFileReader open(Path file, FilterCompat.Filter filter) throws IOException {
    return ParquetFileReader.open(
        new LocalInputFile(file),
        ParquetReadOptions.builder(new PlainParquetConfiguration())
            .withRecordFilter(filter)
            .usePageChecksumVerification()
            .build());
  }
}
