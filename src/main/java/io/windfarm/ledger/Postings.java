package io.windfarm.ledger;

import io.windfarm.model.LedgerEntry;
import io.windfarm.model.Source;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/** Entries under way, one for each minute, source, stream and region. Not for concurrent use. */
public final class Postings {
  private static final long MINUTE = 60_000;

  private final Map<Account, LedgerEntry> entries = new HashMap<>();
  private LedgerEntry latest;

  /** The entry for what arrived at {@code arrivalTime}; the caller adds to its counts. */
  LedgerEntry entry(long arrivalTime, Source source, String stream, String region) {
    long minute = Math.floorDiv(arrivalTime, MINUTE) * MINUTE;
    if (latest == null
        || latest.minute != minute
        || latest.source != source
        || !latest.region.equals(region)
        || !latest.stream.equals(stream)) {
      latest =
          entries.computeIfAbsent(new Account(minute, source, stream, region), Account::openEntry);
    }
    return latest;
  }

  Collection<LedgerEntry> entries() {
    return entries.values();
  }

  void clear() {
    entries.clear();
    latest = null;
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
