package io.windfarm.producers;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What arrived of numbered records, by whichever way. A second copy is allowed, as the job removes
 * it; a gap is not, nor a record whose first copy came after that of a later one.
 */
final class Arrivals {
  private final Map<String, TreeMap<Integer, Long>> firstByTurbine = new TreeMap<>();

  static Outgoing record(int turbine, int number) {
    return new Outgoing(
        "WT-" + turbine, Integer.toString(number).getBytes(StandardCharsets.UTF_8), 1);
  }

  Arrivals through(TestStream stream) {
    stream
        .records()
        .forEach(
            record ->
                add(
                    record.partitionKey(),
                    record.data().asByteArray(),
                    record.approximateArrivalTimestamp().toEpochMilli()));
    return this;
  }

  Arrivals through(KafkaBroker kafka, String topic) {
    kafka.records(topic).forEach(record -> add(record.key(), record.value(), record.timestamp()));
    return this;
  }

  private void add(String turbine, byte[] payload, long millis) {
    firstByTurbine
        .computeIfAbsent(turbine, key -> new TreeMap<>())
        .merge(Integer.valueOf(new String(payload, StandardCharsets.UTF_8)), millis, Math::min);
  }

  /** Every turbine's records 0 to {@code each} came, and in that order. */
  void areCompleteAndInOrder(int turbines, int each) {
    assertThat(firstByTurbine).hasSize(turbines);
    firstByTurbine.forEach(
        (turbine, first) -> {
          List<Integer> expected = new ArrayList<>();
          for (int i = 0; i < each; i++) {
            expected.add(i);
          }
          assertThat(first.keySet()).as(turbine).containsExactlyElementsOf(expected);
          assertThat(List.copyOf(first.values())).as("arrival of " + turbine).isSorted();
        });
  }
}
