package io.windfarm.local.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PoisonTest {
  static Stream<byte[]> kinds() {
    return Poison.kinds(7).stream();
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void isNoReadingToTheOracle(byte[] poison) {
    Oracle oracle = Oracle.of(List.of(new StreamLog.Entry("shard", "1", poison)));

    assertThat(oracle.rejected()).as(new String(poison, StandardCharsets.ISO_8859_1)).hasSize(1);
  }
}
