package io.windfarm.ingest;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import io.windfarm.config.SensorCatalog;
import io.windfarm.model.Arrival;
import io.windfarm.model.RejectReason;
import java.io.IOException;

/**
 * Finds the objects in a record, hands each to {@link EventReader}, and rejects what lies between.
 * See {@link EventDecoder} for what it promises.
 */
final class RecordReader {
  /** Events are flat; what they carry besides may nest a little. */
  private static final int MAX_DEPTH = 64;

  private static final int MAX_NAME_LENGTH = 1_024;

  /**
   * So many places where a record stops being JSON are skipped one by one; then the rest is one
   * row. A record of nothing but broken lines costs a bounded time, and the rows stay few.
   */
  private static final int MAX_FAULTS = 1_000;

  private static final int NOWHERE = -1;

  private final JsonFactory factory =
      JsonFactory.builder()
          // Interning would let senders of random keys fill the JVM's string table.
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          // UTF-8 or nothing: in UTF-16 the parser could not say at which byte it stands.
          .disable(JsonFactory.Feature.CHARSET_DETECTION)
          // Python writes a missing value as a bare NaN.
          .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
          // Not the default pool: a thread-local would keep the job's classes alive after its end.
          .recyclerPool(JsonRecyclerPools.newBoundedPool(1))
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(MAX_DEPTH)
                  .maxNameLength(MAX_NAME_LENGTH)
                  .build())
          .build();

  private final Vocabulary vocabulary;
  private final EventReader events;
  private final PlainObject plain;
  private final String fallbackRegion;
  private final Fields fields = new Fields();
  private final Record record;

  private byte[] bytes;
  private int end;

  /** Where it was first asked whether all the rest is UTF-8, or NOWHERE, and the answer. */
  private int utf8From;

  private boolean isUtf8;

  private int faults;

  private JsonParser parser;

  /** Where {@link #parser} began. */
  private int parserFrom;

  /** Where the value begins that is being read, or NOWHERE between values. */
  private int valueFrom;

  /** Where the latest object begins that {@link #parser} read, or NOWHERE. */
  private int lastFrom;

  /** Where the latest complete value ends; NOWHERE if it is that object. */
  private int lastTo;

  /** Where the outer array begins that is being read, or NOWHERE. */
  private int arrayFrom;

  /** Record index when the outer array began: nothing came out of it yet if that is still so. */
  private int arrayIndex;

  /** A run of values that are no objects, to be rejected as one; NOWHERE if there is none. */
  private int runFrom;

  private int runTo;

  RecordReader(SensorCatalog catalog, EventDecoder.Options options) {
    this(catalog, options, new Record());
  }

  RecordReader(SensorCatalog catalog, EventDecoder.Options options, Record record) {
    this.record = record;
    this.vocabulary = new Vocabulary(catalog);
    this.events = new EventReader(catalog, options, vocabulary, fields, record);
    this.plain = new PlainObject(vocabulary, fields);
    this.fallbackRegion = options.fallbackRegion();
  }

  void read(Arrival arrival, EventDecoder.Output out) {
    record.begin(arrival, out);
    read(arrival.fault);
  }

  private void read(String fault) {
    bytes = record.bytes();
    int from = record.from();
    end = trimmed(from, record.to());
    faults = 0;
    int at = afterBlanks(hasByteOrderMark(from) ? from + 3 : from);
    if (fault != null) {
      record.rejectBytes(from, record.to(), RejectReason.MALFORMED_ROW, fault);
    } else if (at >= end) {
      record.rejectBytes(from, record.to(), RejectReason.EMPTY, "nothing but white space");
    } else {
      utf8From = NOWHERE;
      while (at < end) {
        int next = bytes[at] == '{' ? readPlain(at) : PlainObject.NOT_PLAIN;
        at = afterBlanks(next == PlainObject.NOT_PLAIN ? readFrom(at) : next);
      }
    }
    record.end(fallbackRegion);
    bytes = null;
  }

  /** Reads one object, if it is plain; answers where to go on. */
  private int readPlain(int at) {
    int next = plain.read(bytes, at, end);
    if (next != PlainObject.NOT_PLAIN) {
      record.atEndOfObject(at, next);
      events.read();
    }
    return next;
  }

  /** Reads from {@code at} to the end, or to the next fault; answers where to go on. */
  private int readFrom(int at) {
    if (utf8From == NOWHERE) {
      utf8From = at;
      isUtf8 = Utf8.isValid(bytes, at, end);
    }
    parserFrom = at;
    valueFrom = at;
    lastFrom = NOWHERE;
    lastTo = at;
    arrayFrom = NOWHERE;
    runFrom = NOWHERE;
    try (JsonParser json = factory.createParser(bytes, at, end - at)) {
      parser = json;
      JsonToken token = json.nextToken();
      while (token != null) {
        if (token == JsonToken.START_OBJECT) {
          readObject();
        } else if (token == JsonToken.START_ARRAY && arrayFrom == NOWHERE) {
          rejectRun();
          arrayFrom = valueFrom;
          arrayIndex = record.index();
        } else if (token == JsonToken.END_ARRAY) {
          endArray();
        } else {
          addToRun();
        }
        valueFrom = NOWHERE;
        token = json.nextToken();
        if (token != null) {
          valueFrom = at(json.currentTokenLocation().getByteOffset());
        }
      }
      rejectRun();
      return end;
    } catch (IOException e) {
      return afterFault(e);
    } finally {
      parser = null;
    }
  }

  private void readObject() throws IOException {
    rejectRun();
    fields.clear();
    for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
      Key key = vocabulary.key(name);
      JsonToken token = parser.nextToken();
      if (key.isOurs()) {
        fields.add(key, token, parser);
      } else {
        parser.skipChildren();
      }
    }
    record.atEndOfObject(parser, parserFrom, valueFrom);
    if (isUtf8 || Utf8.isValid(bytes, valueFrom, here())) {
      events.read();
    } else {
      record.rejectObject(RejectReason.MALFORMED_JSON, "not UTF-8", null);
    }
    lastFrom = valueFrom;
    lastTo = NOWHERE;
  }

  private void endArray() {
    rejectRun();
    if (record.index() == arrayIndex) {
      reject(arrayFrom, here(), RejectReason.EMPTY, "an array without an element");
    }
    lastTo = here();
    arrayFrom = NOWHERE;
  }

  private void addToRun() throws IOException {
    parser.skipChildren();
    parser.finishToken();
    if (runFrom == NOWHERE) {
      runFrom = valueFrom;
    }
    runTo = here();
    lastTo = runTo;
  }

  private void rejectRun() {
    if (runFrom != NOWHERE) {
      reject(runFrom, runTo, RejectReason.NOT_AN_OBJECT, "JSON, but not an object");
      runFrom = NOWHERE;
    }
  }

  /** Rejects what can't be read and answers where reading can go on. */
  private int afterFault(IOException fault) {
    rejectRun();
    boolean inArray = arrayFrom != NOWHERE;
    int from;
    if (inArray && record.index() == arrayIndex) {
      from = arrayFrom;
    } else if (valueFrom != NOWHERE) {
      from = valueFrom;
    } else {
      from = afterBlanks(endOfLast());
    }
    int to = inArray || ++faults >= MAX_FAULTS ? end : endOfFault(from);
    if (from < to) {
      boolean tooComplex = fault instanceof StreamConstraintsException;
      reject(
          from,
          to,
          tooComplex ? RejectReason.TOO_COMPLEX : RejectReason.MALFORMED_JSON,
          tooComplex
              ? "nested deeper, or a name or number longer, than any event can be"
              : !isUtf8 && !Utf8.isValid(bytes, from, to) ? "not UTF-8" : "not JSON, or cut off");
    }
    return to;
  }

  /**
   * A broken object ends with its line; other text, and an object of many lines, where one begins.
   */
  private int endOfFault(int from) {
    int line = endOfLine(from);
    boolean oneLine = bytes[from] == '{' && afterBlanks(from + 1) < line;
    if (!oneLine) {
      while (line < end && bytes[line + 1] != '{' && bytes[line + 1] != '[') {
        line = endOfLine(line + 1);
      }
    }
    return line;
  }

  private int endOfLine(int from) {
    int at = from;
    while (at < end && bytes[at] != '\n') {
      at++;
    }
    return at;
  }

  /**
   * Where the latest complete value ends. Reads an object again for that: asking the parser after
   * each would cost every good record what only a fault needs.
   */
  private int endOfLast() {
    if (lastTo != NOWHERE) {
      return lastTo;
    }
    try (JsonParser again = factory.createParser(bytes, lastFrom, end - lastFrom)) {
      again.nextToken();
      again.skipChildren();
      return lastFrom + (int) again.currentLocation().getByteOffset();
    } catch (IOException e) {
      throw new IllegalStateException("An object that was read once can't be read again", e);
    }
  }

  private void reject(int from, int to, RejectReason reason, String detail) {
    record.rejectBytes(from, trimmed(from, to), reason, detail);
  }

  private int here() {
    return at(parser.currentLocation().getByteOffset());
  }

  private int at(long byteOffset) {
    return parserFrom + (int) byteOffset;
  }

  private boolean hasByteOrderMark(int from) {
    return end - from >= 3
        && bytes[from] == (byte) 0xef
        && bytes[from + 1] == (byte) 0xbb
        && bytes[from + 2] == (byte) 0xbf;
  }

  private int afterBlanks(int from) {
    int at = from;
    while (at < end && isBlank(bytes[at])) {
      at++;
    }
    return at;
  }

  private int trimmed(int from, int to) {
    int last = to;
    while (last > from && isBlank(bytes[last - 1])) {
      last--;
    }
    return last;
  }

  /** White space as JSON has it. */
  static boolean isBlank(byte b) {
    return b == ' ' || b == '\n' || b == '\r' || b == '\t';
  }
}
