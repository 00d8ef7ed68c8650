package io.windfarm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The whole job, from its arguments to the files it leaves. */
class WindFarmJobTest {
  @RegisterExtension static final MiniClusterExtension CLUSTER = new MiniClusterExtension();

  @TempDir Path folder;

  @Test
  void accountsForEveryReadingOfAFile() throws Exception {
    Path input = folder.resolve("readings.jsonl");
    Files.write(
        input,
        IntStream.range(0, 600)
            .mapToObj(
                second ->
                    String.format(
                        "{\"id\":\"%d\",\"turbine_id\":\"WT-%d\",\"farm_id\":\"A\","
                            + "\"type\":\"Hydraulic Pressure\",\"data\":%s,"
                            + "\"date\":\"2026-11-20T07:%02d:%02dZ\"}",
                        second,
                        second % 3,
                        second == 300 ? "null" : second == 301 ? "\"error\"" : "75.5",
                        second / 60,
                        second % 60))
            .collect(Collectors.toList()));

    WindFarmJob.main(
        new String[] {
          "--source.type", "files",
          "--source.path", input.toString(),
          "--lake.root", folder.resolve("lake").toUri().toString()
        });

    try (LakeReader lake = new LakeReader(folder.resolve("lake"))) {
      assertThat(
              lake.rows(
                  "SELECT sum(records), sum(received), sum(rejected), sum(good), sum(uncertain),"
                      + " sum(bad), sum(late), sum(duplicate) FROM ledger"))
          .containsExactly("600 | 600 | 1 | 598 | 1 | 0 | 0 | 0");
      assertThat(lake.rows("SELECT reason, payload::VARCHAR LIKE '%error%' FROM rejected"))
          .containsExactly("BAD_VALUE | true");
      assertThat(
              lake.rows(
                  "SELECT turbine_id, \"window\", \"count\", mean FROM statistics"
                      + " WHERE \"window\" = '10m' AND aligned ORDER BY 1, window_start"))
          .contains("WT-1 | 10m | 200 | 75.5");
    }
  }

  @Test
  void refusesAnUnknownKeyWithASuggestion() {
    assertThatThrownBy(() -> WindFarmJob.main(new String[] {"--lake.rot", "s3://bucket/lake"}))
        .hasMessageContaining("lake.rot")
        .hasMessageContaining("did you mean 'lake.root'?");
  }
}
