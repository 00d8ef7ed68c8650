package io.windfarm.bench.baseline;

import io.windfarm.model.CleanedReading;
import io.windfarm.model.LedgerEntry;
import io.windfarm.model.Quality;
import io.windfarm.model.Reading;
import io.windfarm.model.Reason;
import io.windfarm.model.Rejected;
import io.windfarm.model.Source;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/** The ledger of a run: an entry a minute of arrival, stream and region. */
final class Books {
  private static final long MINUTE = 60_000;

  private final Map<Account, LedgerEntry> entries = new HashMap<>();
  private LedgerEntry latest;

  private record Account(long minute, Source source, String stream, String region) {
    LedgerEntry open() {
      LedgerEntry entry = new LedgerEntry();
      entry.minute = minute;
      entry.source = source;
      entry.stream = stream;
      entry.region = region;
      return entry;
    }
  }

  private LedgerEntry entry(long arrival, Source source, String stream, String region) {
    long minute = Math.floorDiv(arrival, MINUTE) * MINUTE;
    if (latest == null
        || latest.minute != minute
        || latest.source != source
        || !latest.region.equals(region)
        || !latest.stream.equals(stream)) {
      latest = entries.computeIfAbsent(new Account(minute, source, stream, region), Account::open);
    }
    return latest;
  }

  private LedgerEntry entry(Reading reading) {
    return entry(reading.arrivalTime, reading.source, reading.stream, reading.region);
  }

  void record(long arrival, Source source, String stream, String region) {
    entry(arrival, source, stream, region).records++;
  }

  void received(Reading reading) {
    entry(reading).received++;
  }

  void rejected(Rejected row) {
    LedgerEntry entry = entry(row.arrivalTime, row.source, row.stream, row.region);
    entry.received++;
    entry.rejected++;
  }

  void duplicate(Reading reading) {
    entry(reading).duplicate++;
  }

  void cleaned(CleanedReading row) {
    LedgerEntry entry = entry(row.reading);
    if (row.synthetic) {
      entry.imputed++;
    } else if (Reason.LATE.in(row.reasons)) {
      entry.late++;
    } else if (row.quality == Quality.GOOD) {
      entry.good++;
    } else if (row.quality == Quality.UNCERTAIN) {
      entry.uncertain++;
    } else {
      entry.bad++;
    }
  }

  Collection<LedgerEntry> entries() {
    return entries.values();
  }
}
