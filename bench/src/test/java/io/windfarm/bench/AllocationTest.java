package io.windfarm.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AllocationTest {
  private static final long MEGA = 1 << 20;

  @TempDir private Path folder;
  private byte[] kept = {};

  @Test
  void addsUpWhatTheHeapGrewByBetweenCollections() {
    List<String> pauses =
        List.of(
            "[3.8s] GC(0) Pause Young (Normal) (G1 Evacuation Pause) 18M->2M(380M) 7.902ms",
            "[3.9s] GC(1) Concurrent Mark Cycle",
            "[3.9s] GC(1) Pause Remark 227M->100M(380M) 0.817ms");

    // 16 to the first pause, 225 to the second, 30 since.
    assertThat(Allocation.grown(2 * MEGA, pauses, 130 * MEGA)).isEqualTo(271 * MEGA);
  }

  @Test
  void seesWhatEndedThreadsOfAJvmThatRunsHaveAllocated() throws Exception {
    Allocation allocation = Allocation.of(ProcessHandle.current().pid(), folder.resolve("gc.log"));
    Thread busy =
        new Thread(
            () -> {
              for (int i = 0; i < 3_000; i++) {
                kept = new byte[(int) MEGA / 10];
              }
            });
    busy.start();
    busy.join();

    assertThat(kept).isNotEmpty();
    assertThat(allocation.bytes()).isCloseTo(300 * MEGA, withinPercentage(15));
  }

  @Test
  void knowsTheMostMemoryOfAProcess() {
    assertThat(ResidentMemory.peakBytes(List.of(ProcessHandle.current().pid())))
        .isBetween(30 * MEGA, 8_000 * MEGA);
  }
}
