package io.windfarm.stats;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.windfarm.state.Written;
import java.io.IOException;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** What statistics keep, as it is written. */
class PanesTest {
  private static final String[] TEXTS = {null, "", "A", "ü", "Łódź"};

  private final OpenPanesSerializer ofOpen = new OpenPanesSerializer();
  private final ClosedPanesSerializer ofClosed = new ClosedPanesSerializer();

  @Property(tries = 200)
  void givesBackEveryFieldOfOpenPanes(@ForAll long seed) throws IOException {
    OpenPanes panes = open(new Random(seed));

    assertSame(Written.read(ofOpen, Written.bytes(ofOpen, panes)), panes);
  }

  @Property(tries = 100)
  void givesBackEveryFieldOfClosedPanes(@ForAll long seed) throws IOException {
    ClosedPanes panes = closed(new Random(seed));

    assertSame(Written.read(ofClosed, Written.bytes(ofClosed, panes)), panes);
  }

  @Property(tries = 50)
  void givesEqualBytesForEqualState(@ForAll long seed) throws IOException {
    byte[] open = Written.bytes(ofOpen, open(new Random(seed)));
    byte[] closed = Written.bytes(ofClosed, closed(new Random(seed)));

    assertThat(Written.bytes(ofOpen, open(new Random(seed)))).isEqualTo(open);
    assertThat(Written.bytes(ofOpen, Written.read(ofOpen, open))).isEqualTo(open);
    assertThat(Written.bytes(ofClosed, closed(new Random(seed)))).isEqualTo(closed);
    assertThat(Written.bytes(ofClosed, Written.read(ofClosed, closed))).isEqualTo(closed);
  }

  @Property(tries = 100)
  void goesOnFromWhatWasReadAsIfItHadNotBeenWritten(@ForAll long seed) throws IOException {
    OpenPanes panes = open(new Random(seed));
    OpenPanes read = Written.read(ofOpen, Written.bytes(ofOpen, panes));

    change(panes, new Random(seed));
    change(read, new Random(seed));

    assertSame(read, panes);
  }

  @Property(tries = 100)
  void copiesWhatGoesItsOwnWay(@ForAll long seed) throws IOException {
    OpenPanes open = open(new Random(seed));
    byte[] openBefore = Written.bytes(ofOpen, open);
    OpenPanes openCopy = ofOpen.copy(open);
    assertSame(openCopy, open);
    change(openCopy, new Random(seed));
    assertThat(Written.bytes(ofOpen, open)).isEqualTo(openBefore);

    ClosedPanes closed = closed(new Random(seed));
    byte[] closedBefore = Written.bytes(ofClosed, closed);
    ClosedPanes closedCopy = ofClosed.copy(closed);
    assertSame(closedCopy, closed);
    Pane minute = pane(new Random(seed));
    minute.start = closed.done;
    closedCopy.add(minute);
    closedCopy.advance(closed.done + ClosedPanes.HOUR, (length, end, content) -> {});
    assertThat(Written.bytes(ofClosed, closed)).isEqualTo(closedBefore);
  }

  @Test
  void writesTheirFormatsAsTheyAreOnRecord() throws IOException {
    OpenPanes open = open(new Random(3));
    ClosedPanes closed = closed(new Random(3));
    byte[] openOnRecord = Written.onRecord("open-panes-1");
    byte[] closedOnRecord = Written.onRecord("closed-panes-1");

    assertThat(Written.text(Written.bytes(ofOpen, open))).isEqualTo(Written.text(openOnRecord));
    assertSame(Written.read(ofOpen, openOnRecord), open);
    assertThat(Written.text(Written.bytes(ofClosed, closed)))
        .isEqualTo(Written.text(closedOnRecord));
    assertSame(Written.read(ofClosed, closedOnRecord), closed);
  }

  private static void assertSame(ClosedPanes panes, ClosedPanes expected) {
    assertThat(text(Written.fields(panes))).isEqualTo(text(Written.fields(expected)));
  }

  /** All but spare places. */
  private static void assertSame(OpenPanes panes, OpenPanes expected) {
    assertThat(withoutSpare(panes)).isEqualTo(withoutSpare(expected));
  }

  private static String withoutSpare(OpenPanes panes) {
    JsonNode fields = Written.fields(panes);
    for (JsonNode open : fields.get("values")) {
      ArrayNode values = (ArrayNode) open.get("pane").get("values");
      while (values.size() > open.get("pane").get("held").intValue()) {
        values.remove(values.size() - 1);
      }
    }
    return text(fields);
  }

  /** NaN is not NaN among nodes. */
  private static String text(JsonNode fields) {
    return fields.toString();
  }

  private static OpenPanes open(Random random) {
    OpenPanes panes = new OpenPanes();
    for (int i = random.nextInt(4); i > 0; i--) {
      OpenPane open = panes.add("sensor-" + i, new OpenPane());
      open.farmId = text(random);
      open.region = text(random);
      open.countryCode = text(random);
      open.unit = text(random);
      open.latest = time(random);
      open.due = time(random);
      open.pane = pane(random);
    }
    return panes;
  }

  private static ClosedPanes closed(Random random) {
    ClosedPanes closed = new ClosedPanes(time(random));
    closed.minutes = panes(random);
    closed.fiveMinutes = panes(random);
    closed.hours = panes(random);
    return closed;
  }

  private static Pane[] panes(Random random) {
    Pane[] panes = new Pane[random.nextInt(4)];
    for (int i = 0; i < panes.length; i++) {
      panes[i] = pane(random);
      panes[i].close();
    }
    return panes;
  }

  private static Pane pane(Random random) {
    Pane pane = new Pane(time(random));
    for (int i = random.nextInt(2) * random.nextInt(random.nextInt(5) == 0 ? 600 : 60);
        i > 0;
        i--) {
      add(pane, random);
    }
    return pane;
  }

  private static void add(Pane pane, Random random) {
    long cadence = random.nextInt(3) * 1_000L;
    if (random.nextInt(10) == 0) {
      pane.addBad(cadence);
    } else {
      double value =
          random.nextInt(20) == 0 ? random.nextGaussian() : random.nextInt(9_999) / 100.0;
      pane.add(value, random.nextInt(5) == 0, cadence);
    }
  }

  private static void change(OpenPanes panes, Random random) {
    for (OpenPane open : panes.values) {
      for (int i = 0; i < 100; i++) {
        add(open.pane, random);
      }
      open.latest++;
      open.due++;
      open.unit = "changed";
    }
    if (panes.size() > 0) {
      panes.remove(0);
    }
    panes.add("added", new OpenPane());
  }

  private static String text(Random random) {
    return TEXTS[random.nextInt(TEXTS.length)];
  }

  private static long time(Random random) {
    return random.nextInt(5) == 0
        ? random.nextBoolean() ? Long.MIN_VALUE : Long.MAX_VALUE
        : 29_393_715L * ClosedPanes.MINUTE + random.nextInt(100) * ClosedPanes.MINUTE;
  }
}
