package io.windfarm.ingest;

import io.windfarm.config.Meaning;
import io.windfarm.config.Role;
import io.windfarm.config.SensorCatalog;
import io.windfarm.config.Shape;
import io.windfarm.model.RejectReason;
import java.util.Arrays;

/**
 * Which shape an event has, which of its fields is read for each {@link Role}, and which are
 * signals. Senders repeat themselves, so that it is worked out only for events that have other keys
 * than the one before, or where it depends on their values.
 */
final class Roles {
  static final int ABSENT = -1;

  private final Shape[] shapes;

  /** The field that is read for each role, by its ordinal, or ABSENT. */
  private final int[] chosen = new int[Role.values().length];

  private final int[] signals = new int[Fields.MAX_FIELDS];
  private int signalCount;
  private int shape;

  /** The keys for which this holds, in their order. */
  private final Key[] keys = new Key[Fields.MAX_FIELDS];

  /** How many; ABSENT if it holds for one event alone. */
  private int keyCount = ABSENT;

  private Fields fields;
  private RejectReason fault;
  private String detail;

  Roles(SensorCatalog catalog) {
    this.shapes = catalog.shapes().toArray(new Shape[0]);
  }

  /**
   * Looks at an event. False if it is to be rejected: {@link #fault} and {@link #detail} say why.
   */
  boolean sort(Fields fields) {
    this.fields = fields;
    if (isAsBefore()) {
      return true;
    }
    keyCount = ABSENT;
    shape = shape(fields.marks());
    if (shape == ABSENT) {
      return reject(RejectReason.UNKNOWN_SHAPE, "an object without the keys of any known shape");
    }
    return sortFields();
  }

  private boolean isAsBefore() {
    if (fields.size() != keyCount || fields.isIrregular()) {
      return false;
    }
    for (int i = 0; i < keyCount; i++) {
      if (fields.key(i) != keys[i]) {
        return false;
      }
    }
    return true;
  }

  private int shape(long marks) {
    for (int i = 0; i < shapes.length; i++) {
      if (shapes[i].recognises(marks)) {
        return i;
      }
    }
    return ABSENT;
  }

  @SuppressWarnings("EnumOrdinal") // a place in an array that lives as long as this object
  private boolean sortFields() {
    Arrays.fill(chosen, ABSENT);
    signalCount = 0;
    boolean byValues = fields.isIrregular();
    for (int field = 0; field < fields.size(); field++) {
      Meaning meaning = fields.key(field).in(shape);
      if (meaning == null) {
        continue;
      }
      if (meaning.isSensor()) {
        signals[signalCount++] = field;
        continue;
      }
      if (fields.isContested(field)) {
        return reject(
            RejectReason.DUPLICATE_KEY,
            "the key of the " + meaning.role.word() + " occurs twice with different values");
      }
      if (fields.kind(field) == Fields.Kind.TOO_LONG) {
        return reject(
            RejectReason.TOO_COMPLEX,
            "the " + meaning.role.word() + " has more than " + Fields.MAX_CHARS + " characters");
      }
      int other = fieldOf(meaning.role);
      byValues |= other != ABSENT;
      if (other == ABSENT || isBetter(field, meaning, other)) {
        chosen[meaning.role.ordinal()] = field;
      }
    }
    if (!byValues) {
      remember();
    }
    return true;
  }

  private void remember() {
    keyCount = fields.size();
    for (int i = 0; i < keyCount; i++) {
      keys[i] = fields.key(i);
    }
  }

  /** Something before nothing, then the earlier in the catalog's list. */
  private boolean isBetter(int field, Meaning meaning, int other) {
    boolean blank = fields.isBlank(field);
    return blank == fields.isBlank(other)
        ? meaning.rank < fields.key(other).in(shape).rank
        : !blank;
  }

  private boolean reject(RejectReason fault, String detail) {
    this.fault = fault;
    this.detail = detail;
    return false;
  }

  RejectReason fault() {
    return fault;
  }

  String detail() {
    return detail;
  }

  /** What number the event's shape has, for {@link Key#in}. */
  int shape() {
    return shape;
  }

  String shapeName() {
    return shapes[shape].name;
  }

  /** True if an event of this shape without a time is dated by its arrival. */
  boolean isDatedByArrival() {
    return shapes[shape].datedByArrival;
  }

  /** The field that is read for a role, or ABSENT. */
  @SuppressWarnings("EnumOrdinal") // as above
  int fieldOf(Role role) {
    return chosen[role.ordinal()];
  }

  int signalCount() {
    return signalCount;
  }

  /** The field of a signal. */
  int signal(int number) {
    return signals[number];
  }
}
