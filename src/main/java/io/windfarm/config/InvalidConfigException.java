package io.windfarm.config;

import java.util.List;

/** The configuration can't be used; the message lists every fault, one a line. */
public final class InvalidConfigException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  public InvalidConfigException(List<String> faults) {
    super(
        "The configuration has " + faults.size() + " fault(s):\n  " + String.join("\n  ", faults));
  }
}
