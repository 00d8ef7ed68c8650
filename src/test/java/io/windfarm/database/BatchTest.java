package io.windfarm.database;

import static org.assertj.core.api.Assertions.assertThat;

import io.windfarm.model.CleanedReading;
import io.windfarm.model.Reading;
import io.windfarm.model.Reason;
import org.junit.jupiter.api.Test;

/** A statement that has a key twice is refused by PostgreSQL, so no batch may. */
class BatchTest {
  private static final int VALUE = 5;

  private final Batch<CleanedReading> batch = new Batch<>(ReadingsTable.define("1", false));

  @Test
  void keepsTheLastOfTwoOfOneKey() {
    batch.add(reading("a", 1.5, 10));
    batch.add(reading("a", 1.5, 11));

    assertThat(batch.rows()).extracting(row -> row[VALUE]).containsExactly(11.0);
  }

  @Test
  void knowsReadingsByTheirValueAsSentToo() {
    batch.add(reading("a", 1.5, 10));
    batch.add(reading("a", 1.25, 10));
    batch.add(reading("a", Double.NaN, 10));
    batch.add(reading("a", Double.NaN, 12));

    assertThat(batch.rows()).extracting(row -> row[VALUE]).containsExactly(10.0, 10.0, 12.0);
  }

  @Test
  void takesForTheSameWhatPostgresDoes() {
    batch.add(reading("a", 0.0, 1));
    batch.add(reading("a", -0.0, 2));
    batch.add(reading("n\0", 1, 3));
    batch.add(reading("n␀", 1, 4));
    batch.add(reading("h?", 1, 5));
    batch.add(reading("h\ud83c", 1, 6));

    assertThat(batch.rows()).extracting(row -> row[VALUE]).containsExactly(2.0, 4.0, 6.0);
  }

  @Test
  void letsTheVerdictOfTheFirstStandAgainstALateCopy() {
    batch.add(reading("a", 1.5, 10));
    batch.add(late(reading("a", 1.5, 11)));
    batch.add(late(reading("b", 1.5, 20)));
    batch.add(late(reading("b", 1.5, 21)));
    batch.add(late(reading("c", 1.5, 30)));
    batch.add(reading("c", 1.5, 31));

    assertThat(batch.rows()).extracting(row -> row[VALUE]).containsExactly(10.0, 21.0, 31.0);
  }

  @Test
  void keepsWhatARowSaidWhenItCame() {
    CleanedReading reused = reading("a", 1.5, 10);
    batch.add(reused);
    reused.value = 99;

    assertThat(batch.rows()).extracting(row -> row[VALUE]).containsExactly(10.0);
  }

  private static CleanedReading late(CleanedReading reading) {
    reading.reasons = Reason.LATE.bit();
    return reading;
  }

  private static CleanedReading reading(String id, double rawValue, double value) {
    Reading reading = new Reading();
    reading.id = id;
    reading.turbineId = "WT-1";
    reading.sensor = "power_output";
    reading.rawValue = rawValue;
    CleanedReading cleaned = new CleanedReading();
    cleaned.reading = reading;
    cleaned.value = value;
    return cleaned;
  }
}
