package io.windfarm.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * What a {@link NumbersJob} has committed.
 *
 * @param placeOf how often each number was written, and with which places
 */
record Numbers(Map<Long, List<Long>> placeOf) {
  /** Reads the committed files below a folder. */
  static Numbers in(Path folder) throws IOException {
    List<String> lines = new ArrayList<>();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(file -> Files.isRegularFile(file)).toList()) {
        if (file.getFileName().toString().startsWith("part-")) {
          lines.addAll(Files.readAllLines(file));
        }
      }
    }
    return new Numbers(
        lines.stream()
            .map(line -> line.split(" "))
            .collect(
                Collectors.groupingBy(
                    words -> Long.valueOf(words[0]),
                    Collectors.mapping(words -> Long.valueOf(words[1]), Collectors.toList()))));
  }

  int size() {
    return placeOf.size();
  }

  /**
   * Each number from these starts on was written once, without a gap up to the last, and the places
   * of each remainder are 1, 2, 3, …: neither output nor state was lost or doubled.
   */
  void assertWrittenOnceFrom(long... starts) {
    assertThat(placeOf).allSatisfy((number, places) -> assertThat(places).hasSize(1));
    List<Long> expected = new ArrayList<>();
    for (long start : starts) {
      long end = start;
      while (placeOf.containsKey(end)) {
        end++;
      }
      assertThat(end).as("end of the numbers from " + start).isGreaterThan(start);
      LongStream.range(start, end).forEach(expected::add);
    }
    assertThat(placeOf.keySet()).containsExactlyInAnyOrderElementsOf(expected);
    Map<Long, List<Long>> placesOfRemainder =
        placeOf.entrySet().stream()
            .collect(
                Collectors.groupingBy(
                    entry -> entry.getKey() % NumbersJob.REMAINDERS,
                    Collectors.mapping(entry -> entry.getValue().get(0), Collectors.toList())));
    assertThat(placesOfRemainder)
        .allSatisfy(
            (remainder, places) ->
                assertThat(places)
                    .containsExactlyInAnyOrderElementsOf(
                        LongStream.rangeClosed(1, places.size()).boxed().toList()));
  }
}
