package io.windfarm.clean;

import io.windfarm.model.Reading;
import java.io.Serializable;
import java.util.Comparator;

/**
 * The order in which a turbine's readings are worked on, and what makes two readings the same one:
 * event time, sensor, id, value as sent. Among equal ones provenance decides, so that it never
 * matters which arrived first.
 */
public final class ReadingOrder implements Comparator<Reading>, Serializable {
  private static final long serialVersionUID = 1L;

  public static final ReadingOrder INSTANCE = new ReadingOrder();

  private ReadingOrder() {}

  @Override
  public int compare(Reading a, Reading b) {
    int order = compareIdentity(a, b);
    if (order == 0) {
      order = Long.compare(a.arrivalTime, b.arrivalTime);
    }
    if (order == 0) {
      order = a.source.compareTo(b.source);
    }
    if (order == 0) {
      order = a.shard.compareTo(b.shard);
    }
    if (order == 0) {
      order = compareSequences(a.sequence(), b.sequence());
    }
    return order != 0 ? order : Integer.compare(a.index, b.index);
  }

  private static int compareIdentity(Reading a, Reading b) {
    int order = Long.compare(a.eventTime, b.eventTime);
    if (order == 0) {
      order = a.sensor.compareTo(b.sensor);
    }
    if (order == 0) {
      order = a.id.compareTo(b.id);
    }
    return order != 0 ? order : Double.compare(a.rawValue, b.rawValue);
  }

  /** Sequence numbers are decimal, so a longer one is later. */
  private static int compareSequences(String a, String b) {
    return a.length() != b.length() ? Integer.compare(a.length(), b.length()) : a.compareTo(b);
  }

  /** True if both, of one turbine, are the same reading, however it came here twice. */
  public static boolean isSame(Reading a, Reading b) {
    return compareIdentity(a, b) == 0;
  }

  /**
   * 64 bits that stand for the identity where it must be remembered. A turbine is remembered for
   * some thousand readings, so two different ones share their bits with a chance below 1e-12.
   */
  public static long identity(Reading reading) {
    long hash = mix(reading.eventTime);
    hash = mix(hash ^ text(reading.sensor));
    hash = mix(hash ^ text(reading.id));
    return mix(hash ^ Double.doubleToLongBits(reading.rawValue));
  }

  /** FNV-1a over UTF-16 units, 64 bits. */
  private static long text(String text) {
    long hash = 0xcbf29ce484222325L;
    for (int i = 0; i < text.length(); i++) {
      hash = (hash ^ text.charAt(i)) * 0x100000001b3L;
    }
    return hash;
  }

  /**
   * The finalizer of SplitMix64 (Steele, Lea and Flood 2014): every bit changes half the others.
   */
  private static long mix(long z) {
    z = (z + 0x9e3779b97f4a7c15L);
    z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
    z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
    return z ^ (z >>> 31);
  }
}
