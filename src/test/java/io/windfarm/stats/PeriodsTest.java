package io.windfarm.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PeriodsTest {
  private static final Duration DAY = Duration.ofDays(1);
  private static final long HOUR = 3_600_000;

  @ParameterizedTest(name = "{0} in {1} has {2} hours")
  @CsvSource({
    "2022-03-27, UTC, 24",
    "2022-03-27, Europe/Paris, 23",
    "2022-10-30, Europe/Paris, 25",
    "2022-10-31, Europe/Paris, 24",
    "2022-03-13, America/St_Johns, 23",
    "2022-11-06, America/St_Johns, 25",
    // Until 2011 the clocks of Newfoundland changed a minute after midnight.
    "2010-03-14, America/St_Johns, 23",
    "2010-11-06, America/St_Johns, 24",
    "2010-11-07, America/St_Johns, 25",
    // Where midnight itself was skipped.
    "2018-11-04, America/Sao_Paulo, 23",
  })
  void aDayHasTheHoursThatItsZoneGivesIt(LocalDate day, ZoneId zone, int hours) {
    Periods days = new Periods(DAY, zone);
    long noon = day.atTime(12, 0).atZone(zone).toInstant().toEpochMilli();

    assertThat(days.startAt(noon)).isEqualTo(midnight(day, zone));
    assertThat(days.endAt(noon)).isEqualTo(midnight(day.plusDays(1), zone));
    assertThat(days.endAt(noon) - days.startAt(noon)).isEqualTo(hours * HOUR);
  }

  @Test
  void theEveningThatClocksShowOnceMoreBelongsToTheDayThatHasBegun() {
    ZoneId zone = ZoneId.of("America/St_Johns");
    // 00:01 became 23:01 of the day before; half an hour later it was 23:31 for the second time.
    long time = Instant.parse("2010-11-07T03:01:00Z").toEpochMilli();
    assertThat(Instant.ofEpochMilli(time).atZone(zone).toLocalDate()).hasToString("2010-11-06");

    assertThat(new Periods(DAY, zone).startAt(time))
        .isEqualTo(midnight(LocalDate.parse("2010-11-07"), zone));
  }

  @Test
  void midnightEndsTheLastPeriodOfAShortDay() {
    Periods twoHours = new Periods(Duration.ofHours(2), ZoneId.of("Europe/Paris"));
    long evening = Instant.parse("2022-03-27T21:30:00Z").toEpochMilli(); // 23:30 in summer

    assertThat(Instant.ofEpochMilli(twoHours.startAt(evening))).hasToString("2022-03-27T21:00:00Z");
    assertThat(Instant.ofEpochMilli(twoHours.endAt(evening))).hasToString("2022-03-27T22:00:00Z");
  }

  @Test
  void aLongDayEndsWithAPeriodMore() {
    Periods halves = new Periods(Duration.ofHours(12), ZoneId.of("Europe/Paris"));
    long evening = Instant.parse("2022-10-30T22:30:00Z").toEpochMilli(); // 23:30 in winter

    assertThat(Instant.ofEpochMilli(halves.startAt(evening))).hasToString("2022-10-30T22:00:00Z");
    assertThat(Instant.ofEpochMilli(halves.endAt(evening))).hasToString("2022-10-30T23:00:00Z");
  }

  @Test
  void sevenDaysAreAWeekFromMonday() {
    Periods weeks = new Periods(Duration.ofDays(7), ZoneId.of("UTC"));
    long saturday = Instant.parse("2026-11-21T12:00:00Z").toEpochMilli();
    long longAgo = Instant.parse("1969-12-31T23:59:59.999Z").toEpochMilli(); // a Wednesday

    assertThat(Instant.ofEpochMilli(weeks.startAt(saturday))).hasToString("2026-11-16T00:00:00Z");
    assertThat(Instant.ofEpochMilli(weeks.endAt(saturday))).hasToString("2026-11-23T00:00:00Z");
    assertThat(Instant.ofEpochMilli(weeks.startAt(longAgo))).hasToString("1969-12-29T00:00:00Z");
  }

  @ParameterizedTest
  @ValueSource(strings = {"PT0S", "PT-1M", "PT30S", "PT7M", "PT25H", "P400000D"})
  void refuseWhatDividesNoDay(Duration period) {
    assertThat(Periods.isPossible(period)).isFalse();
    assertThatThrownBy(() -> new Periods(period, ZoneId.of("UTC")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("whole minutes that divide a day");
  }

  private static long midnight(LocalDate day, ZoneId zone) {
    return day.atStartOfDay(zone).toInstant().toEpochMilli();
  }
}
