package io.windfarm.ingest;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.List;

/**
 * Reads the times that senders write, into epoch milliseconds; what is finer is cut off.
 *
 * <ul>
 *   <li>{@code yyyy-MM-dd} or {@code dd/MM/yyyy}, then {@code T} or a space, {@code HH:mm} or
 *       {@code HH:mm:ss}, a fraction of any length, and {@code Z}, {@code UTC}, {@code ±hh:mm},
 *       {@code ±hhmm}, {@code ±hh} or nothing. Without an offset it is local to the configured
 *       zone.
 *   <li>A day alone: the time of the record's arrival if that is the same day in the zone, else the
 *       start of the day.
 *   <li>Epoch seconds, with or without a fraction, below 10<sup>11</sup>; epoch millis from there.
 *       Both forms begin on 3 March 1973: smaller numbers are counters, or dates such as 20261120.
 * </ul>
 *
 * <p>Where clocks are put back, a local time that occurs twice is the first of the two; where they
 * are put forward, one that does not occur is read with the offset from before, as the clock that
 * nobody put forward shows it. Second 60, hour 24 and days that the calendar lacks are refused, as
 * are times before 1970.
 */
final class Timestamps {
  /** What {@link #parse} answers for a text that is no time. No time has this value. */
  static final long NONE = Long.MIN_VALUE;

  /** 9999-12-31T23:59:59.999Z, the last that four digits of a year can write. */
  private static final long LAST = 253_402_300_799_999L;

  private static final long FIRST_EPOCH_SECOND = 100_000_000L;
  private static final long FIRST_EPOCH_MILLI = 100_000_000_000L;
  private static final long MILLIS_PER_SECOND = 1000;
  private static final long SECONDS_PER_DAY = 86_400;

  /** ISO 8601 knows no offset beyond this. */
  private static final int MAX_OFFSET_SECONDS = 18 * 3600;

  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  /** Between the first eight and the last eight of the ten characters of a day. */
  private static final int DAY_TAIL = 2;

  private final ZoneRules rules;
  private final boolean fixed;
  private final int fixedOffset;

  /** The latest day that was written year first: its characters, and which it is. */
  private long dayHead;

  private long dayTail;
  private long day;

  Timestamps(ZoneId zone) {
    this.rules = zone.getRules();
    this.fixed = rules.isFixedOffset();
    this.fixedOffset = fixed ? rules.getOffset(Instant.EPOCH).getTotalSeconds() : 0;
  }

  /**
   * Epoch millis of the time in {@code text[from, to)}, or {@link #NONE}.
   *
   * @param arrivalTime epoch millis; lends a day alone its time of day
   */
  long parse(byte[] text, int from, int to, long arrivalTime) {
    while (from < to && isBlank(text[from])) {
      from++;
    }
    while (to > from && isBlank(text[to - 1])) {
      to--;
    }
    int length = to - from;
    long millis;
    if (length >= 10 && text[from + 4] == '-' && text[from + 7] == '-') {
      millis = calendar(text, from + 10, to, yearFirst(text, from), arrivalTime);
    } else if (length >= 10 && text[from + 2] == '/' && text[from + 5] == '/') {
      millis =
          calendar(
              text,
              from + 10,
              to,
              epochDay(digits(text, from + 6, 4), digits(text, from + 3, 2), digits(text, from, 2)),
              arrivalTime);
    } else {
      millis = epoch(text, from, to);
    }
    return millis >= 0 && millis <= LAST ? millis : NONE;
  }

  /** The day in ten characters, or NONE; most are the day of the event before. */
  private long yearFirst(byte[] text, int from) {
    long head = (long) LONGS.get(text, from);
    long tail = (long) LONGS.get(text, from + DAY_TAIL);
    if (head != dayHead || tail != dayTail) {
      day = epochDay(digits(text, from, 4), digits(text, from + 5, 2), digits(text, from + 8, 2));
      dayHead = head;
      dayTail = tail;
    }
    return day;
  }

  private long calendar(byte[] text, int at, int to, long epochDay, long arrivalTime) {
    if (epochDay == NONE) {
      return NONE;
    }
    if (at == to) {
      return dayAlone(epochDay, arrivalTime);
    }
    if (text[at] != 'T' && text[at] != 't' && text[at] != ' ') {
      return NONE;
    }
    at++;
    if (to - at < 5 || text[at + 2] != ':') {
      return NONE;
    }
    int hour = digits(text, at, 2);
    int minute = digits(text, at + 3, 2);
    int second = 0;
    int millis = 0;
    at += 5;
    if (at < to && text[at] == ':') {
      if (to - at < 3) {
        return NONE;
      }
      second = digits(text, at + 1, 2);
      at += 3;
      if (at < to && (text[at] == '.' || text[at] == ',')) {
        int start = ++at;
        int weight = 100;
        while (at < to && isDigit(text[at])) {
          millis += weight * (text[at++] - '0');
          weight /= 10;
        }
        if (at == start) {
          return NONE;
        }
      }
    }
    if (hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 59) {
      return NONE;
    }
    long local = epochDay * SECONDS_PER_DAY + hour * 3600L + minute * 60L + second;
    int offset = at == to ? localOffset(local) : writtenOffset(text, at, to);
    return offset == Integer.MIN_VALUE ? NONE : (local - offset) * MILLIS_PER_SECOND + millis;
  }

  /** Seconds east of Greenwich, or {@code Integer.MIN_VALUE} if that is not what is written. */
  private static int writtenOffset(byte[] text, int at, int to) {
    while (at < to && text[at] == ' ') {
      at++;
    }
    int length = to - at;
    byte sign = text[at];
    if (length == 1 && (sign == 'Z' || sign == 'z')) {
      return 0;
    }
    if (length == 3 && sign == 'U' && text[at + 1] == 'T' && text[at + 2] == 'C') {
      return 0;
    }
    boolean colon = length == 6 && text[at + 3] == ':';
    if ((sign != '+' && sign != '-') || (length != 3 && length != 5 && !colon)) {
      return Integer.MIN_VALUE;
    }
    int hours = digits(text, at + 1, 2);
    int minutes = length == 3 ? 0 : digits(text, colon ? at + 4 : at + 3, 2);
    int seconds = hours * 3600 + minutes * 60;
    if (hours < 0 || minutes < 0 || minutes > 59 || seconds > MAX_OFFSET_SECONDS) {
      return Integer.MIN_VALUE;
    }
    return sign == '-' ? -seconds : seconds;
  }

  private int localOffset(long localSecond) {
    if (fixed) {
      return fixedOffset;
    }
    LocalDateTime local = LocalDateTime.ofEpochSecond(localSecond, 0, ZoneOffset.UTC);
    List<ZoneOffset> valid = rules.getValidOffsets(local);
    if (valid.isEmpty()) {
      ZoneOffsetTransition gap = rules.getTransition(local);
      return gap.getOffsetBefore().getTotalSeconds();
    }
    return valid.get(0).getTotalSeconds();
  }

  private long dayAlone(long epochDay, long arrivalTime) {
    int offset =
        fixed ? fixedOffset : rules.getOffset(Instant.ofEpochMilli(arrivalTime)).getTotalSeconds();
    long arrivalDay =
        Math.floorDiv(
            arrivalTime + offset * MILLIS_PER_SECOND, SECONDS_PER_DAY * MILLIS_PER_SECOND);
    if (arrivalDay == epochDay) {
      return arrivalTime;
    }
    long midnight = epochDay * SECONDS_PER_DAY;
    return (midnight - localOffset(midnight)) * MILLIS_PER_SECOND;
  }

  private static long epoch(byte[] text, int from, int to) {
    long whole = 0;
    int at = from;
    for (; at < to && isDigit(text[at]); at++) {
      if (whole > LAST) {
        return NONE;
      }
      whole = whole * 10 + (text[at] - '0');
    }
    if (at < to && at > from && text[at] == '.') {
      int weight = 100;
      long millis = 0;
      int start = ++at;
      for (; at < to && isDigit(text[at]); at++) {
        millis += (long) weight * (text[at] - '0');
        weight /= 10;
      }
      if (at == to && at > start) {
        return fromEpoch(whole, millis);
      }
    }
    if (at == to) {
      return fromEpoch(whole, 0);
    }
    // What is left is a number with an exponent, as some encoders write large ones, or no number.
    double number = NumberText.parse(text, from, to);
    if (!(number >= FIRST_EPOCH_SECOND && number <= LAST)) {
      return NONE;
    }
    return number < FIRST_EPOCH_MILLI ? (long) (number * MILLIS_PER_SECOND) : (long) number;
  }

  private static long fromEpoch(long whole, long millis) {
    if (whole < FIRST_EPOCH_SECOND) {
      return NONE;
    }
    return whole < FIRST_EPOCH_MILLI ? whole * MILLIS_PER_SECOND + millis : whole;
  }

  private static boolean isBlank(byte c) {
    return c >= 0 && c <= ' ';
  }

  private static boolean isDigit(byte c) {
    return c >= '0' && c <= '9';
  }

  /** The number in {@code count} digits, or one below 0 if they are not all digits. */
  private static int digits(byte[] text, int from, int count) {
    int number = 0;
    for (int i = from; i < from + count; i++) {
      if (!isDigit(text[i])) {
        return -1;
      }
      number = number * 10 + (text[i] - '0');
    }
    return number;
  }

  private static int daysIn(int year, int month) {
    if (month == 2) {
      boolean leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
      return leap ? 29 : 28;
    }
    return month == 4 || month == 6 || month == 9 || month == 11 ? 30 : 31;
  }

  /**
   * Days since 1970-01-01, counted in years that begin in March so that the leap day is last; NONE
   * if the calendar lacks the day.
   */
  private static long epochDay(int year, int month, int day) {
    if (year < 0 || month < 1 || month > 12 || day < 1 || day > daysIn(year, month)) {
      return NONE;
    }
    long y = month > 2 ? year : year - 1;
    long monthFromMarch = month > 2 ? month - 3 : month + 9;
    long dayOfYear = (153 * monthFromMarch + 2) / 5 + day - 1;
    return y * 365
        + Math.floorDiv(y, 4)
        - Math.floorDiv(y, 100)
        + Math.floorDiv(y, 400)
        + dayOfYear
        - 719_468;
  }
}
