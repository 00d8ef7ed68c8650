package io.windfarm.ingest.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.windfarm.WindFarmJob;
import io.windfarm.model.Arrival;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A lake's own records, read again. */
class RawLakeTest {
  @RegisterExtension static final MiniClusterExtension CLUSTER = new MiniClusterExtension();

  private static final List<String> EVENTS =
      List.of(
          "{\"turbine_id\":\"WT-1\",\"type\":\"pf\",\"data\":0.91,\"date\":\"2026-11-20T07:00:00Z\"}",
          "no event at all",
          "{\"turbine_id\":\"WT-2\",\"type\":\"pf\",\"data\":0.92,\"date\":\"2026-11-20T07:00:01Z\"}");

  @TempDir private Path folder;

  @Test
  void holdsTheRecordsAsTheyWereReceivedWithWhereTheyCameFrom() throws Exception {
    Path lake = lake();
    List<Arrival> again = FolderReading.of(lake.resolve("raw")).toTheEnd();

    assertThat(again)
        .extracting(
            arrival ->
                arrival.source
                    + " "
                    + arrival.stream
                    + " "
                    + arrival.shard
                    + " "
                    + arrival.sequence()
                    + " "
                    + new String(arrival.payload, StandardCharsets.UTF_8))
        .containsExactlyInAnyOrder(
            "FILE events.jsonl events.jsonl 1 " + EVENTS.get(0),
            "FILE events.jsonl events.jsonl 2 " + EVENTS.get(1),
            "FILE events.jsonl events.jsonl 3 " + EVENTS.get(2));
    long written = Files.getLastModifiedTime(folder.resolve("events.jsonl")).toMillis();
    assertThat(again).allMatch(arrival -> arrival.arrivalTime == written);
  }

  @Test
  void isReadOnFromTheRowThatWasNext() throws Exception {
    FolderReading reading = FolderReading.of(lake().resolve("raw")).batch(2);
    reading.readSome(3);
    List<Arrival> first = List.copyOf(reading.taken());
    List<Arrival> rest = reading.restored().toTheEnd();

    assertThat(first).isNotEmpty();
    assertThat(payloads(first)).doesNotContainAnyElementsOf(payloads(rest));
    assertThat(first.size() + rest.size()).isEqualTo(EVENTS.size());
  }

  @Test
  void isNotAnotherTable() throws Exception {
    Path readings = lake().resolve("readings");

    assertThatThrownBy(() -> FolderReading.of(readings).toTheEnd())
        .hasMessageContaining("is no file of the table 'raw', but holds readings")
        .hasMessageContaining("<root>/raw");
  }

  private Path lake() throws Exception {
    Path input = folder.resolve("events.jsonl");
    Files.write(input, EVENTS);
    Path lake = folder.resolve("lake");
    WindFarmJob.main(
        new String[] {
          "--source.type", "files",
          "--source.path", input.toString(),
          "--lake.root", lake.toUri().toString()
        });
    return lake;
  }

  private static List<String> payloads(List<Arrival> arrivals) {
    return arrivals.stream()
        .map(arrival -> new String(arrival.payload, StandardCharsets.UTF_8))
        .collect(Collectors.toList());
  }
}
