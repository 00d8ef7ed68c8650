package io.windfarm.local;

import java.sql.SQLException;

/** A lake, and the copies that were fetched to read it, which are gone when it is closed. */
public final class OpenLake implements AutoCloseable {
  private final Lake lake;
  private final LakePlace place;

  OpenLake(Lake lake, LakePlace place) {
    this.lake = lake;
    this.place = place;
  }

  /** What can be asked. */
  public Lake lake() {
    return lake;
  }

  /** Whether its files are where the job has put them, with the times at which it did. */
  public boolean isInPlace() {
    return !place.isCopied();
  }

  @Override
  public void close() throws SQLException {
    try {
      lake.close();
    } finally {
      place.close();
    }
  }
}
