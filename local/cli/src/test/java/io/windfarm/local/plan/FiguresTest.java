package io.windfarm.local.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.windfarm.local.Failure;
import org.junit.jupiter.api.Test;

class FiguresTest {
  @Test
  void theShippedOnesAreComplete() {
    Figures figures = Figures.shipped();

    for (Figure figure : Figure.values()) {
      assertThat(figures.entry(figure).source()).as(figure.key()).isNotBlank();
    }
    assertThat(figures.of(Figure.KINESIS_SHARD_HOUR)).isEqualTo(0.015);
    assertThat(figures.entry(Figure.MSF_KPU_HOUR).asOf()).isEqualTo("2026-09-20");
  }

  @Test
  void namesAllFaultsOfAFileTogether() {
    String faulty =
        Figures.shippedText()
            .replace("kinesis-shard-hour:", "kinesis-shard-huor:")
            .replace("kinesis-put-million: {value: 0.014", "kinesis-put-million: {value: cheap")
            .replace("msf-kpu-hour: {value: 0.11", "msf-kpu-hour: {value: -1")
            .replace(
                "as-of: 2026-06-17, source: Amazon EC2", "as-of: last June, source: Amazon EC2")
            .replace("headroom: {value: 0.5", "headroom: {value: 0")
            .replaceFirst("(?m)^  alarms:.*$", "  alarms: ten")
            .replaceFirst("(?m)^currency: USD$", "");

    assertThatThrownBy(() -> FiguresReader.read(faulty, "mine.yaml"))
        .isInstanceOf(Failure.class)
        .hasMessageContainingAll(
            "mine.yaml can't be used",
            "prices.kinesis-shard-huor is unknown: did you mean kinesis-shard-hour?",
            "prices.kinesis-shard-hour is missing",
            "prices.kinesis-put-million.value has to be a number of at least 0, not cheap",
            "prices.msf-kpu-hour.value has to be a number of at least 0, not -1",
            "prices.machine-hour.as-of has to be a day such as 2026-09-20, or unverified",
            "assumed.headroom.value has to be a number above 0, not 0",
            "assumed.alarms has to hold names and values, not ten",
            "currency is missing");
  }

  @Test
  void saysWhereAFileIsNoYaml() {
    assertThatThrownBy(() -> FiguresReader.read("prices: {a: [}", "mine.yaml"))
        .isInstanceOf(Failure.class)
        .hasMessageContaining("mine.yaml is no YAML")
        .hasMessageContaining("line 1");
  }

  @Test
  void aPriceGivenTwiceIsAFault() {
    String twice =
        Figures.shippedText().replace("prices:\n", "prices:\n  alarms: {value: 1}\n  alarms: {}\n");

    assertThatThrownBy(() -> FiguresReader.read(twice, "mine.yaml"))
        .hasMessageContaining("duplicate key alarms");
  }
}
