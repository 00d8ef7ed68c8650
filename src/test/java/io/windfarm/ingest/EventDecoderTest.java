package io.windfarm.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.windfarm.config.SensorCatalog;
import io.windfarm.model.Arrival;
import io.windfarm.model.Reading;
import io.windfarm.model.Reason;
import io.windfarm.model.RejectReason;
import io.windfarm.model.Rejected;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventDecoderTest {
  private static final String GOOD =
      "{\"id\":\"1\",\"turbine_id\":\"T\",\"type\":\"power_factor\",\"data\":0.97,"
          + "\"date\":\"2026-11-20T07:15:00Z\"}";

  /** An event with one part replaced. */
  private static String event(String type, String data, String rest) {
    return "{\"id\":\"1\",\"turbine_id\":\"T\",\"type\":"
        + type
        + ",\"data\":"
        + data
        + ",\"date\":\"2026-11-20T07:15:00Z\""
        + rest
        + "}";
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Power Factor|power_factor",
        "POWER-FACTOR|power_factor",
        "Power Factory|power_factor",
        "powerfactor|power_factor",
        "' power factor '|power_factor",
        "'Hydraulic Pressure '|hydraulic_pressure",
        "hidraulic_pressure|hydraulic_pressure",
        "hydraulicpressure|hydraulic_pressure",
        "Temperature Battery|battery_temperature",
        "battery temperature|battery_temperature",
        "tempeature|battery_temperature",
        "temperature|battery_temperature",
        "Wind_Speed|wind_speed",
        "generatorTemperature|generator_temperature",
      })
  void findsTheSensorHoweverItsNameIsWritten(String type, String sensor) {
    assertThat(Decoded.of(event('"' + type + '"', "1", "")).only().sensor).isEqualTo(sensor);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"\"power_faktor\"", "\"humidity\"", "\"\"", "null", "7", "{}", "\"turbine_id\""})
  void guessesNoSensor(String type) {
    Rejected row = Decoded.of(event(type, "1", "")).onlyRejected();

    assertThat(row.reason).isEqualTo(RejectReason.UNKNOWN_SENSOR);
    assertThat(row.payload).asString().isEqualTo(event(type, "1", ""));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "hydraulic_pressure|75|bar|75|false",
        "hydraulic_pressure|1000|PSI|68.94757293168361|true",
        "hydraulic_pressure|7431|kPa|74.31|true",
        "hydraulic_pressure|7.5|MPa|75|true",
        "battery_temperature|32|°F|0|true",
        "battery_temperature|212|deg F|100|true",
        "battery_temperature|273.15|K|0|true",
        "battery_temperature|21.5|ºC|21.5|false",
        "battery_temperature|21.5|Celsius|21.5|false",
        "power_output|2.5|MW|2500|true",
        "power_output|2500000|W|2500|true",
        "power_factor|97|%|0.97|true",
        "wind_speed|36|km/h|10|true",
        "wind_speed|36|kn|18.52|true",
        "rotor_speed|12|RPM|12|false",
        "hydraulic_pressure (psi)|1000||68.94757293168361|true",
        "wind_speed [km/h]|36||10|true",
      })
  void convertsUnitsAndKeepsTheNumberAsSent(
      String type, double sent, String unit, double value, boolean converted) {
    String rest = unit == null ? "" : ",\"unit\":\"" + unit + "\"";

    Reading reading = Decoded.of(event('"' + type + '"', "" + sent, rest)).only();

    assertThat(reading.value).isEqualTo(value);
    assertThat(reading.rawValue).isEqualTo(sent);
    assertThat(Reason.UNIT_CONVERTED.in(reading.reasons)).isEqualTo(converted);
    assertThat(reading.unit).isEqualTo(Decoded.CATALOG.get(reading.sensor, "").unit);
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"furlong\"", "\"°C\"", "true", "[]"})
  void rejectsUnitsThatDoNotConvert(String unit) {
    Decoded decoded = Decoded.of(event("\"hydraulic_pressure\"", "75", ",\"unit\":" + unit));

    assertThat(decoded.onlyRejected().reason).isEqualTo(RejectReason.UNKNOWN_UNIT);
  }

  @Test
  void saysWhichLineAReadingAndARejectedRowAreFrom() {
    Decoded decoded = new Decoded();
    Arrival arrival = Decoded.arrival((GOOD + "{}").getBytes(StandardCharsets.UTF_8));
    arrival.number(17);
    new EventDecoder(Decoded.CATALOG, Decoded.OPTIONS).decode(arrival, decoded);

    assertThat(decoded.readings).extracting(Reading::sequence).containsExactly("17");
    assertThat(decoded.rejected).extracting(row -> row.sequence).containsExactly("17");
  }

  @Test
  void takesNoUnitOrAnEmptyOneForTheCatalogs() {
    assertThat(Decoded.of(event("\"wind_speed\"", "9", ",\"unit\":\"\"")).only().value)
        .isEqualTo(9);
    assertThat(Decoded.of(event("\"wind_speed\"", "9", ",\"unit\":null")).only().value)
        .isEqualTo(9);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"null", "\"\"", "\"  \"", "\"NaN\"", "\"nan\"", "NaN", "\"None\"", "\" NaN \""})
  void readsAMissingValueAsAReadingWithoutOne(String data) {
    Reading reading = Decoded.of(event("\"power_factor\"", data, "")).only();

    assertThat(reading.isMissing()).isTrue();
    assertThat(reading.rawValue).isNaN();
    assertThat(Reason.of(reading.reasons)).containsExactly(Reason.MISSING);
  }

  @Test
  void readsAnEventThatLostItsValueAsMissing() {
    Reading reading =
        Decoded.of("{\"id\":1,\"type\":\"Power Factor\",\"date\":\"2026-11-20\"}").only();

    assertThat(Reason.of(reading.reasons)).containsExactly(Reason.MISSING);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"error\"",
        "true",
        "{}",
        "[1]",
        "1e999",
        "-1e999",
        "Infinity",
        "\"-inf\"",
        "\"1,234\"",
        "\"1.5 bar\"",
        "\"0x10\"",
        "\"1f\"",
        "\"1.2.3\"",
        "\"--1\"",
        "\"1e\"",
        "\"12:00\""
      })
  void rejectsValuesThatAreNoFiniteNumber(String data) {
    Rejected row = Decoded.of(event("\"power_factor\"", data, "")).onlyRejected();

    assertThat(row.reason).isEqualTo(RejectReason.BAD_VALUE);
    assertThat(row.payload).asString().isEqualTo(event("\"power_factor\"", data, ""));
  }

  @Test
  void readsNumbersInStrings() {
    assertThat(Decoded.of(event("\"wind_speed\"", "\" 7.25 \"", "")).only().value).isEqualTo(7.25);
    assertThat(Decoded.of(event("\"wind_speed\"", "\"75,8\"", "")).only().value).isEqualTo(75.8);
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"\"", "null", "\"yesterday\"", "true", "{}", "\"2026-02-29\"", "0"})
  void rejectsAnEventWithoutAReadableTime(String time) {
    String event = "{\"turbine_id\":\"T\",\"type\":\"pf\",\"data\":1,\"date\":" + time + "}";

    assertThat(Decoded.of(event).onlyRejected().reason).isEqualTo(RejectReason.BAD_TIME);
  }

  @Test
  void rejectsASingleReadingWithoutATimeKeyAndAWideOneWithAnUnreadableTime() {
    assertThat(Decoded.of("{\"type\":\"pf\",\"data\":1}").onlyRejected().reason)
        .isEqualTo(RejectReason.BAD_TIME);
    assertThat(Decoded.of("{\"power_factor\":1,\"timestamp\":\"?\"}").onlyRejected().reason)
        .isEqualTo(RejectReason.BAD_TIME);
  }

  @Test
  void readsTheFirstKeyOfARoleThatHoldsSomething() {
    String event =
        "{\"timestamp\":\"2026-11-20T01:00:00Z\",\"date\":%s,\"type\":\"pf\",\"data\":1}";

    assertThat(Decoded.line(Decoded.of(String.format(event, "\"2026-11-20T02:00:00Z\"")).only()))
        .contains("T02:00:00Z");
    assertThat(Decoded.line(Decoded.of(String.format(event, "null")).only()))
        .contains("T01:00:00Z");
  }

  @Test
  void rejectsEventsWithoutATurbineUnlessATemplateNamesOne() {
    String event = "{\"type\":\"pf\",\"data\":1,\"date\":\"2026-11-20\",\"turbine_id\":\" \"}";

    assertThat(Decoded.of(event, EventDecoder.Options.defaults()).onlyRejected().reason)
        .isEqualTo(RejectReason.NO_TURBINE);
    EventDecoder.Options named =
        EventDecoder.Options.defaults().withTurbineTemplate("{stream}/{shard}-{partition-key}!");
    assertThat(Decoded.of(event, named).only().turbineId)
        .isEqualTo("turbines/shardId-000000000001-WT-0007!");
  }

  @Test
  void rejectsAnEventIfItsRecordLacksWhatTheTemplateAsksFor() {
    Arrival arrival = Decoded.arrival("{\"power_factor\":1}".getBytes(StandardCharsets.UTF_8));
    arrival.partitionKey = null;
    Decoded decoded = new Decoded();

    new EventDecoder(
            Decoded.CATALOG,
            EventDecoder.Options.defaults().withTurbineTemplate("T-{partition-key}"))
        .decode(arrival, decoded);

    assertThat(decoded.onlyRejected().reason).isEqualTo(RejectReason.NO_TURBINE);
  }

  @Test
  void refusesOptionsThatCanNotHold() {
    EventDecoder.Options options = EventDecoder.Options.defaults();

    assertThatThrownBy(() -> options.withTurbineTemplate("{farm}"))
        .hasMessageContaining("{farm}")
        .hasMessageContaining("{partition-key}");
    assertThatThrownBy(() -> options.withTurbineTemplate(" ")).hasMessageContaining("blank");
    assertThatThrownBy(() -> options.withMaxFuture(Duration.ofMillis(-1)))
        .hasMessageContaining("below 0");
    assertThatThrownBy(() -> new EventDecoder(Decoded.CATALOG, options.withDefaultRegion("mars-1")))
        .hasMessageContaining("mars-1")
        .hasMessageContaining("us-east-1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"../../x", "a=b", "a/b", "a\\r\\nb", "a\\u0000b", "\\ud83c\\udf2c"})
  void keepsTurbineIdsAsTheyAre(String id) {
    String event =
        "{\"turbine_id\":\"" + id + "\",\"type\":\"pf\",\"data\":1,\"date\":\"2026-11-20\"}";

    String expected =
        id.replace("\\r\\n", "\r\n").replace("\\u0000", "\0").replace("\\ud83c\\udf2c", "🌬");
    assertThat(Decoded.of(event).only().turbineId).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "'\"region\":\"eu-west-1\",\"farm_id\":\"A\"', eu-west-1, US",
    "'\"region\":\"../../etc\",\"farm_id\":\"A\"', us-east-1, US",
    "'\"farm_id\":\"G\"', ap-southeast-1, SG",
    "'\"farm_id\":\"G\",\"country_code\":\"MY\"', ap-southeast-1, MY",
    "'\"farm_id\":\"Z\"', us-west-2, ''",
    "'\"region\":\"mars\"', us-west-2, ''",
  })
  void takesTheRegionFromTheEventThenTheFarmThenTheDefault(
      String fields, String region, String country) {
    Reading reading =
        Decoded.of(
                "{\"power_factor\":1," + fields + "}",
                Decoded.OPTIONS.withDefaultRegion("us-west-2"))
            .only();

    assertThat(reading.region).isEqualTo(region);
    assertThat(reading.countryCode).isEqualTo(country);
  }

  @Test
  void callsTheRegionUnknownWithoutADefault() {
    assertThat(Decoded.of("{\"power_factor\":1}").only().region).isEqualTo("unknown");
    assertThat(Decoded.of("nonsense").onlyRejected().region).isEqualTo("unknown");
  }

  @Test
  void takesWhatIsNoEventForThatOfTheEventsBesideIt() {
    String event = "{\"power_factor\":1,\"region\":\"eu-west-1\"}";
    for (String record : List.of("nonsense\n" + event, event + "\nnonsense")) {
      Decoded decoded = Decoded.of(record);
      assertThat(decoded.readings).extracting(reading -> reading.region).containsOnly("eu-west-1");
      assertThat(decoded.rejected).extracting(row -> row.region).containsExactly("eu-west-1");
    }
  }

  @Test
  void marksReadingsFromTheFuture() {
    EventDecoder.Options options = Decoded.OPTIONS.withMaxFuture(Duration.ofMinutes(1));
    String event = "{\"power_factor\":1,\"timestamp\":\"2026-11-20T07:16:04.%d00Z\"}";

    assertThat(Decoded.of(String.format(event, 5), options).only().reasons).isZero();
    assertThat(Reason.of(Decoded.of(String.format(event, 6), options).only().reasons))
        .containsExactly(Reason.CLOCK_SKEW);
  }

  @Test
  void acceptsAKeyTwiceOnlyWithTheSameValue() {
    assertThat(Decoded.of(event("\"pf\"", "1", ",\"data\":1")).only().value).isEqualTo(1);
    assertThat(Decoded.of(event("\"pf\"", "1", ",\"data\":2")).onlyRejected().reason)
        .isEqualTo(RejectReason.DUPLICATE_KEY);
    assertThat(Decoded.of(event("\"pf\"", "1", ",\"note\":1,\"note\":2")).only().value)
        .isEqualTo(1);
    assertThat(Decoded.of(event("\"pf\"", "{}", ",\"data\":{}")).onlyRejected().reason)
        .isEqualTo(RejectReason.DUPLICATE_KEY);
  }

  @Test
  void rejectsOnlyTheBadSignalsOfAWideObjectEachWithTheWholeObject() {
    String wide =
        "{\"power_factor\":\"error\",\"hydraulic_pressure\":75,\"battery_temp (furlong)\":3,"
            + "\"wind_dir\":1,\"wind_dir\":2,\"humidity\":60}";

    Decoded decoded = Decoded.of(GOOD + wide + GOOD);

    assertThat(decoded.readings)
        .extracting(r -> r.sensor)
        .containsExactly("power_factor", "hydraulic_pressure", "power_factor");
    assertThat(decoded.reasons())
        .containsExactly(
            RejectReason.BAD_VALUE, RejectReason.UNKNOWN_UNIT, RejectReason.DUPLICATE_KEY);
    assertThat(decoded.rejectedText()).containsOnly(wide);
    assertThat(decoded.readings).extracting(r -> r.index).containsExactly(0, 2, 5);
    assertThat(decoded.rejected).extracting(r -> r.index).containsExactly(1, 3, 4);
  }

  @Test
  void rejectsABrokenLineWithExactlyItsBytesAndReadsTheNext() {
    String broken = "{\"id\":\"2\",\"data\":,\"type\":\"x\"}";

    Decoded decoded = Decoded.of(GOOD + "\r\n" + broken + "\r\n" + GOOD + "\n");

    assertThat(decoded.readings).hasSize(2);
    assertThat(decoded.rejectedText()).containsExactly(broken);
    assertThat(decoded.reasons()).containsExactly(RejectReason.MALFORMED_JSON);
  }

  @Test
  void readsTheLineAfterOneThatWasCutOff() {
    for (int cut = 1; cut < GOOD.length(); cut++) {
      String stump = GOOD.substring(0, cut);

      Decoded decoded = Decoded.of(stump + "\n" + GOOD + "\n" + GOOD);

      assertThat(decoded.readings).as(stump).hasSize(2);
      assertThat(decoded.rejectedText()).containsExactly(stump.strip());
    }
  }

  @Test
  void rejectsTheRestOfConcatenatedObjectsAndOfAnArrayFromTheBrokenOneOn() {
    assertThat(Decoded.of(GOOD + "{\"id\":}" + GOOD).rejectedText())
        .containsExactly("{\"id\":}" + GOOD);
    Decoded array = Decoded.of("[" + GOOD + ",\n{\"id\":},\n" + GOOD + "]");
    assertThat(array.readings).hasSize(1);
    assertThat(array.rejectedText()).containsExactly("{\"id\":},\n" + GOOD + "]");
  }

  @Test
  void rejectsAnEventThatIsNotOursAloneAndReadsItsNeighbours() {
    String stranger = "{\"hello\":\"world\"}";

    for (String record :
        new String[] {
          GOOD + stranger + GOOD,
          GOOD + "\n" + stranger + "\n" + GOOD,
          "[" + GOOD + "," + stranger + "," + GOOD + "]"
        }) {
      Decoded decoded = Decoded.of(record);
      assertThat(decoded.readings).hasSize(2);
      assertThat(decoded.rejectedText()).containsExactly(stranger);
      assertThat(decoded.reasons()).containsExactly(RejectReason.UNKNOWN_SHAPE);
    }
  }

  @Test
  void rejectsARunOfOtherJsonAsOneRow() {
    Decoded decoded = Decoded.of("[1, \"two\", [3], null, " + GOOD + ", true]");

    assertThat(decoded.readings).hasSize(1);
    assertThat(decoded.rejectedText()).containsExactly("1, \"two\", [3], null", "true");
    assertThat(decoded.reasons()).containsOnly(RejectReason.NOT_AN_OBJECT);
  }

  @Test
  void rejectsTextBetweenLinesAsOneRow() {
    Decoded decoded = Decoded.of("id,data\n1,2\n" + GOOD + " trailing\n" + GOOD);

    assertThat(decoded.readings).hasSize(2);
    assertThat(decoded.rejectedText()).containsExactly("id,data\n1,2", "trailing");
  }

  @Test
  void rejectsABrokenObjectOfManyLinesAsOneRow() {
    String broken = "{\n  \"id\": 1,\n  \"data\": ,\n  \"type\": \"pf\"\n}";

    Decoded decoded = Decoded.of(GOOD + "\n" + broken + "\n" + GOOD);

    assertThat(decoded.readings).hasSize(2);
    assertThat(decoded.rejectedText()).containsExactly(broken);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "\n\r\t ", "\ufeff", "\ufeff\n"})
  void rejectsARecordOfNothingWithItsBytes(String payload) {
    Rejected row = Decoded.of(payload).onlyRejected();

    assertThat(row.reason).isEqualTo(RejectReason.EMPTY);
    assertThat(row.payload).isEqualTo(payload.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void rejectsARecordWithoutBytesAndAnArrayWithoutElements() {
    assertThat(Decoded.of((byte[]) null).onlyRejected().reason).isEqualTo(RejectReason.EMPTY);
    assertThat(Decoded.of("[ ]").onlyRejected().reason).isEqualTo(RejectReason.EMPTY);
  }

  @Test
  void rejectsInvalidUtf8ButReadsTheLinesAround() {
    byte[][] invalid = {
      {(byte) 0xff},
      {(byte) 0xc0, (byte) 0x80},
      {(byte) 0xed, (byte) 0xa0, (byte) 0x80},
      {(byte) 0xe2}
    };
    for (byte[] bad : invalid) {
      byte[] line = join(bytes("{\"note\":\""), bad, bytes("\"," + GOOD.substring(1)));

      Decoded decoded = Decoded.of(join(bytes(GOOD + "\n"), line, bytes("\n" + GOOD)));

      assertThat(decoded.readings).hasSize(2);
      assertThat(decoded.reasons()).containsExactly(RejectReason.MALFORMED_JSON);
      assertThat(decoded.rejected.get(0).payload).isEqualTo(line);
      assertThat(decoded.rejected.get(0).detail).isEqualTo("not UTF-8");
    }
  }

  @Test
  void rejectsUtf16() {
    Rejected row = Decoded.of(GOOD.getBytes(StandardCharsets.UTF_16LE)).onlyRejected();

    assertThat(row.reason).isEqualTo(RejectReason.MALFORMED_JSON);
  }

  @ParameterizedTest
  @ValueSource(strings = {"[", "{\"a\":", "{\"type\":[", "{\"data\":{\"a\":"})
  void rejectsDeepNestingInOneRowWithItsBytes(String opening) {
    byte[] payload = bytes(opening.repeat(10_000));

    Rejected row = Decoded.of(payload).onlyRejected();

    assertThat(row.reason).isEqualTo(RejectReason.TOO_COMPLEX);
    assertThat(row.payload).isEqualTo(payload);
  }

  @Test
  void rejectsNamesNumbersAndIdsThatAreTooLong() {
    String long1 = "9".repeat(2_000);
    for (String bad :
        new String[] {
          "{\"" + long1 + "\":1}",
          event("\"pf\"", long1, ""),
          event("\"pf\"", "1", ",\"farm\":\"" + "x".repeat(1_000_000) + "\"")
        }) {
      Rejected row = Decoded.of(bad).onlyRejected();
      assertThat(row.reason).isEqualTo(RejectReason.TOO_COMPLEX);
      assertThat(row.payload).isEqualTo(bytes(bad));
    }
  }

  @Test
  void readsAnEventOfAMegabyteIfWhatMattersInItIsShort() {
    String event = event("\"pf\"", "0.9", ",\"note\":\"" + "x".repeat(1_000_000) + "\"");

    assertThat(Decoded.of(event).only().value).isEqualTo(0.9);
  }

  @Test
  void boundsTheRowsOfARecordOfNothingButBrokenLines() {
    Decoded decoded = Decoded.of("{]\n".repeat(300_000));

    assertThat(decoded.readings).isEmpty();
    assertThat(decoded.rejected).hasSize(1_000);
    assertThat(decoded.rejected.stream().mapToLong(row -> row.payload.length).sum())
        .isBetween(899_000L, 900_000L);
  }

  @Test
  void boundsTheRowsOfAnObjectOfManySignals() {
    StringBuilder wide = new StringBuilder("{\"id\":1");
    for (int i = 0; i < 10_000; i++) {
      wide.append(",\"wind_speed (").append(i).append(")\":1");
    }

    assertThat(Decoded.of(wide + "}").onlyRejected().reason).isEqualTo(RejectReason.TOO_COMPLEX);
  }

  @Test
  void saysWhyInOneLineWithoutTheSendersText() {
    for (String bad :
        new String[] {
          "{\"secret\\r\\n\":1}",
          "secret\r\n",
          "{\"secret\": secret}",
          "{\"secret",
          event("\"secret\"", "1", ""),
          event("\"pf\"", "\"secret\"", ""),
          event("\"pf\"", "1", ",\"unit\":\"secret\""),
          "[\"secret\"]"
        }) {
      Rejected row = Decoded.of(bad).onlyRejected();
      assertThat(row.detail).isNotBlank().doesNotContain("secret", "\r", "\n");
      assertThat(row.sequence).isEqualTo("4959");
      assertThat(row.partitionKey).isEqualTo("WT-0007");
      assertThat(row.arrivalTime).isEqualTo(Decoded.ARRIVAL.toEpochMilli());
    }
  }

  @Test
  void givesTheSameTwiceAndAfterTravelling() throws IOException, ClassNotFoundException {
    EventDecoder decoder = new EventDecoder(Decoded.CATALOG, Decoded.OPTIONS);
    Decoded first = new Decoded();
    decoder.decode(Decoded.arrival(bytes(GOOD + "{\"a\"")), first);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ObjectOutputStream objects = new ObjectOutputStream(out)) {
      objects.writeObject(decoder);
    }
    Decoded second = new Decoded();
    try (ObjectInputStream in =
        new ObjectInputStream(new ByteArrayInputStream(out.toByteArray()))) {
      ((EventDecoder) in.readObject()).decode(Decoded.arrival(bytes(GOOD + "{\"a\"")), second);
    }
    decoder.decode(Decoded.arrival(bytes(GOOD + "{\"a\"")), first);

    assertThat(first.lines()).hasSize(2).containsOnly(second.lines().get(0));
    assertThat(first.readings.get(0)).isNotSameAs(first.readings.get(1));
    assertThat(second.rejectedText()).containsExactly("{\"a\"");
  }

  @Test
  void readsAShapeOfTheUsersOwnBeforeTheShippedOnes() {
    SensorCatalog catalog =
        SensorCatalog.parse(
            "shapes:\n"
                + "  park:\n"
                + "    recognised-by: {all: [anlage, leistung]}\n"
                + "    without-time: arrival\n"
                + "    keys: {turbine: [anlage]}\n"
                + "    sensors: {leistung: {sensor: power_output, unit: MW}, wind_speed: rotor_speed}\n",
            "own.yaml");

    assertThat(
            Decoded.of("{\"anlage\":\"W1\",\"leistung\":\"2,5\",\"wind_speed\":9}", catalog)
                .lines())
        .containsExactly(
            "W1 power_output 2500.0 kW 2026-11-20T07:15:04.500Z id=shardId-000000000001:4959#0",
            "W1 rotor_speed 9.0 rpm 2026-11-20T07:15:04.500Z id=shardId-000000000001:4959#1");
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] join(byte[]... parts) {
    byte[] all = {};
    for (byte[] part : parts) {
      int length = all.length;
      all = Arrays.copyOf(all, length + part.length);
      System.arraycopy(part, 0, all, length, part.length);
    }
    return all;
  }
}
