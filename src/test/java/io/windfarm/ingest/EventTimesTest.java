package io.windfarm.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.windfarm.exchange.Exchanged;
import io.windfarm.model.Arrival;
import io.windfarm.model.Reading;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.assertj.core.api.recursive.comparison.RecursiveComparisonConfiguration;

/** The first look at a record against decoding it. */
class EventTimesTest {
  /** One for all: what it remembers of one record must not tell in the next. */
  private static final EventTimes TIMES = new EventTimes(Decoded.CATALOG, Decoded.OPTIONS);

  private static final TypeSerializer<Reading> READINGS =
      Exchanged.READING.createSerializer(new SerializerConfigImpl());

  private static final RecursiveComparisonConfiguration SAME =
      RecursiveComparisonConfiguration.builder()
          .withEqualsForType(Double::equals, Double.class)
          .build();

  @Property(seed = "42", tries = 4_000)
  void seesAtOneLookTheTimeThatDecodingFinds(@ForAll("records") String record) {
    hold(record.getBytes(UTF_8));
  }

  @Property(seed = "42", tries = 4_000)
  void seesItInWhatIsDamagedToo(
      @ForAll("records") String record, @ForAll byte damage, @ForAll int place) {
    byte[] bytes = record.getBytes(UTF_8);
    bytes[Math.floorMod(place, bytes.length)] = damage;
    hold(bytes);
  }

  /** One object for all records, as a reader of files has it. */
  private static final Arrival RECORD = Decoded.arrival(new byte[0]);

  @Property(seed = "42", tries = 500)
  void leavesInTheRecordWhatDecodingFindsInIt(@ForAll("records") String record) {
    byte[] bytes = record.getBytes(UTF_8);
    RECORD.payload = bytes;
    TIMES.earliest(RECORD);
    Decoded left = new Decoded();
    new EventDecoder(Decoded.CATALOG, Decoded.OPTIONS).decode(RECORD, left);

    left.readings.replaceAll(READINGS::copy);
    Decoded decoded = Decoded.of(bytes);
    assertThat(left.readings).usingRecursiveComparison(SAME).isEqualTo(decoded.readings);
    assertThat(left.rejected).usingRecursiveComparison(SAME).isEqualTo(decoded.rejected);
  }

  @Example
  void datesARecordByTheEarliestOfItsReadings() {
    byte[] record =
        (event("1", "2026-11-20T07:10:00Z") + event("2", "2026-11-20T07:09:00Z")).getBytes(UTF_8);

    assertThat(look(record)).isEqualTo(Decoded.ARRIVAL.toEpochMilli() - 364_500);
  }

  private static String event(String value, String time) {
    return "{\"turbine_id\":\"WT-1\",\"type\":\"Power Factor\",\"data\":"
        + value
        + ",\"date\":\""
        + time
        + "\"}";
  }

  private static void hold(byte[] bytes) {
    assertThat(look(bytes)).isEqualTo(TIMES.earliest(Decoded.arrival(bytes)));
  }

  private static long look(byte[] bytes) {
    return TIMES.look(Decoded.amongOthers(bytes));
  }

  @Provide
  Arbitrary<String> records() {
    Arbitrary<String> turbine =
        Arbitraries.of(
            "",
            "\"id\":\"e-1\",\"turbine_id\":\"WT-1\",",
            "\"turbine_id\":\"WT-1\",",
            "\"turbine_id\":null,",
            "\"turbine\":[],");
    Arbitrary<String> type =
        Arbitraries.of("Power Factor", "power_factor", "Hydraulic Pressure (psi)", "moonlight");
    Arbitrary<String> value =
        Arbitraries.of("1", "0.97", "\"0,97\"", "null", "\"n/a\"", "NaN", "1e999", "{}", "\"x\"");
    Arbitrary<String> unit =
        Arbitraries.of(
            "", ",\"unit\":\"bar\"", ",\"unit\":\"parsec\"", ",\"region\":\"eu-west-1\"");
    Arbitrary<String> time =
        Arbitraries.of(
            "2026-11-20T07:00:00.000Z",
            "2026-11-20 07:10:00",
            "20/11/2026",
            "1795158000",
            "2026-11-20T08:00:00Z",
            "2031-01-01T00:00:00Z",
            "yesterday");
    Arbitrary<String> event =
        Combinators.combine(turbine, type, value, unit, time)
            .as(
                (a, b, c, d, e) ->
                    "{"
                        + a
                        + "\"type\":\""
                        + b
                        + "\",\"data\":"
                        + c
                        + d
                        + ",\"date\":\""
                        + e
                        + "\"}");
    Arbitrary<String> signals =
        time.map(
            at ->
                "{\"turbine_id\":\"WT-1\",\"power_factor\":0.9,\"temperature_battery\":\"x\",\"date\":\""
                    + at
                    + "\"}");
    Arbitrary<String> part =
        Arbitraries.frequencyOf(
            Tuple.of(8, event),
            Tuple.of(2, signals),
            Tuple.of(1, Arbitraries.of("[]", "7", "{\"a\":", "nonsense")));
    return Combinators.combine(
            Arbitraries.of("", "\ufeff", "[", " "),
            part.list().ofMinSize(1).ofMaxSize(3),
            Arbitraries.of("\n", ",", ""),
            Arbitraries.of("", "]", "\r"))
        .as((before, parts, between, after) -> before + String.join(between, parts) + after);
  }
}
