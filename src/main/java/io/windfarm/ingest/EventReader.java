package io.windfarm.ingest;

import static io.windfarm.ingest.Roles.ABSENT;

import io.windfarm.config.Conversion;
import io.windfarm.config.Farm;
import io.windfarm.config.Meaning;
import io.windfarm.config.Role;
import io.windfarm.config.SensorCatalog;
import io.windfarm.model.Arrival;
import io.windfarm.model.Reading;
import io.windfarm.model.Reason;
import io.windfarm.model.RejectReason;
import io.windfarm.model.Source;
import io.windfarm.model.TurbineFrom;
import io.windfarm.pool.Pool;

/** Makes the readings of one event from its fields, in the sense that the event's shape gives. */
final class EventReader {
  /** Slots for turbine ids: several times the largest fleet that one subtask sees. */
  private static final int TURBINE_SLOTS = 16_384;

  /** Slots for types and units, for farms, for regions and for countries. */
  private static final int NAME_SLOTS = 1_024;

  /** Bytes; longer texts are not names that repeat. */
  private static final int LONGEST_NAME = 64;

  /** A unit that is no text; no catalog has it. */
  private static final String NO_UNIT = "?";

  private final SensorCatalog catalog;
  private final Roles roles;
  private final Timestamps timestamps;
  private final TurbineTemplate template;
  private final long maxFuture;
  private final String fallbackRegion;
  private final Pool<String> turbines = new Pool<>(TURBINE_SLOTS, LONGEST_NAME, CharBytes::string);

  /** Each role has its own, as what comes in runs is found at once. */
  private final Pool<Name> farms;

  private final Pool<Name> regions;
  private final Pool<Name> countries;

  /** Types, units, and words for values that are missing. */
  private final Pool<Name> words;

  /** What a name is that was not sent. */
  private final Name nothing;

  private final Fields fields;
  private final Record record;

  /** What the event's readings have in common, as far as it was read; null before that. */
  private Reading event;

  /** That of an event with several. */
  private final Reading common = new Reading();

  private long eventTime;

  /** True if the event came with an id. */
  private boolean identified;

  /**
   * @param fields of the event that is to be read
   * @param record that it is in
   */
  EventReader(
      SensorCatalog catalog,
      EventDecoder.Options options,
      Vocabulary vocabulary,
      Fields fields,
      Record record) {
    this.catalog = catalog;
    this.fields = fields;
    this.record = record;
    Pool.Maker<Name> named =
        (bytes, from, to) -> new Name(CharBytes.string(bytes, from, to), catalog, vocabulary);
    this.farms = new Pool<>(NAME_SLOTS, LONGEST_NAME, named);
    this.regions = new Pool<>(NAME_SLOTS, LONGEST_NAME, named);
    this.countries = new Pool<>(NAME_SLOTS, LONGEST_NAME, named);
    this.words = new Pool<>(NAME_SLOTS, LONGEST_NAME, named);
    this.nothing = new Name("", catalog, vocabulary);
    this.roles = new Roles(catalog, fields);
    this.timestamps = new Timestamps(options.zone);
    this.template = options.turbineTemplate;
    this.maxFuture = options.maxFuture;
    this.fallbackRegion = options.fallbackRegion();
  }

  /** Emits at least one reading or rejected row. */
  void read() {
    event = null;
    if (fields.isOverflown()) {
      reject(RejectReason.TOO_COMPLEX, "more fields than any event has");
      return;
    }
    if (!roles.sort()) {
      reject(roles.fault(), roles.detail());
      return;
    }
    if (!record.isOnlyDated()) {
      readPlace();
    }
    boolean hasType = roles.fieldOf(Role.TYPE) != ABSENT;
    if (hasType && (roles.signalCount() == 0 || roles.fieldOf(Role.VALUE) != ABSENT)) {
      readSingle();
    } else if (roles.signalCount() > 0) {
      readSignals();
    } else {
      reject(RejectReason.UNKNOWN_SHAPE, "shape " + roles.shapeName() + " without any sensor");
    }
  }

  private void readPlace() {
    Name ofFarm = name(farms, Role.FARM);
    Name ofRegion = name(regions, Role.REGION);
    Farm known = ofFarm.farm;
    event = roles.signalCount() > 1 ? common : record.blank();
    event.farmId = ofFarm.text;
    event.countryCode = name(countries, Role.COUNTRY).text;
    event.region = ofRegion.text;
    if (!ofRegion.isRegion) {
      event.region = known == null || known.region.isEmpty() ? fallbackRegion : known.region;
    }
    if (event.countryCode.isEmpty() && known != null) {
      event.countryCode = known.country;
    }
  }

  private void readSingle() {
    int type = roles.fieldOf(Role.TYPE);
    Meaning meaning = null;
    Key key = null;
    if (fields.kind(type) == Fields.Kind.TEXT) {
      key = word(type).key();
      meaning = key.in(roles.shape());
    }
    if (meaning == null || !meaning.isSensor()) {
      reject(
          RejectReason.UNKNOWN_SENSOR,
          "the type is no sensor in the catalog; if it should be one, add it as an alias");
      return;
    }
    if (readIdentity()) {
      String unit = sentUnit();
      emit(meaning, roles.fieldOf(Role.VALUE), unit.isEmpty() ? key.unit : unit);
    }
  }

  private void readSignals() {
    if (!readIdentity()) {
      return;
    }
    // A unit beside several signals could be any one's, so it is left alone there.
    String unit = roles.signalCount() == 1 ? sentUnit() : "";
    for (int i = 0; i < roles.signalCount(); i++) {
      int field = roles.signal(i);
      Key key = fields.key(field);
      Meaning meaning = key.in(roles.shape());
      if (fields.isContested(field)) {
        reject(
            RejectReason.DUPLICATE_KEY,
            meaning.sensor + ": the key occurs twice with different values");
      } else {
        emit(meaning, field, key.unit.isEmpty() ? unit : key.unit);
      }
    }
  }

  /** Time, turbine and id. False if the event was rejected for lack of one. */
  private boolean readIdentity() {
    Arrival arrival = record.arrival();
    int time = roles.fieldOf(Role.TIME);
    if (time == ABSENT && roles.isDatedByArrival()) {
      eventTime = arrival.arrivalTime;
    } else {
      eventTime =
          time != ABSENT && isScalar(time)
              ? timestamps.parse(
                  fields.text(), fields.from(time), fields.to(time), arrival.arrivalTime)
              : Timestamps.NONE;
      if (eventTime == Timestamps.NONE) {
        reject(
            RejectReason.BAD_TIME,
            time == ABSENT || fields.isBlank(time)
                ? "no time"
                : "a time that can't be read: neither ISO 8601, a day nor epoch seconds or millis");
        return false;
      }
    }
    int turbineField = roles.fieldOf(Role.TURBINE);
    boolean named = hasText(turbineField);
    String made = named || template == null ? "" : template.of(arrival);
    if (!named && made.isEmpty()) {
      reject(
          RejectReason.NO_TURBINE,
          template == null
              ? "no turbine in the event, and no turbine template is configured"
              : "no turbine in the event, and its record lacks what the template asks for");
      return false;
    }
    if (!record.isOnlyDated()) {
      event.turbineId = named ? of(turbines, turbineField) : made;
      event.turbineFrom = named ? TurbineFrom.EVENT : TurbineFrom.TEMPLATE;
      int idField = roles.fieldOf(Role.ID);
      identified = hasText(idField);
      if (identified) {
        fields.giveId(idField, event);
      }
    }
    return true;
  }

  private void emit(Meaning meaning, int field, String unit) {
    double raw = Double.NaN;
    double value = Double.NaN;
    int reasons = 0;
    if (field == ABSENT || isMissing(field)) {
      reasons = Reason.MISSING.bit();
    } else {
      raw =
          isScalar(field)
              ? NumberText.parse(fields.text(), fields.start(field), fields.end(field))
              : Double.NaN;
      Conversion conversion =
          catalog.conversion(meaning.sensor, unit.isEmpty() ? meaning.unit : unit);
      if (Double.isFinite(raw) && conversion == null) {
        reject(
            RejectReason.UNKNOWN_UNIT,
            meaning.sensor + ": a unit that the catalog can't convert; add it under 'units'");
        return;
      }
      value = Double.isFinite(raw) ? conversion.convert(raw) : raw;
      if (!Double.isFinite(value)) {
        reject(
            RejectReason.BAD_VALUE,
            meaning.sensor
                + (Double.isNaN(value) ? ": the value is no number" : ": the value is not finite"));
        return;
      }
      if (!conversion.isNone()) {
        reasons = Reason.UNIT_CONVERTED.bit();
      }
    }
    if (record.isOnlyDated()) {
      record.date(eventTime, isAhead());
    } else {
      record.emit(reading(meaning.sensor, raw, value, reasons));
    }
  }

  private Reading reading(String sensor, double raw, double value, int reasons) {
    Arrival arrival = record.arrival();
    Reading reading = roles.signalCount() > 1 ? another() : event;
    reading.index = record.index();
    if (!identified) {
      reading.id = madeUp(arrival, reading.index);
    }
    reading.sensor = sensor;
    reading.value = value;
    reading.rawValue = raw;
    reading.unit = catalog.get(sensor, reading.farmId).unit;
    reading.eventTime = eventTime;
    reading.arrivalTime = arrival.arrivalTime;
    reading.source = arrival.source;
    reading.stream = arrival.stream;
    reading.shard = arrival.shard;
    reading.sequence = arrival.sequence;
    reading.sequenceNumber = arrival.sequenceNumber;
    reading.reasons = isAhead() ? reasons | Reason.CLOCK_SKEW.bit() : reasons;
    return reading;
  }

  /** One of several readings of the event. */
  private Reading another() {
    Reading another = record.blank();
    another.id = event.id;
    another.turbineId = event.turbineId;
    another.turbineFrom = event.turbineFrom;
    another.farmId = event.farmId;
    another.region = event.region;
    another.countryCode = event.countryCode;
    return another;
  }

  private boolean isAhead() {
    return eventTime - record.arrival().arrivalTime > maxFuture;
  }

  /**
   * Where an event came from, as its id. A file's events have none: the same rows are exported
   * again, into other files and other lines.
   */
  private static String madeUp(Arrival arrival, int index) {
    return arrival.source == Source.FILE
        ? ""
        : arrival.shard + ":" + arrival.sequence() + "#" + index;
  }

  private void reject(RejectReason reason, String detail) {
    record.rejectObject(reason, detail, event == null ? null : event.region);
  }

  /** The unit beside the value as the catalog looks it up, or empty. */
  private String sentUnit() {
    int field = roles.fieldOf(Role.UNIT);
    if (field == ABSENT || fields.isBlank(field)) {
      return "";
    }
    return isScalar(field) ? word(field).unit() : NO_UNIT;
  }

  private boolean isMissing(int field) {
    if (fields.isBlank(field)) {
      return true;
    }
    // Only words can stand for a missing value, and words begin with a letter.
    return isScalar(field)
        && Character.isLetter(CharBytes.charAt(fields.text(), fields.start(field)))
        && word(field).isMissing;
  }

  /** The text of a role's field, or an empty one. */
  private Name name(Pool<Name> names, Role role) {
    int field = roles.fieldOf(role);
    return hasText(field) ? of(names, field) : nothing;
  }

  private Name word(int field) {
    return of(words, field);
  }

  private <T> T of(Pool<T> pool, int field) {
    return pool.get(fields.text(), fields.from(field), fields.to(field));
  }

  private boolean hasText(int field) {
    return field != ABSENT && isScalar(field) && !fields.isBlank(field);
  }

  /** True for texts and numbers. */
  private boolean isScalar(int field) {
    Fields.Kind kind = fields.kind(field);
    return kind == Fields.Kind.TEXT || kind == Fields.Kind.NUMBER;
  }
}
