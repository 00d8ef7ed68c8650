package io.windfarm.bench;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.windfarm.local.Failure;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RoundsTest {
  @TempDir private Path folder;

  private Rounds rounds(long warmUp) {
    Input input = new Input(folder.resolve("input"), 4_000, 800_000, Map.of(), 0);
    return new Rounds(input, warmUp, folder.resolve("runs"), progress -> {});
  }

  @Test
  void refusesAWarmUpThatLeavesNothingToMeasure() {
    assertThatThrownBy(() -> rounds(4_000))
        .isInstanceOf(Failure.class)
        .hasMessage(
            "There are 4,000 events, of which the first 4,000 are not measured: send more, or have"
                + " fewer for the warm-up.");
  }

  @Test
  void refusesARunThatWasOverBeforeTheWarmUpWasSeenToBe() {
    Contestant quick = new Quick();

    assertThatThrownBy(() -> rounds(1_000).run(List.of(quick), 1))
        .isInstanceOf(Failure.class)
        .hasMessage(
            "The run of quick was over before it was seen that 1,000 events were read: send more.");
  }

  /** Is done between two looks. */
  private static final class Quick implements Contestant {
    @Override
    public String name() {
      return "quick";
    }

    @Override
    public List<String> tables() {
      return List.of();
    }

    @Override
    public Run run(Input input, long warmUp, Path directory) throws Exception {
      Files.createDirectories(directory.resolve("lake"));
      return new Meter(warmUp, input.records(), () -> Cost.NONE).end();
    }
  }
}
