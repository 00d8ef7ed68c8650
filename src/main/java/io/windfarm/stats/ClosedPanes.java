package io.windfarm.stats;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/**
 * The closed panes of one sensor, and how they roll up: ten of a minute make the ten-minute window,
 * five of them a five-minute pane; twelve of those the hour's window and pane; twenty-four of those
 * the day's window. Only panes that hold something are kept, oldest first, as long as a window to
 * come needs them. State, written by {@link ClosedPanesSerializer}. What version 0.1.0 kept is a
 * Flink POJO of this class: fields keep their names and types.
 */
public class ClosedPanes {
  static final long MINUTE = Duration.ofMinutes(1).toMillis();
  static final long FIVE_MINUTES = 5 * MINUTE;
  static final long TEN_MINUTES = 10 * MINUTE;
  static final long HOUR = 60 * MINUTE;
  static final long DAY = 24 * HOUR;

  /** Takes a window as it becomes complete. */
  @FunctionalInterface
  interface Windows {
    /**
     * A window is complete.
     *
     * @param length of the window, millis
     * @param end where it ends, epoch millis, exclusive
     * @param panes what it holds, oldest first, at least one; only to be read
     */
    void complete(long length, long end, List<Pane> panes);

    /** False if nobody asks for the windows of that length which end then. */
    default boolean wants(long length, long end) {
      return true;
    }
  }

  private static final Pane[] NONE = {};

  public Pane[] minutes = NONE;
  public Pane[] fiveMinutes = NONE;
  public Pane[] hours = NONE;

  /** Every window that ends by then is complete; a multiple of a minute, epoch millis. */
  public long done;

  public ClosedPanes() {}

  ClosedPanes(long done) {
    this.done = done;
  }

  /** One that goes its own way. A closed pane never changes, nor does an array of them. */
  ClosedPanes copy() {
    ClosedPanes copy = new ClosedPanes(done);
    copy.minutes = minutes;
    copy.fiveMinutes = fiveMinutes;
    copy.hours = hours;
    return copy;
  }

  /** Takes in a minute that has ended; it starts at {@link #done} or later. */
  void add(Pane minute) {
    minute.close();
    minute.sort();
    minutes = append(minutes, minute);
  }

  /** A minute that begins: probably it will hold as many values as the latest. */
  Pane begun(long start) {
    return minutes.length == 0 ? new Pane(start) : Pane.after(minutes[minutes.length - 1], start);
  }

  /** The end of the next window that holds something; {@code Long.MAX_VALUE} if there is none. */
  long next() {
    if (minutes.length > 0) {
      return done + MINUTE;
    }
    if (fiveMinutes.length > 0) {
      return multipleAfter(done, FIVE_MINUTES);
    }
    return hours.length > 0 ? multipleAfter(done, HOUR) : Long.MAX_VALUE;
  }

  /** Completes the windows that end up to {@code time}, in order of their ends. */
  void advance(long time, Windows windows) {
    for (long end = next(); end <= time; end = next()) {
      complete(end, windows);
      done = end;
    }
    done = Math.max(done, multipleAt(time, MINUTE));
  }

  private void complete(long end, Windows windows) {
    emit(MINUTE, end, minutes, windows);
    emit(TEN_MINUTES, end, minutes, windows);
    if (end % FIVE_MINUTES == 0) {
      fiveMinutes = rollUp(minutes, end - FIVE_MINUTES, fiveMinutes);
      emit(HOUR, end, fiveMinutes, windows);
    }
    if (end % HOUR == 0) {
      hours = rollUp(fiveMinutes, end - HOUR, hours);
      emit(DAY, end, hours, windows);
      hours = drop(hours, end + HOUR - DAY);
    }
    if (end % FIVE_MINUTES == 0) {
      fiveMinutes = drop(fiveMinutes, end + FIVE_MINUTES - HOUR);
    }
    minutes = drop(minutes, end + MINUTE - TEN_MINUTES);
  }

  private static void emit(long length, long end, Pane[] panes, Windows windows) {
    if (!windows.wants(length, end)) {
      return;
    }
    List<Pane> content = since(panes, end - length);
    if (!content.isEmpty()) {
      windows.complete(length, end, content);
    }
  }

  private static Pane[] rollUp(Pane[] parts, long start, Pane[] wholes) {
    List<Pane> content = since(parts, start);
    if (content.isEmpty()) {
      return wholes;
    }
    Pane whole = Pane.union(start, content);
    whole.close();
    return append(wholes, whole);
  }

  private static Pane[] append(Pane[] panes, Pane pane) {
    Pane[] appended = Arrays.copyOf(panes, panes.length + 1);
    appended[panes.length] = pane;
    return appended;
  }

  private static Pane[] drop(Pane[] panes, long before) {
    int from = indexOf(panes, before);
    return from == 0 ? panes : Arrays.copyOfRange(panes, from, panes.length);
  }

  private static List<Pane> since(Pane[] panes, long start) {
    return Arrays.asList(panes).subList(indexOf(panes, start), panes.length);
  }

  private static int indexOf(Pane[] panes, long start) {
    int index = 0;
    while (index < panes.length && panes[index].start < start) {
      index++;
    }
    return index;
  }

  static long multipleAt(long time, long length) {
    return Math.floorDiv(time, length) * length;
  }

  static long multipleAfter(long time, long length) {
    return multipleAt(time, length) + length;
  }
}
