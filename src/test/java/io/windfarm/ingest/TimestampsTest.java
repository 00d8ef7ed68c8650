package io.windfarm.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimestampsTest {
  private static final Instant ARRIVAL = Instant.parse("2026-11-20T07:15:04.500Z");

  private static long parse(String text, String zone) {
    byte[] bytes = ("x" + text + "x").getBytes(UTF_8);
    return new Timestamps(ZoneId.of(zone))
        .parse(bytes, 1, bytes.length - 1, ARRIVAL.toEpochMilli());
  }

  @ParameterizedTest
  @CsvSource({
    "2026-11-20T07:15:03.125Z, 2026-11-20T07:15:03.125Z",
    "2026-11-20t07:15:03z, 2026-11-20T07:15:03Z",
    "2026-11-20 07:15:03.125999, 2026-11-20T07:15:03.125Z",
    "2026-11-20T07:15:03.9, 2026-11-20T07:15:03.900Z",
    "2026-11-20T07:15:03.123456789123Z, 2026-11-20T07:15:03.123Z",
    "2026-11-20T07:15, 2026-11-20T07:15:00Z",
    "2026-11-20T07:15Z, 2026-11-20T07:15:00Z",
    "2016-07-28T06:50:00+02:00, 2016-07-28T04:50:00Z",
    "2016-07-28T06:50:00-0330, 2016-07-28T10:20:00Z",
    "2016-07-28 06:50:00 +02, 2016-07-28T04:50:00Z",
    "2016-07-28 06:50:00 UTC, 2016-07-28T06:50:00Z",
    "' 2016-07-28 06:50:00 ', 2016-07-28T06:50:00Z",
    "2024-02-29, 2024-02-29T00:00:00Z",
    "2026-11-20, 2026-11-20T07:15:04.500Z",
    "20/11/2026, 2026-11-20T07:15:04.500Z",
    "26/10/2022, 2022-10-26T00:00:00Z",
    "26/10/2022 14:35:01.5, 2022-10-26T14:35:01.500Z",
    "1795158900, 2026-11-20T07:15:00Z",
    "1795158900.1259, 2026-11-20T07:15:00.125Z",
    "1795158900125, 2026-11-20T07:15:00.125Z",
    "1795158900125.9, 2026-11-20T07:15:00.125Z",
    "1.7951589e9, 2026-11-20T07:15:00Z",
    "1.7951589E12, 2026-11-20T07:15:00Z",
    "1970-01-01T00:00:00Z, 1970-01-01T00:00:00Z",
    "9999-12-31T23:59:59.999Z, 9999-12-31T23:59:59.999Z",
  })
  void readsTimesInEveryFormThatSendersUse(String text, Instant time) {
    assertThat(Instant.ofEpochMilli(parse(text, "UTC"))).isEqualTo(time);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "x",
        "2026",
        "2026-11",
        "2026-11-20T",
        "2026-11-20T07",
        "2026-11-20T07:1",
        "2026-11-20T07:15:",
        "2026-11-20T07:15:0",
        "2026-11-20T07:15:03.",
        "2026-11-20T07:15:03.Z",
        "2026-11-20T07:15:03+",
        "2026-11-20T07:15:03+2",
        "2026-11-20T07:15:03+2:00",
        "2026-11-20T07:15:03+02:60",
        "2026-11-20T07:15:03+19:00",
        "2026-11-20T07:15:03 CET",
        "2026-11-20T24:00:00Z",
        "2016-12-31T23:59:60Z",
        "2026-11-20T07:60:00Z",
        "2026-13-01",
        "2026-00-01",
        "2026-11-31",
        "2026-11-00",
        "2026-02-29",
        "2100-02-29",
        "1969-12-31",
        "10/26/2022",
        "1/2/2022",
        "2026/11/20",
        "20-11-2026",
        "2026-11-20x",
        "2026-1a-20",
        "2026-11-20T0a:00:00Z",
        "-5",
        "0",
        "20261120",
        "99999999",
        "253402300800000",
        "1795158900125000000",
        "1e999",
        "NaN",
        "yesterday",
        "12:00:00",
        "2026-11-20T07:15:03ZZ",
        "2026-11-20 ",
        "+2026-11-20"
      })
  void refusesWhatIsNoTime(String text) {
    if (text.isBlank() || !text.equals(text.strip())) {
      // A day with blanks around it is a day.
      assertThat(parse(text, "UTC")).isIn(Timestamps.NONE, ARRIVAL.toEpochMilli());
    } else {
      assertThat(parse(text, "UTC")).isEqualTo(Timestamps.NONE);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "2026-07-01 12:00:00, Europe/Paris, 2026-07-01T10:00:00Z",
    "2026-01-01 12:00:00, Europe/Paris, 2026-01-01T11:00:00Z",
    "2026-01-01 12:00:00, +05:30, 2026-01-01T06:30:00Z",
    // Clocks go back at 03:00: half past two occurs twice, and the first is meant.
    "2026-10-25 02:30:00, Europe/Paris, 2026-10-25T00:30:00Z",
    // Clocks go forward at 02:00: half past two does not occur, and is read as an hour later.
    "2026-03-29 02:30:00, Europe/Paris, 2026-03-29T01:30:00Z",
    // An offset in the text wins.
    "2026-07-01T12:00:00Z, Europe/Paris, 2026-07-01T12:00:00Z",
    // In Sydney the record arrives on the evening of the 20th, in Honolulu still on the 19th.
    "2026-11-20, Australia/Sydney, 2026-11-20T07:15:04.500Z",
    "2026-11-19, Pacific/Honolulu, 2026-11-20T07:15:04.500Z",
    "2026-11-20, Pacific/Honolulu, 2026-11-20T10:00:00Z",
    "2026-11-18, Europe/Paris, 2026-11-17T23:00:00Z",
    // In Beirut the clocks skip from midnight to one.
    "2021-03-28, Asia/Beirut, 2021-03-27T22:00:00Z",
  })
  void readsLocalTimesInTheConfiguredZone(String text, String zone, Instant time) {
    assertThat(Instant.ofEpochMilli(parse(text, zone))).isEqualTo(time);
  }

  @Property(seed = "42")
  void agreesWithTheJdk(
      @ForAll @LongRange(min = 0, max = 253_402_300_799_999L) long millis,
      @ForAll @IntRange(min = -1080, max = 1080) int offsetMinutes) {
    OffsetDateTime time =
        Instant.ofEpochMilli(millis).atOffset(ZoneOffset.ofTotalSeconds(offsetMinutes * 60));
    if (time.getYear() < 1970 || time.getYear() > 9999) {
      return;
    }

    assertThat(parse(time.format(DateTimeFormatter.ISO_OFFSET_DATE_TIME), "UTC")).isEqualTo(millis);
    assertThat(
            parse(
                time.format(DateTimeFormatter.ofPattern("dd/MM/yyyy HH:mm:ss")),
                time.getOffset().getId()))
        .isEqualTo(time.truncatedTo(ChronoUnit.SECONDS).toInstant().toEpochMilli());
  }

  @Property(seed = "42")
  void neverFailsOnAnyText(@ForAll String text) {
    parse(text, "Europe/Paris");
    parse("2026-11-20" + text, "Europe/Paris");
    parse("2026-11-20T07:15:03" + text, "Europe/Paris");
  }
}
