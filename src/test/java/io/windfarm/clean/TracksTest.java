package io.windfarm.clean;

import static org.assertj.core.api.Assertions.assertThat;

import io.windfarm.exchange.Circumstances;
import io.windfarm.model.Reading;
import io.windfarm.model.Source;
import io.windfarm.model.TurbineFrom;
import io.windfarm.state.Written;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** What cleaning keeps: as it is in memory, and as it is written. */
class TracksTest {
  private static final String[] TEXTS = {null, "", "A", "ü", "Łódź", "x".repeat(200)};

  private final SensorTracksSerializer serializer = new SensorTracksSerializer();

  @Property(tries = 200)
  void givesBackEveryField(@ForAll long seed) throws IOException {
    SensorTracks tracks = random(new Random(seed));

    SensorTracks read = Written.read(serializer, Written.bytes(serializer, tracks));

    assertThat(text(read)).isEqualTo(text(tracks));
  }

  @Property(tries = 50)
  void givesEqualBytesForEqualState(@ForAll long seed) throws IOException {
    byte[] bytes = Written.bytes(serializer, random(new Random(seed)));

    assertThat(Written.bytes(new SensorTracksSerializer(), random(new Random(seed))))
        .isEqualTo(bytes);
    assertThat(Written.bytes(serializer, Written.read(serializer, bytes))).isEqualTo(bytes);
  }

  @Property(tries = 100)
  void copiesWhatGoesItsOwnWay(@ForAll long seed) throws IOException {
    SensorTracks tracks = random(new Random(seed));
    String before = text(tracks);

    SensorTracks copy = serializer.copy(tracks);
    assertThat(text(copy)).isEqualTo(before);
    change(copy, new Random(seed));
    assertThat(text(tracks)).isEqualTo(before);

    SensorTracks other = serializer.copy(tracks);
    change(tracks, new Random(seed));
    assertThat(text(other)).isEqualTo(before);
  }

  @Test
  void writesItsFormatAsItIsOnRecord() throws IOException {
    SensorTracks tracks = random(new Random(4));
    byte[] onRecord = Written.onRecord("sensor-tracks-1");

    assertThat(Written.text(Written.bytes(serializer, tracks))).isEqualTo(Written.text(onRecord));
    assertThat(text(Written.read(serializer, onRecord))).isEqualTo(text(tracks));
  }

  @Test
  void writesReadingsThatWaitAsTheyAreOnRecord() throws IOException {
    Random random = new Random(5);
    List<Reading> readings = List.of(reading(random, "a", 7), reading(random, "b", 9));
    byte[] onRecord = Written.onRecord("readings-1");

    assertThat(Written.text(Written.bytes(new ReadingsSerializer(), readings)))
        .isEqualTo(Written.text(onRecord));
    assertThat(Written.fields(Written.read(new ReadingsSerializer(), onRecord)).toString())
        .isEqualTo(Written.fields(readings).toString());
  }

  @Test
  void writesWhatWaitsInAKeyGroupAsItIsOnRecord() throws IOException {
    List<List<Reading>> turbines = turbines(new Random(6), new ArrayList<>()).subList(0, 3);
    byte[] onRecord = Written.onRecord("waiting-1");

    assertThat(Written.text(Written.bytes(new WaitingSerializer(), turbines)))
        .isEqualTo(Written.text(onRecord));
    assertThat(Written.fields(Written.read(new WaitingSerializer(), onRecord)).toString())
        .isEqualTo(Written.fields(turbines).toString());
  }

  @Property(tries = 50)
  void givesBackWhatWaitsInAKeyGroup(@ForAll long seed) throws IOException {
    Random random = new Random(seed);
    WaitingSerializer ofGroups = new WaitingSerializer();
    List<Reading> examples = new ArrayList<>();
    for (int group = 0; group < 3; group++) {
      List<List<Reading>> turbines = turbines(random, examples);

      assertThat(
              Written.fields(Written.read(ofGroups, Written.bytes(ofGroups, turbines))).toString())
          .isEqualTo(Written.fields(turbines).toString());
    }
  }

  /** Some readings of a turbine are in the circumstances of others, as most are. */
  private static List<List<Reading>> turbines(Random random, List<Reading> examples) {
    List<List<Reading>> turbines = new ArrayList<>();
    for (int turbine = random.nextInt(20); turbine >= 0; turbine--) {
      List<Reading> readings = new ArrayList<>();
      for (int i = random.nextInt(4); i >= 0; i--) {
        Reading reading = reading(random, "a", random.nextLong());
        reading.turbineId = "WT-" + turbine;
        if (random.nextInt(4) > 0 && !examples.isEmpty()) {
          Circumstances.of(examples.get(random.nextInt(examples.size()))).giveTo(reading);
        }
        examples.add(reading);
        readings.add(reading);
      }
      turbines.add(readings);
    }
    return turbines;
  }

  @Test
  void writesHowFarATurbineHasComeAsItIsOnRecord() throws IOException {
    Progress progress =
        new Progress(1_700_000_000_123L, 1_700_000_640_000L, true, 7, new long[] {3, -4});
    byte[] onRecord = Written.onRecord("progress-1");

    assertThat(Written.text(Written.bytes(new ProgressSerializer(), progress)))
        .isEqualTo(Written.text(onRecord));
    assertThat(Written.fields(Written.read(new ProgressSerializer(), onRecord)))
        .isEqualTo(Written.fields(progress));
  }

  @Property(tries = 50)
  void givesBackHowFarATurbineHasCome(@ForAll long seed) throws IOException {
    Random random = new Random(seed);
    Progress progress =
        new Progress(
            random.nextLong(),
            random.nextLong(),
            random.nextBoolean(),
            random.nextInt(3) == 0 ? 0 : random.nextLong(),
            random.longs(1 + random.nextInt(5)).toArray());

    assertThat(
            Written.fields(
                Written.read(
                    new ProgressSerializer(), Written.bytes(new ProgressSerializer(), progress))))
        .isEqualTo(Written.fields(progress));
  }

  @Property(tries = 50)
  void givesBackReadingsThatWait(@ForAll long seed) throws IOException {
    Random random = new Random(seed);
    List<Reading> readings = new ArrayList<>();
    for (int i = random.nextInt(5); i >= 0; i--) {
      readings.add(reading(random, "a", random.nextLong()));
    }
    ReadingsSerializer ofReadings = new ReadingsSerializer();

    assertThat(
            Written.fields(Written.read(ofReadings, Written.bytes(ofReadings, readings)))
                .toString())
        .isEqualTo(Written.fields(readings).toString());
  }

  @Property(tries = 100)
  void letsReadingsGoInTheOrderInWhichTheyCame(@ForAll long seed) {
    Random random = new Random(seed);
    Track track = new Track();
    List<Long> waiting = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      if (waiting.isEmpty() || random.nextInt(9) < (i < 100 ? 6 : 2)) {
        track.append(reading(random, "a", i), i, i);
        waiting.add((long) i);
      } else {
        track.removeHead(6);
        waiting.remove(0);
      }
      assertThat(track.size()).isEqualTo(waiting.size());
      for (int place = 0; place < waiting.size(); place++) {
        long time = waiting.get(place);
        assertThat(track.reading(place).eventTime).isEqualTo(time);
        assertThat(track.time(place)).isEqualTo(time);
        assertThat(track.value(place)).isEqualTo(Double.valueOf(track.reading(place).value));
        assertThat(track.cadence(place)).isEqualTo(time);
        assertThat(track.run(place)).isEqualTo((int) time);
      }
    }
  }

  @Property(tries = 50)
  void isWhatVersion010Kept(@ForAll long seed) {
    Random random = new Random(seed);
    Track track = track(random, "a");
    SensorTrack former = new SensorTrack();
    former.size = track.size();
    former.pending = new Pending[former.size + 2];
    for (int i = 0; i < former.size; i++) {
      former.pending[i] = new Pending();
      former.pending[i].reading = track.reading(i);
      former.pending[i].cadence = track.cadence(i);
      former.pending[i].synthetic = track.isGap(i);
      former.pending[i].run = Math.max(0, track.run(i));
    }
    former.judged = track.judged;
    former.intervals = track.intervals;
    former.cadence = track.cadence;
    former.last = reading(random, "a", track.lastTime);
    former.last.value = track.lastValue;
    former.run = track.run;
    former.anchorValue = track.anchorValue;
    former.anchorTime = track.anchorTime;

    assertThat(text(former.toTrack())).isEqualTo(text(track));
    assertThat(former.toTrack().last).isSameAs(former.last);
  }

  private static SensorTracks random(Random random) {
    SensorTracks tracks = new SensorTracks();
    tracks.timer = time(random);
    for (int i = random.nextInt(4); i > 0; i--) {
      tracks.add("sensor-" + i, track(random, "sensor-" + i));
    }
    return tracks;
  }

  private static Track track(Random random, String sensor) {
    Track track = new Track();
    for (int i = random.nextInt(20); i > 0; i--) {
      boolean leaves = track.size() > 0 && random.nextInt(4) > 0;
      track.cadence = random.nextInt(3) * 1_000L;
      track.run = random.nextInt(4);
      track.intervals = random.longs(random.nextInt(5), 0, 100_000).toArray();
      if (random.nextInt(3) == 0 && track.last != null) {
        Reading tick = reading(random, sensor, time(random));
        tick.value = Double.NaN;
        track.receiveGap(tick);
      }
      track.receive(reading(random, sensor, time(random)));
      for (int left = leaves ? track.size() - random.nextInt(2) : 0; left > 0; left--) {
        track.removeHead(6);
      }
    }
    if (track.last == null) {
      track.receive(reading(random, sensor, time(random)));
    }
    track.anchorValue = number(random);
    track.anchorTime = time(random);
    return track;
  }

  private static Reading reading(Random random, String sensor, long time) {
    Reading reading = new Reading();
    reading.id = text(random);
    reading.turbineId = text(random);
    reading.farmId = text(random);
    reading.region = text(random);
    reading.countryCode = text(random);
    reading.sensor = sensor;
    reading.value = number(random);
    reading.rawValue = random.nextBoolean() ? reading.value : number(random);
    reading.unit = text(random);
    reading.eventTime = time;
    reading.arrivalTime = time(random);
    reading.source = random.nextBoolean() ? null : Source.values()[random.nextInt(3)];
    reading.stream = text(random);
    reading.shard = text(random);
    reading.sequence = text(random);
    reading.index = random.nextInt(3) * 300;
    reading.turbineFrom = random.nextBoolean() ? null : TurbineFrom.values()[random.nextInt(2)];
    reading.reasons = random.nextInt(1 << 12);
    return reading;
  }

  private static String text(Random random) {
    return TEXTS[random.nextInt(TEXTS.length)];
  }

  private static long time(Random random) {
    return random.nextInt(5) == 0
        ? random.nextBoolean() ? Long.MIN_VALUE : Long.MAX_VALUE
        : 1_763_622_903_000L + random.nextInt(100_000);
  }

  private static double number(Random random) {
    switch (random.nextInt(4)) {
      case 0:
        return Double.NaN;
      case 1:
        return random.nextGaussian();
      default:
        return random.nextInt(10_000) / 100.0;
    }
  }

  /** Whatever cleaning may do to a turbine. */
  private static void change(SensorTracks tracks, Random random) {
    tracks.timer++;
    for (Track track : tracks.values) {
      for (int i = 0; i < track.judged.length; i++) {
        track.judged[i]++;
      }
      for (int i = 0; i < track.intervals.length; i++) {
        track.intervals[i]++;
      }
      if (track.size() > 0) {
        track.removeHead(6);
      }
      track.cadence++;
      track.run++;
      track.anchorValue = 5;
      track.anchorTime++;
      for (int i = 0; i < 5; i++) {
        track.receive(reading(random, "changed", 5));
      }
    }
    if (tracks.size() > 0) {
      tracks.remove(0);
    }
    tracks.add("added", track(random, "added"));
  }

  /** All that the serializer keeps: readings that are gone matter only for what fills a gap. */
  private static String text(SensorTracks tracks) {
    StringBuilder text = new StringBuilder("timer " + tracks.timer);
    for (int i = 0; i < tracks.size(); i++) {
      text.append('\n').append(tracks.sensors[i]).append(' ').append(text(tracks.values[i]));
      text.append(" last ").append(origin(tracks.values[i].last));
    }
    return text.toString();
  }

  private static String text(Track track) {
    List<Object> all = new ArrayList<>();
    for (int i = 0; i < track.size(); i++) {
      Reading reading = track.reading(i);
      all.add(origin(reading));
      all.add(List.of("" + reading.id, "" + reading.sequence(), "" + reading.shard));
      all.add(List.of(reading.value, reading.rawValue, track.value(i), reading.index));
      all.add(List.of(reading.eventTime, track.time(i), reading.arrivalTime, reading.reasons));
      all.add(List.of(track.cadence(i), track.run(i), track.isGap(i)));
    }
    all.add(track.judged);
    all.add(track.intervals);
    all.add(List.of(track.cadence, track.lastTime, track.lastValue, track.run));
    all.add(List.of(track.anchorValue, track.anchorTime));
    return Arrays.deepToString(all.toArray());
  }

  private static String origin(Reading reading) {
    return String.join(
        "|",
        reading.turbineId,
        reading.farmId,
        reading.region,
        reading.countryCode,
        reading.sensor,
        reading.unit,
        reading.stream,
        "" + reading.source,
        "" + reading.turbineFrom);
  }
}
