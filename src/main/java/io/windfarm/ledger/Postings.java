package io.windfarm.ledger;

import io.windfarm.model.LedgerEntry;
import io.windfarm.model.Source;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/** Entries under way, one for each minute, source, stream and region. Not for concurrent use. */
public final class Postings {
  private static final long MINUTE = 60_000;

  /** A power of two, several times the regions and sources of a minute. */
  private static final int RECENT = 64;

  private final Map<Account, LedgerEntry> entries = new HashMap<>();

  /** Entries that were asked for lately, so that neighbours of other regions cost no search. */
  private final LedgerEntry[] recent = new LedgerEntry[RECENT];

  /** The entry for what arrived at {@code arrivalTime}; the caller adds to its counts. */
  LedgerEntry entry(long arrivalTime, Source source, String stream, String region) {
    long minute = Math.floorDiv(arrivalTime, MINUTE) * MINUTE;
    int slot = slot(minute, stream, region);
    LedgerEntry entry = recent[slot];
    if (entry == null
        || entry.minute != minute
        || entry.source != source
        || !entry.region.equals(region)
        || !entry.stream.equals(stream)) {
      entry =
          entries.computeIfAbsent(new Account(minute, source, stream, region), Account::openEntry);
      recent[slot] = entry;
    }
    return entry;
  }

  private static int slot(long minute, String stream, String region) {
    int hash = 31 * (31 * region.hashCode() + stream.hashCode()) + Long.hashCode(minute / MINUTE);
    return (hash ^ (hash >>> 16)) & (RECENT - 1);
  }

  Collection<LedgerEntry> entries() {
    return entries.values();
  }

  void clear() {
    entries.clear();
    Arrays.fill(recent, null);
  }

  private static final class Account {
    private final long minute;
    private final Source source;
    private final String stream;
    private final String region;

    Account(long minute, Source source, String stream, String region) {
      this.minute = minute;
      this.source = source;
      this.stream = stream;
      this.region = region;
    }

    LedgerEntry openEntry() {
      LedgerEntry entry = new LedgerEntry();
      entry.minute = minute;
      entry.source = source;
      entry.stream = stream;
      entry.region = region;
      return entry;
    }

    @Override
    public boolean equals(Object other) {
      if (!(other instanceof Account)) {
        return false;
      }
      Account that = (Account) other;
      return minute == that.minute
          && source == that.source
          && stream.equals(that.stream)
          && region.equals(that.region);
    }

    @Override
    public int hashCode() {
      return Objects.hash(minute, source.name(), stream, region);
    }
  }
}
