package io.windfarm.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.windfarm.exchange.Exchanged;
import io.windfarm.model.Reading;
import io.windfarm.model.RefilledReading;
import io.windfarm.model.Rejected;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.assertj.core.api.recursive.comparison.RecursiveComparisonConfiguration;

/**
 * What a decoder remembers of events, and that readings are filled again and records read where
 * they lie, makes it quick, and tells in no other event.
 */
class RepeatingSendersTest {
  private static final EventDecoder REMEMBERS = new EventDecoder(Decoded.CATALOG, Decoded.OPTIONS);

  private static final RecursiveComparisonConfiguration SAME =
      RecursiveComparisonConfiguration.builder()
          .withEqualsForType(Double::equals, Double.class)
          .build();

  @Property(seed = "42", tries = 3_000)
  void readsAnEventAsIfItWereTheFirst(@ForAll("events") String event) {
    byte[] bytes = event.getBytes(UTF_8);
    Decoded decoded = new Decoded();
    REMEMBERS.decode(Decoded.amongOthers(bytes), new Refilling(decoded));

    Decoded first = Decoded.of(bytes);
    assertThat(decoded.readings).usingRecursiveComparison(SAME).isEqualTo(first.readings);
    assertThat(decoded.rejected).usingRecursiveComparison(SAME).isEqualTo(first.rejected);
  }

  /** Has every reading written into the one before, and passes copies on. */
  private static final class Refilling implements EventDecoder.Output {
    private static final TypeSerializer<Reading> SERIALIZER =
        Exchanged.READING.createSerializer(new SerializerConfigImpl());

    private static final Reading READING = new RefilledReading();

    private final EventDecoder.Output copies;

    Refilling(EventDecoder.Output copies) {
      this.copies = copies;
    }

    @Override
    public Reading blank() {
      return READING;
    }

    @Override
    public void reading(Reading reading) {
      copies.reading(SERIALIZER.copy(reading));
    }

    @Override
    public void rejected(Rejected rejected) {
      copies.rejected(rejected);
    }
  }

  /**
   * Fields that compete for a role, miss, repeat, are too long, or nearly have the name of another,
   * and words that mean another thing in another shape, in two orders of each kind.
   */
  @Provide
  Arbitrary<String> events() {
    Arbitrary<String> turbine =
        Arbitraries.of(
            "\"turbine_id\":\"WT-1\",\"turbine\":\"WT-2\"",
            "\"turbine_id\":\" \",\"turbine\":\"WT-2\"",
            "\"turbine_id\":\"WT-1\",\"id\":\"e-1\"",
            "\"turbine_id\":\"WT-1\",\"id\":\"event-12\"",
            "\"turbine_id\":\"WT-1\",\"id\":\"é-1\"",
            "\"turbine_id\":\"WT-1\"",
            "\"carbine_id\":\"WT-1\"",
            "\"turbine_if\":\"WT-1\"",
            "\"turbine_id\":\"\"");
    Arbitrary<String> place =
        Arbitraries.of(
            "\"farm_id\":\"A\",\"region\":\"eu-west-1\"",
            "\"farm_id\":\"B\",\"region\":\"nowhere\"",
            "\"site_id\":7",
            "\"country_code\":\"FR\"");
    Arbitrary<String> value =
        Arbitraries.of(
            "\"type\":\"Power Factor\",\"data\":0.9",
            "\"type\":\"Power Factor\",\"data\":0.9,\"data\":0.9",
            "\"type\":\"Power Factor\",\"data\":0.9,\"data\":0.8",
            "\"type\":\"Power Factor\",\"data\":\"" + "9".repeat(1_100) + "\"",
            "\"type\":\"Hydraulic Pressure\",\"data\":\"n/a\",\"unit\":\"psi\"",
            "\"tyre\":\"Power Factor\",\"data\":0.9",
            "\"power_factor\":0.9,\"temperature_battery\":20",
            "\"temperature\":20,\"pressure\":90",
            "\"temperature\":20",
            "\"power_factor\":0.9,\"power_factor\":0.8,\"temperature_battery\":20");
    Arbitrary<String> time =
        Arbitraries.of(
            "\"date\":\"2026-11-20T07:00:00.000Z\"",
            "\"date\":\"2026-11-21 07:00:00\"",
            "\"date\":\"2026-02-30T07:00:00.000Z\"",
            "\"date\":\"20/11/2026 07:00:00\"",
            "\"sent\":true",
            "\"date\":1795158000");
    return Combinators.combine(turbine, place, value, time, Arbitraries.of(true, false))
        .as(
            (a, b, c, d, turned) -> {
              List<String> fields = new ArrayList<>(List.of(a, b, c, d));
              if (turned) {
                Collections.reverse(fields);
              }
              return "{" + String.join(",", fields) + "}";
            });
  }
}
