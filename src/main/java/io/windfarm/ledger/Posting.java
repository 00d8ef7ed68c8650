package io.windfarm.ledger;

import io.windfarm.model.Arrival;
import io.windfarm.model.CleanedReading;
import io.windfarm.model.LedgerEntry;
import io.windfarm.model.RawRecord;
import io.windfarm.model.Reading;
import io.windfarm.model.Reason;
import io.windfarm.model.Rejected;
import java.io.Serializable;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** How the elements of one stage are booked. */
public abstract class Posting<T> implements Serializable {
  private static final long serialVersionUID = 1L;

  private final EnumSet<Account> accounts;

  private Posting(EnumSet<Account> accounts) {
    this.accounts = accounts;
  }

  /** Adds {@code element} to its entry, and to the counts of the stage. */
  abstract void post(T element, Postings postings, PostingCounts counts);

  /** All that elements may be booked to. */
  Set<Account> accounts() {
    return accounts;
  }

  /** A record was received, whatever is in it. */
  public static Posting<RawRecord> record() {
    return new Posting<>(EnumSet.of(Account.RECORDS)) {
      @Override
      void post(RawRecord record, Postings postings, PostingCounts counts) {
        Arrival arrival = record.arrival;
        counts.add(
            Account.RECORDS,
            postings.entry(arrival.arrivalTime, arrival.source, arrival.stream, record.region));
      }
    };
  }

  /**
   * Something was left to the job of another region.
   *
   * @param region of this job: nothing of another's is kept here, not even its name
   */
  public static Posting<Arrival> elsewhere(String region) {
    return new Posting<>(EnumSet.of(Account.ELSEWHERE)) {
      @Override
      void post(Arrival arrival, Postings postings, PostingCounts counts) {
        counts.add(
            Account.ELSEWHERE,
            postings.entry(arrival.arrivalTime, arrival.source, arrival.stream, region));
      }
    };
  }

  /** A reading was received. */
  public static Posting<Reading> received() {
    return new Posting<>(EnumSet.of(Account.RECEIVED)) {
      @Override
      void post(Reading reading, Postings postings, PostingCounts counts) {
        counts.add(Account.RECEIVED, entry(reading, postings));
      }
    };
  }

  /** Something was received that is no reading. */
  public static Posting<Rejected> rejected() {
    return new Posting<>(EnumSet.of(Account.RECEIVED, Account.REJECTED)) {
      @Override
      void post(Rejected rejected, Postings postings, PostingCounts counts) {
        LedgerEntry entry =
            postings.entry(rejected.arrivalTime, rejected.source, rejected.stream, rejected.region);
        counts.add(Account.RECEIVED, entry);
        counts.add(Account.REJECTED, entry);
        counts.rejected(rejected.reason);
      }
    };
  }

  /** A reading had been received before. */
  public static Posting<Reading> duplicate() {
    return new Posting<>(EnumSet.of(Account.DUPLICATE)) {
      @Override
      void post(Reading reading, Postings postings, PostingCounts counts) {
        counts.add(Account.DUPLICATE, entry(reading, postings));
      }
    };
  }

  /** Readings leave with a verdict each, or rows were made to fill gaps. */
  public static Posting<List<CleanedReading>> cleaned() {
    return new Posting<>(
        EnumSet.of(Account.IMPUTED, Account.LATE, Account.GOOD, Account.UNCERTAIN, Account.BAD)) {
      @Override
      void post(List<CleanedReading> turn, Postings postings, PostingCounts counts) {
        for (CleanedReading cleaned : turn) {
          counts.add(account(cleaned), entry(cleaned.reading, postings));
          counts.flagged(cleaned.reasons);
        }
      }
    };
  }

  private static Account account(CleanedReading cleaned) {
    if (cleaned.synthetic) {
      return Account.IMPUTED;
    }
    if (Reason.LATE.in(cleaned.reasons)) {
      return Account.LATE;
    }
    switch (cleaned.quality) {
      case GOOD:
        return Account.GOOD;
      case UNCERTAIN:
        return Account.UNCERTAIN;
      default:
        return Account.BAD;
    }
  }

  private static LedgerEntry entry(Reading reading, Postings postings) {
    return postings.entry(reading.arrivalTime, reading.source, reading.stream, reading.region);
  }
}
