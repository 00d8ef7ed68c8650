package io.windfarm.ingest;

import io.windfarm.config.Meaning;
import io.windfarm.config.Role;
import io.windfarm.config.SensorCatalog;
import io.windfarm.config.Shape;
import io.windfarm.model.Arrival;
import io.windfarm.model.Reading;
import io.windfarm.model.Reason;
import io.windfarm.model.RefilledReading;
import io.windfarm.model.Rejected;
import java.util.ArrayList;
import java.util.List;

/**
 * When the events of a record happened, for a source that has to put records in order before they
 * are decoded. Not thread-safe.
 */
public final class EventTimes implements EventDecoder.Output {
  /** No event time that can be read. */
  public static final long NONE = Timestamps.NONE;

  private static final int NO_COLUMN = -1;

  private final SensorCatalog catalog;
  private final EventDecoder.Options options;
  private final Timestamps timestamps;
  private final RecordReader reading;
  private final RecordTimes times = new RecordTimes();
  private final RecordReader looking;

  /** Of the record that is being decoded. */
  private long earliest;

  private List<Object> decoded;

  /** A reading of the record that was there before; null if there is none. */
  private Reading spare;

  public EventTimes(SensorCatalog catalog, EventDecoder.Options options) {
    this.catalog = catalog;
    this.options = options;
    this.reading = new RecordReader(catalog, options);
    this.looking = new RecordReader(catalog, options, times);
    this.timestamps = new Timestamps(options.zone);
  }

  /**
   * The earliest event time in a record, epoch millis; {@link #NONE} if it holds no reading, or
   * none but of clocks that run ahead. Decodes the record, and leaves what is in it there, in the
   * place of what was in the record that this object held before.
   */
  public long earliest(Arrival record) {
    earliest = NONE;
    if (record.decoded == null) {
      record.decoded = new ArrayList<>(1);
    }
    decoded = record.decoded;
    Object first = decoded.isEmpty() ? null : decoded.get(0);
    spare = first instanceof Reading ? (Reading) first : null;
    decoded.clear();
    reading.read(record, this);
    return earliest;
  }

  /** The same, and nothing is made of the record: much less work, for the first look at it. */
  public long look(Arrival record) {
    looking.read(record, null);
    return times.earliest();
  }

  /**
   * The time in {@code text[from, to)}, as {@link EventDecoder} reads it; {@link #NONE} if it is
   * none, or lies further ahead of the record's arrival than a clock may run.
   */
  public long parse(byte[] text, int from, int to, long arrivalTime) {
    long time = timestamps.parse(text, from, to, arrivalTime);
    return time - arrivalTime > options.maxFuture ? NONE : time;
  }

  /**
   * Which of the keys of an event holds its time, or -1 if none does: the one that the event's
   * shape ranks first.
   */
  public int column(List<String> keys) {
    Vocabulary vocabulary = new Vocabulary(catalog);
    long marks = 0;
    for (String key : keys) {
      marks |= vocabulary.key(key).marks;
    }
    List<Shape> shapes = catalog.shapes();
    for (int shape = 0; shape < shapes.size(); shape++) {
      if (shapes.get(shape).recognises(marks)) {
        return column(keys, vocabulary, shape);
      }
    }
    return NO_COLUMN;
  }

  private static int column(List<String> keys, Vocabulary vocabulary, int shape) {
    int best = NO_COLUMN;
    int rank = Integer.MAX_VALUE;
    for (int i = 0; i < keys.size(); i++) {
      Meaning meaning = vocabulary.key(keys.get(i)).in(shape);
      if (meaning != null && meaning.role == Role.TIME && meaning.rank < rank) {
        best = i;
        rank = meaning.rank;
      }
    }
    return best;
  }

  /** Mostly a record is one reading, so that it takes the place of the one before. */
  @Override
  public Reading blank() {
    Reading blank = spare == null ? new RefilledReading() : spare;
    spare = null;
    return blank;
  }

  @Override
  public void reading(Reading reading) {
    decoded.add(reading);
    if (!Reason.CLOCK_SKEW.in(reading.reasons)) {
      earliest = earliest == NONE ? reading.eventTime : Math.min(earliest, reading.eventTime);
    }
  }

  @Override
  public void rejected(Rejected rejected) {
    // It has no event time; it keeps its place in the file.
    decoded.add(rejected);
  }
}
