package io.windfarm.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.windfarm.local.Failure;
import java.io.BufferedReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class CpuTimeTest {
  @Test
  void addsUpUserAndSystemTimeOfAProcessAndOfChildrenThatHaveEnded() {
    String stat = "77 (a (b) c) S 1 77 77 0 -1 4194304 9 0 0 0 120 30 7 3 20 0 1 0 500 1 2 3";

    assertThat(CpuTime.parse(stat)).isEqualTo(1.6);
  }

  @Test
  void countsWhatADescendantUsesWhileItLivesAndAfterItHasEnded() throws Exception {
    String work = "i=0; while [ $i -lt 300000 ]; do i=$((i+1)); done; echo worked; read line";
    Process parent =
        new ProcessBuilder("sh", "-c", "sh -c '" + work + "'; echo over; read line").start();
    try (BufferedReader output = parent.inputReader(StandardCharsets.UTF_8)) {
      assertThat(output.readLine()).isEqualTo("worked");
      double living = CpuTime.seconds(List.of(parent.pid()));
      parent.outputWriter(StandardCharsets.UTF_8).append('\n').flush();
      assertThat(output.readLine()).isEqualTo("over");
      double ended = CpuTime.seconds(List.of(parent.pid()));

      assertThat(living).isGreaterThan(0.05);
      assertThat(ended).isGreaterThanOrEqualTo(living);
    } finally {
      parent.destroyForcibly();
    }
  }

  @Test
  void saysWhatItNeedsWhereAProcessIsGone() throws Exception {
    Process process = new ProcessBuilder("true").start();
    process.waitFor();

    assertThatThrownBy(() -> CpuTime.seconds(List.of(process.pid())))
        .isInstanceOf(Failure.class)
        .hasMessageContaining("This needs Linux, and a process that lives.");
  }
}
