package io.windfarm.ingest.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.windfarm.model.Arrival;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files read side by side, from wherever reading stopped. */
class FolderReaderTest {
  private static final Instant START = Instant.parse("2022-03-01T00:00:00Z");

  @TempDir private Path folder;

  @Test
  void readsFilesThatCoverTheSameTimeSideBySide() throws Exception {
    write("a.jsonl", event("WT-1", 0), event("WT-1", 20), event("WT-1", 40));
    write("b.jsonl", event("WT-2", 10), event("WT-2", 30), event("WT-2", 50));

    assertThat(minutes(FolderReading.of(folder).toTheEnd())).containsExactly(0, 10, 20, 30, 40, 50);
  }

  @Test
  void readsAFileSortedByTurbineInOrderOfTime() throws Exception {
    write(
        "fleet.jsonl",
        event("WT-1", 0),
        event("WT-1", 20),
        event("WT-2", 0),
        event("WT-2", 20),
        event("WT-3", 10));

    assertThat(minutes(FolderReading.of(folder).toTheEnd())).containsExactly(0, 0, 10, 20, 20);
  }

  @Test
  void leavesDisorderThatIsAllowedAsItStands() throws Exception {
    write("a.jsonl", event("WT-1", 10), event("WT-1", 9), event("WT-1", 11));

    assertThat(minutes(FolderReading.of(folder).outOfOrderness(60).toTheEnd()))
        .containsExactly(10, 9, 11);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
  void readsEveryRecordOnceWhereverItIsStoppedAndGoesOn(int seed) throws Exception {
    Random random = new Random(seed);
    List<String> all = new ArrayList<>();
    for (int file = 0; file < 3; file++) {
      List<String> events = new ArrayList<>();
      for (int i = 0; i < 40; i++) {
        events.add(event("WT-" + file, random.nextInt(5) == 0 ? random.nextInt(400) : 10 * i));
      }
      all.addAll(events);
      write(
          (seed % 2 == 0 ? "packed" : "plain") + file + (seed % 2 == 0 ? ".jsonl.gz" : ".jsonl"),
          events);
    }
    List<String> read = new ArrayList<>();
    FolderReading reading = FolderReading.of(folder).batch(3 + random.nextInt(20));
    while (reading.readSome(50 + random.nextInt(30))) {
      read.addAll(payloads(reading.taken()));
      reading = reading.restored();
    }
    read.addAll(payloads(reading.taken()));

    assertThat(read).containsExactlyInAnyOrderElementsOf(all);
  }

  @Test
  void readsAFileThatHasGrownFromWhereItEnded() throws Exception {
    write("a.jsonl", event("WT-1", 0), event("WT-1", 10));
    FolderReading reading = FolderReading.of(folder);
    assertThat(minutes(reading.forNow())).containsExactly(0, 10);

    append("a.jsonl", event("WT-1", 20) + "\n");
    write("b.jsonl", event("WT-2", 15));
    assertThat(minutes(reading.restored().forNow())).containsExactly(15, 20);
  }

  @Test
  void letsEventTimeNotPassTheEndOfAFileThatMayGrow() throws Exception {
    write("a.jsonl", event("WT-1", 0), event("WT-1", 60));
    write("b.jsonl", event("WT-2", 10), event("WT-2", 40));
    write("ended-long-ago.jsonl", event("WT-3", 0));
    FolderReading reading = FolderReading.of(folder);
    assertThat(minutes(reading.forNow())).containsExactly(0, 0, 10, 40, 60);
    assertThat(reading.watermark()).isEqualTo(START.plusSeconds(40 * 60).toEpochMilli() - 1);

    append("b.jsonl", event("WT-2", 90) + "\n");
    reading = reading.restored();
    assertThat(minutes(reading.forNow())).containsExactly(90);
    assertThat(reading.watermark()).isEqualTo(START.plusSeconds(60 * 60).toEpochMilli() - 1);
  }

  @Test
  void leavesALineThatIsStillBeingWritten() throws Exception {
    String whole = event("WT-1", 10);
    write("a.jsonl", event("WT-1", 0));
    append("a.jsonl", whole.substring(0, 20));
    FolderReading reading = FolderReading.of(folder);
    assertThat(minutes(reading.forNow())).containsExactly(0);

    append("a.jsonl", whole.substring(20) + "\n");
    assertThat(minutes(reading.restored().forNow())).containsExactly(10);
  }

  @Test
  void takesALastLineWithoutAnEndWhereNothingMoreIsToCome() throws Exception {
    write("a.jsonl", event("WT-1", 0));
    append("a.jsonl", event("WT-1", 10));

    assertThat(minutes(FolderReading.of(folder).toTheEnd())).containsExactly(0, 10);
  }

  @Test
  void keepsWhatCanNotBeDatedBetweenItsNeighbours() throws Exception {
    write("a.jsonl", event("WT-1", 0), "{broken", event("WT-1", 20));
    write("b.jsonl", event("WT-2", 10));

    assertThat(payloads(FolderReading.of(folder).toTheEnd()))
        .containsExactly(event("WT-1", 0), "{broken", event("WT-2", 10), event("WT-1", 20));
  }

  @Test
  void saysWhichFileAndLineARecordIsFrom() throws Exception {
    Files.writeString(folder.resolve("a.jsonl"), "\n" + event("WT-1", 0) + "\r\n");

    Arrival arrival = FolderReading.of(folder).toTheEnd().get(0);
    assertThat(List.of(arrival.stream, arrival.shard, arrival.sequence()))
        .containsExactly("a.jsonl", "a.jsonl", "2");
    assertThat(new String(arrival.payload, StandardCharsets.UTF_8)).isEqualTo(event("WT-1", 0));
  }

  @Test
  void refusesAPackedFileInNoOrderAtAll() throws Exception {
    List<String> events = new ArrayList<>();
    for (int i = 0; i < 500; i++) {
      events.add(event("WT-1", i));
    }
    Collections.shuffle(events, new Random(1));
    write("a.jsonl.gz", events);

    assertThatThrownBy(() -> FolderReading.of(folder).toTheEnd())
        .isInstanceOf(IOException.class)
        .hasMessageContaining("a.jsonl.gz is in no order of time")
        .hasMessageContaining("Sort its rows by time, or unpack it");
  }

  @Test
  void saysWhichFileIsCutOff() throws Exception {
    write("a.jsonl.gz", List.of(event("WT-1", 0), event("WT-1", 10)));
    byte[] whole = Files.readAllBytes(folder.resolve("a.jsonl.gz"));
    try (OutputStream half = Files.newOutputStream(folder.resolve("a.jsonl.gz"))) {
      half.write(whole, 0, whole.length / 2);
    }

    assertThatThrownBy(() -> FolderReading.of(folder).toTheEnd())
        .hasMessageContaining("a.jsonl.gz is cut off in the middle");
  }

  private static String event(String turbine, int minute) {
    return "{\"turbine_id\":\""
        + turbine
        + "\",\"type\":\"power_factor\",\"data\":0.97,\"date\":\""
        + START.plusSeconds(60L * minute)
        + "\"}";
  }

  private void write(String name, String... events) throws IOException {
    write(name, List.of(events));
  }

  private void write(String name, List<String> events) throws IOException {
    byte[] text = (String.join("\n", events) + "\n").getBytes(StandardCharsets.UTF_8);
    if (name.endsWith(".gz")) {
      ByteArrayOutputStream packed = new ByteArrayOutputStream();
      try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
        gzip.write(text);
      }
      text = packed.toByteArray();
    }
    Files.write(folder.resolve(name), text);
  }

  private void append(String name, String text) throws IOException {
    Files.writeString(folder.resolve(name), text, StandardOpenOption.APPEND);
  }

  private static List<String> payloads(List<Arrival> arrivals) {
    return arrivals.stream()
        .map(arrival -> new String(arrival.payload, StandardCharsets.UTF_8))
        .collect(Collectors.toList());
  }

  private static List<Integer> minutes(List<Arrival> arrivals) {
    return payloads(arrivals).stream()
        .map(
            payload ->
                payload.substring(payload.indexOf("\"date\":\"") + 8, payload.lastIndexOf('"')))
        .map(date -> (int) ((Instant.parse(date).getEpochSecond() - START.getEpochSecond()) / 60))
        .collect(Collectors.toList());
  }
}
