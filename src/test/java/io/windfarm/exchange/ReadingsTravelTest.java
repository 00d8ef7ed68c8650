package io.windfarm.exchange;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.windfarm.model.CleanedReading;
import io.windfarm.model.Quality;
import io.windfarm.model.Reading;
import io.windfarm.model.RefilledReading;
import io.windfarm.model.Source;
import io.windfarm.model.TurbineFrom;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;

/** A reading arrives as it was sent, whatever is in it and whatever travelled before it. */
class ReadingsTravelTest {
  @Property(seed = "42")
  void everyFieldOfACleanedReadingArrives(@ForAll("cleaned") List<CleanedReading> sent)
      throws IOException {
    TypeSerializer<CleanedReading> serializer =
        Exchanged.CLEANED_READING.createSerializer(new SerializerConfigImpl());
    TypeSerializer<CleanedReading> other = serializer.duplicate();
    DataOutputSerializer out = new DataOutputSerializer(64);
    for (CleanedReading cleaned : sent) {
      serializer.serialize(cleaned, out);
    }
    DataOutputSerializer copied = new DataOutputSerializer(64);
    DataInputDeserializer again = new DataInputDeserializer(out.getCopyOfBuffer());
    DataInputDeserializer in = new DataInputDeserializer(out.getCopyOfBuffer());
    List<CleanedReading> arrived = new ArrayList<>();
    for (int i = 0; i < sent.size(); i++) {
      arrived.add(other.deserialize(in));
      other.copy(again, copied);
    }

    assertThat(arrived)
        .usingRecursiveComparison()
        .withEqualsForType(Double::equals, Double.class)
        .isEqualTo(sent);
    assertThat(in.available()).isZero();
    assertThat(copied.getCopyOfBuffer()).isEqualTo(out.getCopyOfBuffer());
  }

  @Property(seed = "42")
  void aCopyHasEveryField(@ForAll("cleaned") List<CleanedReading> sent) {
    TypeSerializer<CleanedReading> serializer =
        Exchanged.CLEANED_READING.createSerializer(new SerializerConfigImpl());
    for (CleanedReading cleaned : sent) {
      assertThat(serializer.copy(cleaned))
          .usingRecursiveComparison()
          .withEqualsForType(Double::equals, Double.class)
          .isEqualTo(cleaned);
      assertThat(serializer.copy(cleaned).reading).isNotSameAs(cleaned.reading);
    }
  }

  @Example
  void turbineAndSensorOfTheNextReadingAreTheSameStrings() throws IOException {
    Reading first = reading("WT-1", "power_factor", "1", 0.5);
    Reading second = reading("WT-1", "power_factor", "2", 0.6);

    List<Reading> received = sent(first, second);

    Reading one = received.get(0);
    Reading two = received.get(1);
    assertThat(two.turbineId).isSameAs(one.turbineId).isEqualTo("WT-1");
    assertThat(two.sensor).isSameAs(one.sensor).isEqualTo("power_factor");
    assertThat(two.id).isEqualTo("2");
  }

  @Example
  void textsThatDifferentCircumstancesShareAreTheSameStrings() throws IOException {
    Reading first = reading("WT-1", "power_factor", "1", 0.5);
    first.farmId = "A";
    Reading second = reading("WT-2", "power_factor", "2", 0.6);
    second.farmId = "B";

    List<Reading> received = sent(first, second);

    Reading one = received.get(0);
    Reading two = received.get(1);
    assertThat(two.farmId).isEqualTo("B");
    assertThat(two.sensor).isSameAs(one.sensor).isEqualTo("power_factor");
  }

  /** What one reader makes of what one writer wrote. */
  private static List<Reading> sent(Reading... readings) throws IOException {
    TypeSerializer<Reading> serializer =
        Exchanged.READING.createSerializer(new SerializerConfigImpl());
    DataOutputSerializer out = new DataOutputSerializer(64);
    for (Reading reading : readings) {
      serializer.serialize(reading, out);
    }
    DataInputDeserializer in = new DataInputDeserializer(out.getCopyOfBuffer());
    List<Reading> received = new ArrayList<>();
    for (int i = 0; i < readings.length; i++) {
      received.add(serializer.deserialize(in));
    }
    return received;
  }

  @Example
  void anIdArrivesWhetherItWasInBytesOrAString() throws IOException {
    TypeSerializer<Reading> serializer =
        Exchanged.READING.createSerializer(new SerializerConfigImpl());
    DataOutputSerializer out = new DataOutputSerializer(64);
    Reading reading = new RefilledReading();
    List<String> copied = new ArrayList<>();
    byte[] bytes = "the first, one-2".getBytes(US_ASCII);
    reading.takeId(bytes, 4, 9);
    serializer.serialize(reading, out);
    copied.add(serializer.copy(reading).id);
    reading.takeId(bytes, 11, 16);
    bytes[15] = '3';
    serializer.serialize(reading, out);
    copied.add(serializer.copy(reading).id);
    reading.takeId(bytes, 4, 7);
    serializer.serialize(reading, out);
    copied.add(serializer.copy(reading).id);
    reading.id = "風";
    serializer.serialize(reading, out);
    copied.add(serializer.copy(reading).id);
    reading.takeId(bytes, 0, 0);
    serializer.serialize(reading, out);
    copied.add(serializer.copy(reading).id);
    DataInputDeserializer in = new DataInputDeserializer(out.getCopyOfBuffer());

    List<String> arrived = new ArrayList<>();
    while (in.available() > 0) {
      arrived.add(serializer.deserialize(in).id);
    }

    assertThat(arrived).containsExactly("first", "one-2", "fir", "風", "").isEqualTo(copied);
  }

  @Provide
  Arbitrary<List<CleanedReading>> cleaned() {
    Arbitrary<String> text =
        Arbitraries.oneOf(
            Arbitraries.of("WT-1", "WT-2", "", "°C", "風", "a\uD83D\uDE00b", "a\uDE00\uD83Db"),
            Arbitraries.strings().ofMaxLength(300));
    Arbitrary<Double> number =
        Arbitraries.of(0.0, -0.0, 1.5, Double.NaN, Double.MAX_VALUE, -273.15);
    Arbitrary<Reading> readings =
        Combinators.combine(
                text.list().ofSize(9),
                text.injectNull(0.3),
                number,
                Arbitraries.longs(),
                Arbitraries.integers().between(0, Integer.MAX_VALUE),
                Arbitraries.of(Source.class).injectNull(0.2),
                Arbitraries.of(TurbineFrom.class).injectNull(0.2))
            .as(
                (texts, sequence, value, time, index, source, from) -> {
                  Reading reading = reading(texts.get(0), texts.get(1), texts.get(2), value);
                  reading.farmId = texts.get(3);
                  reading.region = texts.get(4);
                  reading.countryCode = texts.get(5);
                  reading.unit = texts.get(6);
                  reading.stream = texts.get(7);
                  reading.shard = texts.get(8);
                  reading.sequenceNumber = sequence == null || sequence.isEmpty() ? index : 0;
                  reading.sequence = reading.sequenceNumber == 0 ? sequence : null;
                  reading.rawValue = -value;
                  reading.eventTime = time;
                  reading.arrivalTime = ~time;
                  reading.index = index;
                  reading.reasons = index >>> 7;
                  reading.source = source;
                  reading.turbineFrom = from;
                  return reading;
                });
    return Combinators.combine(readings, number, Arbitraries.of(Quality.class), Arbitraries.longs())
        .as(
            (reading, value, quality, cadence) -> {
              CleanedReading cleaned = new CleanedReading();
              cleaned.reading = reading;
              cleaned.value = value;
              cleaned.quality = quality;
              cleaned.cadence = cadence;
              cleaned.reasons = cadence.intValue();
              cleaned.synthetic = cadence % 2 == 0;
              return cleaned;
            })
        .list()
        .ofMaxSize(12);
  }

  private static Reading reading(String turbine, String sensor, String id, double value) {
    Reading reading = new Reading();
    reading.turbineId = turbine;
    reading.sensor = sensor;
    reading.id = id;
    reading.value = value;
    return reading;
  }
}
