package io.windfarm.bench.micro;

import static org.assertj.core.api.Assertions.assertThat;

import io.windfarm.model.Reading;
import java.util.List;
import org.junit.jupiter.api.Test;

class SampleTest {
  @Test
  void isReadWholeAndHasTheReadingsOfATurbineAndSecondTogether() {
    List<Reading> readings = Sample.readings(Sample.records());

    assertThat(readings).hasSize(Sample.READINGS);
    assertThat(Sample.turns(readings))
        .allSatisfy(
            turn -> {
              assertThat(turn).extracting(reading -> reading.sensor).doesNotHaveDuplicates();
              assertThat(turn)
                  .extracting(reading -> reading.turbineId)
                  .containsOnly(turn.get(0).turbineId);
              assertThat(turn)
                  .extracting(reading -> reading.eventTime)
                  .containsOnly(turn.get(0).eventTime);
            });
  }
}
