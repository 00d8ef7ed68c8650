package io.windfarm.lake;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.apache.flink.streaming.api.functions.sink.filesystem.PartFileInfo;
import org.junit.jupiter.api.Test;

class RollingBySizeTest {
  private final RollingBySize<String> rolling = new RollingBySize<>(100, RollingBySize.NEVER);

  @Test
  void closesAFileThatReachedItsSize() throws IOException {
    assertThat(closes(fileOf(99))).isFalse();
    assertThat(closes(fileOf(100))).isTrue();
  }

  /** Within so many rows as any size may be overlooked for. */
  private boolean closes(PartFileInfo<String> file) throws IOException {
    boolean closes = false;
    for (int row = 0; row < 64; row++) {
      closes |= rolling.shouldRollOnEvent(file, "row");
    }
    return closes;
  }

  @Test
  void closesEveryFileAtACheckpointAndNoneForItsAge() {
    assertThat(rolling.shouldRollOnCheckpoint(fileOf(1))).isTrue();
    assertThat(rolling.shouldRollOnProcessingTime(fileOf(1), Long.MAX_VALUE)).isFalse();
  }

  @Test
  void closesAFileThatGotNoRowForAWhile() {
    RollingBySize<String> quiet = new RollingBySize<>(100, 2_000);
    assertThat(quiet.shouldRollOnProcessingTime(fileOf(1), 2_000)).isFalse();
    assertThat(quiet.shouldRollOnProcessingTime(fileOf(1), 2_001)).isTrue();
  }

  private static PartFileInfo<String> fileOf(long bytes) {
    return new PartFileInfo<>() {
      @Override
      public String getBucketId() {
        return "region=unknown";
      }

      @Override
      public long getCreationTime() {
        return 0;
      }

      @Override
      public long getSize() {
        return bytes;
      }

      @Override
      public long getLastUpdateTime() {
        return 0;
      }
    };
  }
}
