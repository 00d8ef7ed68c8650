package io.windfarm.kinesis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShardLogTest {
  /** Small enough that a handful of records fill several segments. */
  private static final int SEGMENT = 1_000;

  @TempDir Path directory;

  @Test
  void readsAcrossSegments() throws IOException {
    ShardLog log = filled(small(Storage.heap(new AtomicLong())), 100);

    assertThat(texts(log.read(0, 0, 1_000, Long.MAX_VALUE))).hasSize(100).startsWith("r1", "r2");
    assertThat(texts(log.read(42, 0, 3, Long.MAX_VALUE))).containsExactly("r42", "r43", "r44");
    assertThat(log.read(98, 0, 3, Long.MAX_VALUE).atEnd()).isTrue();
    assertThat(log.read(97, 0, 3, Long.MAX_VALUE).atEnd()).isFalse();
  }

  @Test
  void givesAtLeastOneRecordHoweverFewBytesAreAskedFor() throws IOException {
    ShardLog log = filled(small(Storage.heap(new AtomicLong())), 3);

    assertThat(texts(log.read(0, 0, 10, 1))).containsExactly("r1");
  }

  @Test
  void findsTheFirstRecordOfATimeInAnySegment() throws IOException {
    ShardLog log = filled(small(Storage.heap(new AtomicLong())), 100);

    for (long index = 1; index <= 100; index++) {
      assertThat(log.indexAt(index * 10)).isEqualTo(index);
      assertThat(log.indexAt(index * 10 - 5)).isEqualTo(index);
    }
    assertThat(log.indexAt(1_001)).isEqualTo(101);
  }

  @Test
  void passesOverWhatIsOlderThanTheHorizon() throws IOException {
    ShardLog log = filled(small(Storage.heap(new AtomicLong())), 100);

    assertThat(texts(log.read(0, 555, 2, Long.MAX_VALUE))).containsExactly("r56", "r57");
    assertThat(texts(log.read(70, 555, 1, Long.MAX_VALUE))).containsExactly("r70");
    ShardLog.Batch none = log.read(0, 5_000, 10, Long.MAX_VALUE);
    assertThat(none.records()).isEmpty();
    assertThat(none.nextIndex()).isEqualTo(101);
    assertThat(none.atEnd()).isTrue();
  }

  @Test
  void freesSegmentsBehindTheHorizonAndGivesTheMemoryBack() throws IOException {
    AtomicLong held = new AtomicLong();
    ShardLog log = filled(small(Storage.heap(held)), 100);
    long before = held.get();

    log.trim(900);

    assertThat(held.get()).isLessThanOrEqualTo(before / 2);
    assertThat(texts(log.read(0, 900, 1, Long.MAX_VALUE))).containsExactly("r90");
    log.delete();
    assertThat(held.get()).isZero();
  }

  @Test
  void goesOnAfterAReopening() throws IOException {
    filled(small(Storage.files(directory)), 100).close();

    ShardLog log = new ShardLog(small(Storage.files(directory)));

    assertThat(texts(log.read(0, 0, 1_000, Long.MAX_VALUE))).hasSize(100);
    assertThat(log.indexAt(420)).isEqualTo(42);
    assertThat(log.append(List.of(payload("next")), 5).firstIndex()).isEqualTo(101);
    // A clock that was set back does not take arrivals back with it.
    assertThat(log.read(101, 0, 1, Long.MAX_VALUE).records().get(0).arrivalMillis())
        .isEqualTo(1_000);
    log.close();
  }

  @Test
  void cutsAnUnfinishedRecordOffAtEveryPossibleByte() throws IOException {
    filled(Storage.files(directory), 3).close();
    Path file = segments().get(0);
    byte[] whole = Files.readAllBytes(file);
    int last = whole.length - LogCursor.bytes(payload("r3"));

    for (int length = last; length < whole.length; length++) {
      byte[] torn = new byte[length];
      System.arraycopy(whole, 0, torn, 0, length);
      Files.write(file, torn);

      ShardLog log = new ShardLog(Storage.files(directory));
      assertThat(log.nextIndex()).isEqualTo(3);
      log.append(List.of(payload("again")), 99);
      assertThat(texts(log.read(0, 0, 10, Long.MAX_VALUE))).containsExactly("r1", "r2", "again");
      log.close();
    }
  }

  @Test
  void cutsZerosAndRubbishOffTheEnd() throws IOException {
    filled(Storage.files(directory), 3).close();
    Files.write(segments().get(0), new byte[500], StandardOpenOption.APPEND);

    ShardLog log = new ShardLog(Storage.files(directory));

    assertThat(texts(log.read(0, 0, 10, Long.MAX_VALUE))).containsExactly("r1", "r2", "r3");
    log.close();
  }

  @Test
  void saysSoWhenARecordInTheMiddleWasChanged() throws IOException {
    filled(small(Storage.files(directory)), 100).close();
    Path first = segments().get(0);
    byte[] bytes = Files.readAllBytes(first);
    bytes[LogCursor.HEADER + LogCursor.BODY_FIXED] ^= 1;
    Files.write(first, bytes);
    ShardLog log = new ShardLog(small(Storage.files(directory)));

    assertThatThrownBy(() -> log.read(0, 0, 10, Long.MAX_VALUE))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("damaged");
    log.close();
  }

  private List<Path> segments() throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.sorted().toList();
    }
  }

  /** Record {@code r<i>} at index i, arrived at 10 i milliseconds. */
  private static ShardLog filled(Storage storage, int records) throws IOException {
    ShardLog log = new ShardLog(storage);
    for (int i = 1; i <= records; i++) {
      log.append(List.of(payload("r" + i)), i * 10L);
    }
    return log;
  }

  private static Payload payload(String data) {
    return new Payload(
        "key".getBytes(StandardCharsets.UTF_8), data.getBytes(StandardCharsets.UTF_8));
  }

  private static List<String> texts(ShardLog.Batch batch) {
    return batch.records().stream()
        .map(record -> new String(record.data(), StandardCharsets.UTF_8))
        .toList();
  }

  private static Storage small(Storage storage) {
    return new Storage() {
      @Override
      public long segmentBytes() {
        return SEGMENT;
      }

      @Override
      public List<Long> existing() throws IOException {
        return storage.existing();
      }

      @Override
      public LogStore open(long firstIndex, boolean sealed) throws IOException {
        return storage.open(firstIndex, sealed);
      }

      @Override
      public void delete() throws IOException {
        storage.delete();
      }
    };
  }
}
