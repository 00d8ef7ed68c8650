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
  void knowsWhatAHeapHoldsWhateverItsCollectorCallsItsParts() {
    String g1 =
        " garbage-first heap   total 389120K, used 2048K [0x1)\n Metaspace used 7K, reserved 9K";
    String parallel =
        """
         PSYoungGen      total 76288K, used 1000K [0x00000000f5580000, 0x0000000100000000)
          eden space 65536K, 1% used [0x1,0x2,0x3)
         ParOldGen       total 175104K, used 500K [0x1, 0x2, 0x3)
         Metaspace       used 5K, committed 320K, reserved 1056768K
        """;

    assertThat(Allocation.used(g1)).isEqualTo(2 * MEGA);
    assertThat(Allocation.used(parallel)).isEqualTo(1_500 * 1_024);
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
