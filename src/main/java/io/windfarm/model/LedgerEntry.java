package io.windfarm.model;

/**
 * What happened to what one source delivered in one minute: a row of the {@code ledger} table.
 * Entries are increments; summed by minute and source they obey {@code received = rejected +
 * duplicate + late + good + uncertain + bad} once everything received has left.
 */
public class LedgerEntry {
  /** Start of the minute of arrival, epoch millis. */
  public long minute;

  public Source source;
  public String stream;
  public String region;
  public long received;
  public long rejected;
  public long duplicate;
  public long late;
  public long good;
  public long uncertain;
  public long bad;

  /** Rows made to fill gaps; no part of the identity. */
  public long imputed;

  /** Records (a record holds several readings), no part of the identity. */
  public long records;

  /**
   * Readings and rejects that were left to the job of another region; no part of the identity, nor
   * of what was received.
   */
  public long elsewhere;

  /** The checkpoint that committed this entry, with the files it accounts for. */
  public long checkpointId;
}
