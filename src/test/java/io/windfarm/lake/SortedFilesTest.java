package io.windfarm.lake;

import static org.assertj.core.api.Assertions.assertThat;

import io.windfarm.lake.parquet.RunWriter;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.apache.flink.api.common.serialization.BulkWriter;

/**
 * Rows are three digits: they are sorted by the first and the second, the third tells them apart.
 * Texts of the first are the same objects, as most are in the job, those of the second are not.
 */
class SortedFilesTest {
  private static final Comparator<Integer> BY_KEYS = Comparator.comparingInt(row -> row / 10);

  private final List<Integer> file = new ArrayList<>();
  private final SortedFiles<Integer> files =
      new SortedFiles<>(
          out -> new Collecting(file),
          new Table.Order<>(
              row -> Integer.toString(row / 100).intern(), row -> Integer.toString(row / 10 % 10)));

  @Property
  void writesAllRowsSortedAndEqualOnesAsTheyCame(
      @ForAll @Size(max = 500) List<@IntRange(min = 0, max = 999) Integer> rows)
      throws IOException {
    file.clear();
    write(files.create(null), rows);

    assertThat(file).isEqualTo(rows.stream().sorted(BY_KEYS).collect(Collectors.toList()));
  }

  @Example
  void keepsNoMoreRowsThanTheOpenFilesMayShare() throws IOException {
    List<BulkWriter<Integer>> open = new ArrayList<>();
    for (int i = 0; i < 1_000; i++) {
      open.add(files.create(null));
    }
    BulkWriter<Integer> last = open.get(999);
    for (int row = 0; row < SortedFiles.SHORTEST_RUN; row++) {
      last.addElement(row);
    }

    assertThat(file).hasSize(SortedFiles.SHORTEST_RUN);
  }

  /** Of the keys of the first nothing is left in the second. */
  @Example
  void sortsEachRunByItself() throws IOException {
    for (int i = 0; i < 1_000; i++) {
      files.create(null);
    }
    List<Integer> rows = new ArrayList<>();
    for (int row = 999; rows.size() < 2 * SortedFiles.SHORTEST_RUN; row -= 7) {
      rows.add(row);
    }
    write(files.create(null), rows);

    List<Integer> first = rows.subList(0, SortedFiles.SHORTEST_RUN);
    List<Integer> second = rows.subList(SortedFiles.SHORTEST_RUN, rows.size());
    assertThat(file)
        .isEqualTo(
            Stream.of(first, second)
                .flatMap(run -> run.stream().sorted(BY_KEYS))
                .collect(Collectors.toList()));
  }

  @Example
  void givesTheShareOfAFinishedFileToTheNext() throws IOException {
    for (int i = 0; i < 1_000; i++) {
      write(files.create(null), List.of());
    }
    BulkWriter<Integer> alone = files.create(null);
    for (int row = 0; row < SortedFiles.BUDGET_ROWS - 1; row++) {
      alone.addElement(row);
    }
    assertThat(file).isEmpty();
    alone.addElement(0);
    assertThat(file).hasSize(SortedFiles.BUDGET_ROWS);
  }

  private static void write(BulkWriter<Integer> writer, List<Integer> rows) throws IOException {
    for (int row : rows) {
      writer.addElement(row);
    }
    writer.finish();
  }

  private static final class Collecting implements RunWriter<Integer> {
    private final List<Integer> file;

    Collecting(List<Integer> file) {
      this.file = file;
    }

    @Override
    public void addElement(Integer row) {
      file.add(row);
    }

    @Override
    public void addElements(List<Integer> rows) {
      file.addAll(rows);
    }

    @Override
    public void flush() {}

    @Override
    public void finish() {}
  }
}
