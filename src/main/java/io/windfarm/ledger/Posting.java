package io.windfarm.ledger;

import io.windfarm.model.Arrival;
import io.windfarm.model.CleanedReading;
import io.windfarm.model.LedgerEntry;
import io.windfarm.model.RawRecord;
import io.windfarm.model.Reading;
import io.windfarm.model.Reason;
import io.windfarm.model.Rejected;
import java.io.Serializable;

/** How the elements of one stage are booked. */
@FunctionalInterface
public interface Posting<T> extends Serializable {

  /** Adds {@code element} to the counts of its entry. */
  void post(T element, Postings postings);

  /** A record was received, whatever is in it. */
  static Posting<RawRecord> record() {
    return (record, postings) -> {
      Arrival arrival = record.arrival;
      postings.entry(arrival.arrivalTime, arrival.source, arrival.stream, record.region).records++;
    };
  }

  /**
   * Something was left to the job of another region.
   *
   * @param region of this job: nothing of another's is kept here, not even its name
   */
  static Posting<Arrival> elsewhere(String region) {
    return (arrival, postings) ->
        postings.entry(arrival.arrivalTime, arrival.source, arrival.stream, region).elsewhere++;
  }

  /** A reading was received. */
  static Posting<Reading> received() {
    return (reading, postings) -> entry(reading, postings).received++;
  }

  /** Something was received that is no reading. */
  static Posting<Rejected> rejected() {
    return (rejected, postings) -> {
      LedgerEntry entry =
          postings.entry(rejected.arrivalTime, rejected.source, rejected.stream, rejected.region);
      entry.received++;
      entry.rejected++;
    };
  }

  /** A reading had been received before. */
  static Posting<Reading> duplicate() {
    return (reading, postings) -> entry(reading, postings).duplicate++;
  }

  /** A reading leaves with a verdict, or a row was made to fill a gap. */
  static Posting<CleanedReading> cleaned() {
    return (cleaned, postings) -> {
      LedgerEntry entry = entry(cleaned.reading, postings);
      if (cleaned.synthetic) {
        entry.imputed++;
      } else if (Reason.LATE.in(cleaned.reasons)) {
        entry.late++;
      } else {
        switch (cleaned.quality) {
          case GOOD:
            entry.good++;
            break;
          case UNCERTAIN:
            entry.uncertain++;
            break;
          case BAD:
            entry.bad++;
            break;
        }
      }
    };
  }

  private static LedgerEntry entry(Reading reading, Postings postings) {
    return postings.entry(reading.arrivalTime, reading.source, reading.stream, reading.region);
  }
}
