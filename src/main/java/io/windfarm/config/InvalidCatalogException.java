package io.windfarm.config;

import java.util.List;

/** A sensor catalog that can't be used; lists every fault found in it, each with its place. */
public final class InvalidCatalogException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  private final transient List<String> faults;

  InvalidCatalogException(String origin, List<String> faults) {
    super(
        "The sensor catalog "
            + origin
            + " has "
            + (faults.size() == 1 ? "a fault" : faults.size() + " faults")
            + ":\n  "
            + String.join("\n  ", faults));
    this.faults = List.copyOf(faults);
  }

  /** One line each: the place in the file, what is wrong, what to write instead. */
  public List<String> faults() {
    return faults == null ? List.of() : faults;
  }
}
