package io.windfarm.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MeterTest {
  private double second;

  private final Meter meter = new Meter(100, 400, () -> new Cost(0, 2 * second, second, 0, 0));

  private void lookAfter(double seconds, long read) throws Exception {
    second += seconds;
    meter.look(read);
  }

  private Run endAfter(double seconds) throws Exception {
    second += seconds;
    return meter.end();
  }

  @Test
  void partsARunWhereReadingBeganAndWhereTheFirstEventsAreRead() throws Exception {
    lookAfter(3, 0);
    lookAfter(1, 10);
    lookAfter(5, 90);
    lookAfter(2, 110);
    lookAfter(20, 390);
    Run run = endAfter(6);

    assertThat(run.start()).isEqualTo(new Cost(0, 8, 4, 0, 0));
    assertThat(run.warmUp()).isEqualTo(new Cost(100, 14, 7, 0, 0));
    assertThat(run.work()).isEqualTo(new Cost(300, 52, 26, 0, 0));
    assertThat(run.whole()).isEqualTo(new Cost(400, 74, 37, 0, 0));
  }

  @Test
  void partsEachPassOfOneThatReadsTwice() throws Exception {
    lookAfter(1, 10);
    lookAfter(4, 110); // looked through
    lookAfter(8, 400);
    lookAfter(16, 0); // and read
    lookAfter(32, 110);
    Run run = endAfter(64);

    assertThat(run.start().wallSeconds()).isEqualTo(1);
    assertThat(run.warmUp().wallSeconds()).isEqualTo(4 + 32);
    assertThat(run.work().wallSeconds()).isEqualTo(8 + 16 + 64);
  }

  @Test
  void leavesOutWhatIsDoneWhenAllHasBeenRead() throws Exception {
    lookAfter(1, 10);
    lookAfter(2, 110);
    lookAfter(4, 400);
    lookAfter(8, 400);
    Run run = endAfter(16);

    assertThat(run.work()).isEqualTo(new Cost(300, 8, 4, 0, 0));
    assertThat(run.end()).isEqualTo(new Cost(0, 48, 24, 0, 0));
    assertThat(run.whole()).isEqualTo(new Cost(400, 62, 31, 0, 0));
  }

  @Test
  void measuresAllThatFollowsTheStartWhereNothingIsToBeLeftOut() throws Exception {
    Meter whole = new Meter(0, 400, () -> new Cost(0, second, second, 0, 0));
    whole.look(0);
    second = 3;
    whole.look(7);
    second = 10;
    Run run = whole.end();

    assertThat(run.start()).isEqualTo(new Cost(0, 3, 3, 0, 0));
    assertThat(run.work()).isEqualTo(new Cost(400, 7, 7, 0, 0));
  }

  @Test
  void measuresNoEventsOfWhatWasOverBeforeItWasSeen() throws Exception {
    lookAfter(1, 10);
    Run run = endAfter(5);

    assertThat(run.work()).isEqualTo(Cost.NONE);
    assertThat(run.warmUp().events()).isEqualTo(400);
  }
}
