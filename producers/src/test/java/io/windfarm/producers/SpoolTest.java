package io.windfarm.producers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpoolTest {
  private static final int BATCH = 100;
  private static final OptionalLong NO_LIMIT = OptionalLong.empty();

  @TempDir private Path dir;
  private Path file;

  @BeforeEach
  void name() {
    file = dir.resolve("readings.spool");
  }

  @Test
  void givesBackWhatWasWrittenInOrderOnceItIsOpenedAgain() {
    try (Spool spool = open(file)) {
      spool.write(batch(1, 3), List.of());
      spool.write(batch(4, 3), batch(2, 1));
    }
    try (Spool spool = open(file)) {
      assertThat(sequences(spool)).containsExactly(1L, 3L, 4L, 5L, 6L);
      assertThat(spool.records()).isEqualTo(5);
      assertThat(spool.readings()).isEqualTo(10);
      assertThat(spool.lastSequence()).isEqualTo(6);
      Outgoing first = all(spool).get(0).record();
      assertThat(first.key()).isEqualTo("WT-1");
      assertThat(first.payload()).isEqualTo(payload(1));
      assertThat(first.readings()).isEqualTo(2);
      assertThat(spool.findings()).isEmpty();
    }
  }

  @Test
  void readsOnlyTheTurbinesThatAreAskedForAndSaysUpToWhere() {
    try (Spool spool = open(file)) {
      spool.write(batch(1, 9), List.of());
      Spool.Found two = spool.read(0, 9, 2, 1 << 20, "WT-1"::equals);
      assertThat(two.records()).extracting(Waiting::sequence).containsExactly(1L, 4L);
      assertThat(two.lastSequence()).isEqualTo(4);
      Spool.Found rest = spool.read(4, 9, 2, 1 << 20, "WT-1"::equals);
      assertThat(rest.records()).extracting(Waiting::sequence).containsExactly(7L);
      assertThat(rest.lastSequence()).isEqualTo(9);
      assertThat(spool.turbines())
          .containsOnlyKeys("WT-1", "WT-2", "WT-0")
          .containsEntry("WT-0", 3);
    }
  }

  @Test
  void aSpoolIsForOneProcessAtATime() {
    try (Spool spool = open(file)) {
      spool.write(batch(1, 1), List.of());
      assertThatThrownBy(() -> open(file))
          .isInstanceOf(SpoolException.class)
          .hasMessageContaining("in use by process " + ProcessHandle.current().pid())
          .hasMessageContaining("--spool of its own");
    }
    try (Spool spool = open(file)) {
      assertThat(spool.records()).isEqualTo(1);
    }
  }

  @Test
  void whereverAWriteIsCutOffWhatWasWrittenBeforeItIsThere() throws Exception {
    Path master = dir.resolve("master");
    long whole;
    try (Spool spool = open(file)) {
      spool.write(batch(1, BATCH), List.of());
      whole = Files.size(log(file));
      spool.write(batch(1 + BATCH, BATCH), List.of());
      // As a process leaves it that is killed: what it wrote, and no more.
      copy(file, master);
    }
    long all = Files.size(log(master));
    assertThat(all).isGreaterThan(whole);
    for (long end = whole; end < all; end += (all - whole) / 7) {
      Path cut = dir.resolve("cut-" + end);
      copy(master, cut);
      truncate(log(cut), end);
      try (Spool spool = open(cut)) {
        assertThat(sequences(spool)).as("cut at %d of %d", end, all).hasSize(BATCH);
        assertThat(spool.findings()).isEmpty();
      }
    }
    try (Spool spool = open(master)) {
      assertThat(spool.records()).isEqualTo(2 * BATCH);
    }
  }

  @Test
  void savesWhatCanBeReadOfAShortenedFileAndKeepsTheFile() throws Exception {
    fill(50);
    long whole = Files.size(file);
    truncate(file, whole * 2 / 3);
    try (Spool spool = open(file)) {
      assertThat(spool.findings())
          .singleElement()
          .asString()
          .contains("was damaged", "records were saved", "is kept as");
      assertThat(spool.records()).isBetween(50L * BATCH / 2, 50L * BATCH - 1);
      assertThat(all(spool))
          .allMatch(w -> Arrays.equals(w.record().payload(), payload(w.sequence())));
      assertThat(damaged()).hasSize(1);
      spool.write(batch(1_000_000, 1), List.of());
    }
    try (Spool spool = open(file)) {
      assertThat(spool.findings()).isEmpty();
      assertThat(spool.lastSequence()).isEqualTo(1_000_000);
    }
  }

  @Test
  void savesWhatLiesOnBothSidesOfAHole() throws Exception {
    fill(50);
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.write(ByteBuffer.allocate(8192), Files.size(file) / 8192 * 4096);
    }
    try (Spool spool = open(file)) {
      assertThat(spool.findings()).hasSize(1);
      assertThat(spool.records()).isBetween(50L * BATCH * 9 / 10, 50L * BATCH - 1);
      assertThat(sequences(spool)).contains(1L, 50L * BATCH).isSorted();
    }
  }

  @Test
  void refusesAFileThatIsNoSpoolAndLeavesItAlone() throws Exception {
    Files.writeString(file, "Dear diary, ".repeat(1_000));
    assertThatThrownBy(() -> open(file))
        .isInstanceOf(SpoolException.class)
        .hasMessageContaining("is no spool");
    assertThat(file).content().startsWith("Dear diary");
  }

  @Test
  void refusesADatabaseOfSomebodyElse() throws Exception {
    try (Connection other = DriverManager.getConnection("jdbc:sqlite:" + file)) {
      other.createStatement().execute("CREATE TABLE diary (entry TEXT)");
    }
    assertThatThrownBy(() -> open(file)).hasMessageContaining("is no spool");
  }

  @Test
  void setsAsideTheLogOfAFileThatIsEmptyNow() throws Exception {
    Path killed = dir.resolve("killed");
    try (Spool spool = open(file)) {
      spool.write(batch(1, BATCH), List.of());
      copy(file, killed);
    }
    truncate(killed, 0);
    try (Spool spool = open(killed)) {
      assertThat(spool.findings()).singleElement().asString().contains("is kept as");
      assertThat(damaged()).anyMatch(path -> path.toString().endsWith("-wal"));
    }
  }

  @Test
  void goesOnWhereARepairWasCutOff() throws Exception {
    fill(1);
    Files.move(file, dir.resolve("readings.spool.recovered"));
    try (Spool spool = open(file)) {
      assertThat(spool.records()).isEqualTo(BATCH);
    }
  }

  @Test
  void aFullSpoolTakesNothingOfAWriteUntilSomethingIsRemoved() {
    try (Spool spool = Spool.open(file, OptionalLong.of(100_000))) {
      int written = 0;
      SpoolException full = null;
      while (full == null) {
        try {
          spool.write(batch(1 + written * BATCH, BATCH), List.of());
          written++;
        } catch (SpoolException e) {
          full = e;
        }
      }
      assertThat(full.isPassing()).isTrue();
      assertThat(full).hasMessageContaining("full").hasMessageContaining("--spool-limit");
      assertThat(spool.records()).isEqualTo((long) written * BATCH);
      spool.write(List.of(), batch(1, 3 * BATCH));
      spool.write(batch(1_000_000, BATCH), List.of());
      assertThat(sequences(spool)).hasSize((written - 2) * BATCH);
    }
  }

  @Test
  void givesItsRoomBackOnceItIsEmpty() throws Exception {
    fill(50);
    long full = Files.size(file);
    try (Spool spool = open(file)) {
      spool.write(List.of(), batch(1, 50 * BATCH));
    }
    assertThat(Files.size(file)).isLessThan(full / 10);
  }

  private static Spool open(Path file) {
    return Spool.open(file, NO_LIMIT);
  }

  private void fill(int batches) {
    try (Spool spool = open(file)) {
      for (int i = 0; i < batches; i++) {
        spool.write(batch(1 + i * BATCH, BATCH), List.of());
      }
    }
  }

  private static List<Waiting> batch(long first, int count) {
    List<Waiting> batch = new ArrayList<>();
    for (long sequence = first; sequence < first + count; sequence++) {
      batch.add(new Waiting(sequence, new Outgoing("WT-" + sequence % 3, payload(sequence), 2)));
    }
    return batch;
  }

  private static byte[] payload(long sequence) {
    return ("{\"id\":" + sequence + "}").repeat(10).getBytes(StandardCharsets.UTF_8);
  }

  private static List<Waiting> all(Spool spool) {
    return spool
        .read(0, Long.MAX_VALUE, Integer.MAX_VALUE, Long.MAX_VALUE, turbine -> true)
        .records();
  }

  private static List<Long> sequences(Spool spool) {
    return all(spool).stream().map(Waiting::sequence).toList();
  }

  private List<Path> damaged() throws IOException {
    try (Stream<Path> files = Files.list(dir)) {
      return files.filter(path -> path.toString().contains(".damaged-")).toList();
    }
  }

  private static Path log(Path file) {
    return file.resolveSibling(file.getFileName() + "-wal");
  }

  private static void copy(Path from, Path to) throws IOException {
    Files.copy(from, to);
    Files.copy(log(from), log(to));
  }

  private static void truncate(Path file, long bytes) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.truncate(bytes);
    }
  }
}
