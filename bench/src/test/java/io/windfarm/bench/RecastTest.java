package io.windfarm.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecastTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int EVENTS = 6_000;

  @TempDir private static Path folder;
  private static Input input;

  @BeforeAll
  static void makeUpAWorkload() throws Exception {
    input = Input.of(Workload.of(EVENTS, 10), folder);
  }

  private static List<String> lines(Input of) throws IOException {
    return Files.readAllLines(of.file(), StandardCharsets.ISO_8859_1);
  }

  @Test
  void disorderMovesLinesWithinTheirStretchesAlone() throws Exception {
    List<String> moved = lines(Recast.disordered(100).of(input));

    List<String> before = lines(input);
    assertThat(moved).hasSameSizeAs(before).isNotEqualTo(before);
    for (int from = 0; from < before.size(); from += 100) {
      int to = Math.min(from + 100, before.size());
      assertThat(moved.subList(from, to))
          .containsExactlyInAnyOrderElementsOf(before.subList(from, to));
    }
  }

  @Test
  void isTheSameEachTime() throws Exception {
    Recast disorder = Recast.disordered(100);

    List<String> once = lines(disorder.of(input));

    assertThat(lines(disorder.of(input))).isEqualTo(once);
  }

  @Test
  void paddingMakesEventsLongerAndSaysNothingElse() throws Exception {
    Input padded = Recast.padded(500).of(input);

    List<String> before = lines(input);
    List<String> after = lines(padded);
    assertThat(padded.bytes() / padded.records()).isBetween(480L, 520L);
    for (int i = 0; i < before.size(); i++) {
      if (before.get(i).endsWith("}")) {
        assertThat(after.get(i)).startsWith(before.get(i).substring(0, before.get(i).length() - 1));
      } else {
        assertThat(after.get(i)).isEqualTo(before.get(i));
      }
    }
  }

  @Test
  void aRecordHoldsSoManyEventsOfOneTurbineInTheirOrder() throws Exception {
    Input packed = Recast.packed(10).of(input);

    List<String> events = new ArrayList<>();
    int full = 0;
    for (String line : lines(packed)) {
      if (!line.startsWith("[")) {
        events.add(line);
        continue;
      }
      List<String> own =
          List.of(line.substring(1, line.length() - 1).split("(?<=\\}),(?=\\{)", -1));
      // One that is damaged would take the others with it.
      assertThat(JSON.readTree(line.getBytes(StandardCharsets.ISO_8859_1))).hasSize(own.size());
      events.addAll(own);
      full += own.size() == 10 ? 1 : 0;
      assertThat(own).extracting(RecastTest::turbine).containsOnly(turbine(own.get(0)));
      assertThat(own).hasSizeLessThanOrEqualTo(10);
    }
    assertThat(events).containsExactlyInAnyOrderElementsOf(lines(input));
    assertThat(full).isGreaterThan(EVENTS / 10 - 50);
    assertThat(packed.records()).isEqualTo(input.records());
  }

  private static String turbine(String event) {
    return event.replaceFirst(".*\"turbine_id\":\"", "").replaceFirst("\".*", "");
  }

  @Test
  void twoWorkloadsGoSideBySideInEventTime() throws Exception {
    Input hot = Input.of(Workload.of(3_000, 1).withHz(5), folder);

    Input both = input.mergedWith(hot);

    List<String> all = new ArrayList<>(lines(input));
    all.addAll(lines(hot));
    List<String> merged = lines(both);
    assertThat(merged).containsExactlyInAnyOrderElementsOf(all);
    assertThat(both.records()).isEqualTo(all.size());
    // 200 seconds of both: the first half of the lines is the first half of the time.
    assertThat(merged.subList(0, merged.size() / 2))
        .filteredOn(lines(hot)::contains)
        .hasSizeBetween(1_350, 1_650);
  }
}
