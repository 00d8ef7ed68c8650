package io.windfarm.alert;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.windfarm.model.Reading;
import io.windfarm.state.Written;
import java.io.IOException;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** What edge detection keeps, as it is written. */
class TracesTest {
  private static final String[] TEXTS = {null, "", "A", "ü", "Łódź"};

  private final SensorTracesSerializer serializer = new SensorTracesSerializer();

  @Property(tries = 200)
  void givesBackEveryField(@ForAll long seed) throws IOException {
    SensorTraces traces = random(new Random(seed));

    assertSame(Written.read(serializer, Written.bytes(serializer, traces)), traces);
  }

  @Property(tries = 50)
  void givesEqualBytesForEqualState(@ForAll long seed) throws IOException {
    byte[] bytes = Written.bytes(serializer, random(new Random(seed)));

    assertThat(Written.bytes(serializer, random(new Random(seed)))).isEqualTo(bytes);
    assertThat(Written.bytes(serializer, Written.read(serializer, bytes))).isEqualTo(bytes);
  }

  @Property(tries = 100)
  void copiesWhatGoesItsOwnWay(@ForAll long seed) throws IOException {
    SensorTraces traces = random(new Random(seed));
    byte[] before = Written.bytes(serializer, traces);

    SensorTraces copy = serializer.copy(traces);
    assertSame(copy, traces);
    for (SensorTrace trace : copy.values) {
      change(trace, new Random(seed));
    }
    if (copy.size() > 0) {
      copy.remove(0);
    }
    copy.add("added", new SensorTrace());

    assertThat(Written.bytes(serializer, traces)).isEqualTo(before);
  }

  @Test
  void writesItsFormatAsItIsOnRecord() throws IOException {
    SensorTraces traces = random(new Random(2));
    byte[] onRecord = Written.onRecord("sensor-traces-1");

    assertThat(Written.text(Written.bytes(serializer, traces))).isEqualTo(Written.text(onRecord));
    assertSame(Written.read(serializer, onRecord), traces);
  }

  private static void assertSame(SensorTraces traces, SensorTraces expected) {
    assertThat(withoutSpare(traces)).isEqualTo(withoutSpare(expected));
  }

  /** All but spare places. */
  private static String withoutSpare(SensorTraces traces) {
    JsonNode fields = Written.fields(traces);
    for (int i = 0; i < traces.size(); i++) {
      ObjectNode trace = (ObjectNode) fields.get("values").get(i);
      for (String peaks : List.of("peaks", "peakTimes")) {
        ArrayNode places = (ArrayNode) trace.get(peaks);
        while (places.size() > traces.values[i].peakCount()) {
          places.remove(places.size() - 1);
        }
      }
      trace.remove("sparePeaks");
    }
    return fields.toString();
  }

  private static SensorTraces random(Random random) {
    SensorTraces traces = new SensorTraces();
    traces.nextCheck = time(random);
    for (int i = random.nextInt(4); i > 0; i--) {
      SensorTrace trace = traces.add("sensor-" + i, new SensorTrace());
      if (random.nextInt(4) > 0) {
        trace.riseReported = time(random);
        trace.hotReported = time(random);
        trace.holding = random.nextInt();
        trace.holdingSince = time(random);
        trace.watchedCadence = random.nextInt(3) * 1_000L;
        change(trace, random);
      }
    }
    return traces;
  }

  private static void change(SensorTrace trace, Random random) {
    long start = 1_763_622_903_000L;
    for (int i = random.nextInt(40) + 1; i > 0; i--) {
      start += random.nextInt(3) * 700L;
      Reading reading = new Reading();
      reading.eventTime = start;
      reading.farmId = text(random);
      reading.region = text(random);
      reading.countryCode = text(random);
      trace.heard(reading);
      if (random.nextInt(5) > 0) {
        trace.add(start, random.nextInt(9_999) / 100.0);
      }
    }
  }

  private static String text(Random random) {
    return TEXTS[random.nextInt(TEXTS.length)];
  }

  private static long time(Random random) {
    return random.nextInt(3) == 0
        ? random.nextBoolean() ? Long.MIN_VALUE : Long.MAX_VALUE
        : 1_763_622_903_000L + random.nextInt(100_000);
  }
}
