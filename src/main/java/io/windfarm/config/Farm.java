package io.windfarm.config;

import java.io.Serializable;

/** Where a farm stands. What the catalog doesn't say is empty. */
public final class Farm implements Serializable {
  private static final long serialVersionUID = 1L;

  public final String region;

  /** ISO 3166-1 alpha-2. */
  public final String country;

  Farm(String region, String country) {
    this.region = region;
    this.country = country;
  }
}
