package io.windfarm.clean;

import io.windfarm.exchange.BlockReader;
import io.windfarm.exchange.BlockWriter;
import io.windfarm.exchange.Circumstances;
import io.windfarm.model.Reading;
import io.windfarm.pool.Pool;
import io.windfarm.state.Names;
import io.windfarm.state.StateSerializer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;

/**
 * Writes the readings of many turbines that wait, a list a turbine, none of them empty. All are
 * written while a checkpoint holds the job up, so that what many have in common stands there once,
 * and is found by looking into one place. A copy shares the readings: once they wait, none changes.
 */
final class WaitingSerializer extends StateSerializer<List<List<Reading>>> {
  private static final long serialVersionUID = 1L;

  private static final int FORMAT = 1;

  /** Circumstances that are not among those of this block, or were forgotten. */
  private static final int NEW = 0;

  /** Several times what farms, sensors and shards make in a key group, as a rule. */
  private static final int PLACES = 1 << 10;

  /** By their hash, the latest of each place, and their numbers in this block. */
  private transient Circumstances[] latest;

  private transient int[] numbers;

  private transient Pool<String> texts;

  WaitingSerializer() {
    super(FORMAT);
  }

  @Override
  protected void write(List<List<Reading>> turbines, BlockWriter out, Names names) {
    if (latest == null) {
      latest = new Circumstances[PLACES];
      numbers = new int[PLACES];
    } else {
      Arrays.fill(latest, null);
    }
    int count = 0;
    out.addVarint(turbines.size());
    for (List<Reading> readings : turbines) {
      out.add(readings.get(0).turbineId);
      out.addVarint(readings.size());
      for (Reading reading : readings) {
        int place = Circumstances.hash(reading) & (PLACES - 1);
        if (latest[place] != null && latest[place].areThoseOf(reading)) {
          out.addVarint(numbers[place]);
        } else {
          latest[place] = Circumstances.of(reading);
          numbers[place] = ++count;
          out.addVarint(NEW);
          latest[place].writeTo(out);
        }
        ReadingFormat.writeOwn(reading, out);
      }
    }
  }

  @Override
  protected List<List<Reading>> read(BlockReader in, Names names, int format) {
    if (texts == null) {
      texts = BlockReader.texts(PLACES);
    }
    List<Circumstances> known = new ArrayList<>();
    int size = (int) in.varint();
    List<List<Reading>> turbines = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      turbines.add(readTurbine(in, known));
    }
    return turbines;
  }

  private List<Reading> readTurbine(BlockReader in, List<Circumstances> known) {
    String turbineId = in.text();
    int size = (int) in.varint();
    List<Reading> readings = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      int number = (int) in.varint();
      if (number == NEW) {
        known.add(Circumstances.read(in, texts));
        number = known.size();
      }
      Reading reading = new Reading();
      known.get(number - 1).giveTo(reading);
      reading.turbineId = turbineId;
      ReadingFormat.readOwn(reading, in);
      readings.add(reading);
    }
    return readings;
  }

  @Override
  public List<List<Reading>> copy(List<List<Reading>> from) {
    List<List<Reading>> copy = new ArrayList<>(from.size());
    from.forEach(readings -> copy.add(new ArrayList<>(readings)));
    return copy;
  }

  @Override
  public List<List<Reading>> createInstance() {
    return new ArrayList<>();
  }

  @Override
  public TypeSerializer<List<List<Reading>>> duplicate() {
    return new WaitingSerializer();
  }

  @Override
  public TypeSerializerSnapshot<List<List<Reading>>> snapshotConfiguration() {
    return new Snapshot();
  }

  /** See {@link StateSerializer.Snapshot}. */
  public static final class Snapshot extends StateSerializer.Snapshot<List<List<Reading>>> {
    public Snapshot() {
      super(WaitingSerializer::new);
    }
  }
}
