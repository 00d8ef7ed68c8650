package io.windfarm.local.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.BigRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Scale;
import org.junit.jupiter.api.Test;

class ShardsTest {
  private static final int KEY = 7;

  private static Fleet fleet(int turbines, String hz, int readingsPerRecord, int eventBytes) {
    return new Fleet(turbines, 1, new BigDecimal(hz), readingsPerRecord, eventBytes);
  }

  @Test
  void oneShardTakesAThousandRecordsASecondAndNotOneMore() {
    assertThat(Shards.of(fleet(1_000, "1", 1, 100), KEY, 1).byRecords()).isEqualTo(1);
    assertThat(Shards.of(fleet(1_001, "1", 1, 100), KEY, 1).byRecords()).isEqualTo(2);
    assertThat(Shards.of(fleet(1, "1000.001", 1, 100), KEY, 1).byRecords()).isEqualTo(2);
  }

  @Test
  void oneShardTakesAMebibyteASecondWithKeysAndNotOneByteMore() {
    // 1,024 records of 1,024 bytes, of which the key is 7; ten readings a second each.
    assertThat(Shards.of(fleet(512, "2", 1, 1_017), KEY, 1).byBytes()).isEqualTo(1);
    assertThat(Shards.of(fleet(512, "2", 1, 1_018), KEY, 1).byBytes()).isEqualTo(2);
  }

  @Test
  void aRecordOfSeveralReadingsCountsOnceWithTheEndsOfItsLines() {
    Shards shards = Shards.of(fleet(4_000, "1", 4, 254), KEY, 1);

    assertThat(shards.byRecords()).isEqualTo(1);
    // 4 * 254 bytes, 3 ends of lines and the key: 1,026 bytes, a thousand times a second.
    assertThat(shards.byBytes()).isEqualTo(1);
    assertThat(fleet(4_000, "1", 4, 254).recordBytes()).isEqualTo(1_019);
  }

  @Test
  void thoseThatPollShareTwoMebibytesASecond() {
    // 1 MiB a second, read by 2 and by 3.
    assertThat(Shards.of(fleet(512, "2", 1, 1_017), KEY, 2).byReading()).isEqualTo(1);
    assertThat(Shards.of(fleet(512, "2", 1, 1_017), KEY, 3).byReading()).isEqualTo(2);
  }

  @Test
  void leavesRoomForTheShardThatTheHashFillsMost() {
    // Two shards are just enough for 2,000 turbines if 1,000 fall on each, which they don't.
    Shards shards = Shards.of(fleet(2_000, "1", 1, 100), KEY, 1);

    assertThat(shards.byRecords()).isEqualTo(2);
    assertThat(shards.needed()).isEqualTo(3);
  }

  @Test
  void theReferenceFleetNeedsFive() {
    Fleet fleet = new Fleet(1_425, 3, BigDecimal.ONE, 1, 190);

    assertThat(Shards.of(fleet, KEY, 1)).isEqualTo(new Shards(5, 1, 1, 5));
  }

  @Property
  void moreTurbinesNeverNeedFewerShards(
      @ForAll @IntRange(min = 1, max = 20_000) int turbines,
      @ForAll @IntRange(min = 1, max = 20_000) int more,
      @ForAll @IntRange(min = 1, max = 20) int sensors,
      @ForAll @BigRange(min = "0.001", max = "20") @Scale(3) BigDecimal hz,
      @ForAll @IntRange(min = 1, max = 50) int readingsPerRecord) {
    Fleet small = new Fleet(turbines, sensors, hz, readingsPerRecord, 190);
    Fleet large = new Fleet(turbines + more, sensors, hz, readingsPerRecord, 190);

    assertThat(Shards.of(large, KEY, 1).needed())
        .isGreaterThanOrEqualTo(Shards.of(small, KEY, 1).needed());
  }

  @Property
  void keepsToTheLimitsOfAShardAndRentsNoneTooManyByThem(
      @ForAll @IntRange(min = 1, max = 20_000) int turbines,
      @ForAll @IntRange(min = 1, max = 2_000) int eventBytes,
      @ForAll @IntRange(min = 1, max = 50) int readingsPerRecord) {
    Fleet fleet = new Fleet(turbines, 1, BigDecimal.ONE, readingsPerRecord, eventBytes);
    Shards shards = Shards.of(fleet, KEY, 1);

    double records = turbines / (double) readingsPerRecord;
    double bytes = records * (fleet.recordBytes() + KEY);
    assertThat(records).isLessThanOrEqualTo(shards.byRecords() * 1_000.0);
    assertThat(bytes).isLessThanOrEqualTo(shards.byBytes() * 1_048_576.0);
    assertThat(shards.byRecords()).isLessThan((long) (records / 1_000) + 2);
    assertThat(shards.byBytes()).isLessThan((long) (bytes / 1_048_576) + 2);
    assertThat(shards.needed()).isGreaterThanOrEqualTo(shards.byRecords());
    assertThat(shards.needed()).isGreaterThanOrEqualTo(shards.byBytes());
  }
}
