package io.windfarm.lake.parquet;

import java.io.IOException;
import java.util.List;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.page.DictionaryPage;
import org.apache.parquet.column.page.PageWriter;
import org.apache.parquet.column.statistics.SizeStatistics;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;

/**
 * The values of one column in a row group, cut into pages of format version 1; then in the next,
 * since by then its buffers have grown. Each value comes with its repetition and definition level
 * as the format has them: for a column that is no list and in no group, 0, and 1 if the value may
 * be absent, else 0.
 */
public abstract class ColumnChunk {
  /** A page is what a reader decompresses to get at one value. */
  static final int PAGE_BYTES = 256 << 10;

  /** A page with room to grow; a value that is larger is not usual. */
  static final int USUAL_BYTES = 2 * PAGE_BYTES;

  /** A tenth is left for the row that would be too large for it, as in Parquet's own writer. */
  private static final int FULL_PAGE_BYTES = PAGE_BYTES - PAGE_BYTES / 10;

  /** Parquet's own bound, so that pages of what takes no room can be skipped as well. */
  private static final int MOST_ROWS = 20_000;

  private final PrimitiveType type;
  private final int highestRepetition;
  private final int highestDefinition;

  /** Where a page is put together, one after another, for all columns. */
  private final LittleEndianBytes page;

  private final HybridEncoder encoder = new HybridEncoder();

  /** Of this row group; null before the first. */
  private PageWriter pages;

  private final Runs repetitions = new Runs();
  private final Runs definitions = new Runs();
  private int rows;
  private int values;
  private int nulls;
  private long plainBytes;

  ColumnChunk(ColumnDescriptor column, LittleEndianBytes page) {
    this.type = column.getPrimitiveType();
    this.highestRepetition = column.getMaxRepetitionLevel();
    this.highestDefinition = column.getMaxDefinitionLevel();
    this.page = page;
  }

  /**
   * A column that is to be told by {@link #startRowGroup} where its pages go.
   *
   * @param repeats whether a dictionary may pay
   * @param page scratch
   */
  static ColumnChunk of(ColumnDescriptor column, boolean repeats, LittleEndianBytes page) {
    switch (column.getPrimitiveType().getPrimitiveTypeName()) {
      case BINARY:
        return new BinaryChunk(column, repeats, page);
      case INT32:
        return new WholeChunk(column, repeats, Integer.BYTES, page);
      case INT64:
        return new WholeChunk(column, repeats, Long.BYTES, page);
      case DOUBLE:
        return new DoubleChunk(column, repeats, page);
      case BOOLEAN:
        return new FlagChunk(column, page);
      default:
        throw new IllegalArgumentException("No table has a column like " + column);
    }
  }

  final void startRowGroup(PageWriter pages) {
    this.pages = pages;
  }

  /** Forgets the row group, but keeps its memory. */
  final void forgetRowGroup() {
    pages = null;
    clearPage();
    clearRowGroup();
  }

  /** The definition level of a value that is there. */
  public final int highestDefinition() {
    return highestDefinition;
  }

  /** Adds that there is no value. */
  public final void addNull(int repetition, int definition) throws IOException {
    begin(repetition, definition);
    nulls++;
  }

  /** Adds a text, in UTF-8; unpaired surrogates become {@code ?}. */
  public void add(String text, int repetition, int definition) throws IOException {
    throw isNo("text");
  }

  /** Adds the decimal digits of a number, not below 0, as a text. */
  public void addDigits(int number, int repetition, int definition) throws IOException {
    throw isNo("text");
  }

  /** Makes room for texts of so many characters in all, which are added next. */
  public void expect(int characters) {
    throw isNo("text");
  }

  /** Adds bytes, which may change afterwards if they say that they are reused. */
  public void add(Binary bytes, int repetition, int definition) throws IOException {
    throw isNo("bytes");
  }

  /** Adds a whole number; where the column has 32 bits, it fits into them. */
  public void add(long number, int repetition, int definition) throws IOException {
    throw isNo("whole number");
  }

  /** Adds a number. */
  public void add(double number, int repetition, int definition) throws IOException {
    throw isNo("number");
  }

  /** Adds true or false. */
  public void add(boolean flag, int repetition, int definition) throws IOException {
    throw isNo("flag");
  }

  private IllegalArgumentException isNo(String value) {
    return new IllegalArgumentException("Column " + type + " takes no " + value + '.');
  }

  /** Counts a value, or none; a row's first value may end the page before it. */
  final void begin(int repetition, int definition) throws IOException {
    if (repetition == 0) {
      if (rows >= MOST_ROWS || plainBytes >= FULL_PAGE_BYTES) {
        endPage();
      }
      rows++;
    }
    values++;
    if (highestRepetition > 0) {
      repetitions.add(repetition);
    }
    if (highestDefinition > 0) {
      definitions.add(definition);
    }
  }

  /** Counts what the value takes in plain encoding, which is what bounds pages. */
  final void count(int bytes) {
    plainBytes += bytes;
  }

  /** Of the values of this page in plain encoding. */
  final long plainBytes() {
    return plainBytes;
  }

  /** Puts the values of this page behind its levels, and says how they are encoded. */
  abstract Encoding putValues(LittleEndianBytes page);

  /** Adds the smallest and the largest value of this page, if there is any. */
  abstract void addBounds(Statistics<?> statistics);

  /** Forgets the values of this page. */
  abstract void clearValues();

  /** Forgets what the pages of a row group have in common. */
  void clearRowGroup() {}

  /** Null if no page needs one. */
  DictionaryPage dictionaryPage() {
    return null;
  }

  /** How much memory the chunk takes, as far as it depends on its values. */
  final long bufferedBytes() {
    return plainBytes + pages.getMemSize();
  }

  /** Writes what is left to be written. */
  final void end() throws IOException {
    if (values > 0) {
      endPage();
    }
    DictionaryPage dictionary = dictionaryPage();
    if (dictionary != null) {
      pages.writeDictionaryPage(dictionary);
    }
  }

  private void endPage() throws IOException {
    page.clear();
    putLevels(repetitions, highestRepetition);
    putLevels(definitions, highestDefinition);
    Encoding encoding = putValues(page);
    Statistics<?> statistics = Statistics.createStats(type);
    statistics.incrementNumNulls(nulls);
    if (values > nulls) {
      addBounds(statistics);
    }
    pages.writePage(
        page.asInput(page.size()),
        values,
        rows,
        statistics,
        sizes(),
        encodingOfLevels(highestRepetition),
        encodingOfLevels(highestDefinition),
        encoding);
    clearPage();
  }

  private void clearPage() {
    clearValues();
    repetitions.clear();
    definitions.clear();
    rows = 0;
    values = 0;
    nulls = 0;
    plainBytes = 0;
  }

  private void putLevels(Runs levels, int highest) {
    if (highest == 0) {
      return;
    }
    int start = page.size();
    page.putInt(0);
    encode(levels, HybridEncoder.bitsFor(highest), page);
    page.setInt(start, page.size() - start - Integer.BYTES);
  }

  /** Puts small numbers as Parquet's hybrid of run lengths and bit packing. */
  final void encode(Runs runs, int bits, LittleEndianBytes out) {
    encoder.encode(runs, bits, out);
  }

  /** What the format calls levels that are not there. */
  @SuppressWarnings("deprecation") // deprecated for values alone
  private static Encoding encodingOfLevels(int highest) {
    return highest == 0 ? Encoding.BIT_PACKED : Encoding.RLE;
  }

  private SizeStatistics sizes() {
    long lengths = (long) Integer.BYTES * (values - nulls);
    return new SizeStatistics(
        type,
        type.getPrimitiveTypeName() == PrimitiveTypeName.BINARY ? plainBytes - lengths : 0,
        histogram(repetitions, highestRepetition),
        histogram(definitions, highestDefinition));
  }

  private List<Long> histogram(Runs levels, int highest) {
    return highest == 0 ? List.of((long) values) : levels.histogram(highest);
  }
}
