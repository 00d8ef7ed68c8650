package io.windfarm.local;

import java.nio.file.Path;
import java.util.List;

/** A process did not come up, or not in time; the message ends with what it last said. */
public final class StartFailure extends RuntimeException {
  private static final long serialVersionUID = 1;
  private static final int LINES = 5;

  public StartFailure(String message, Path log, String output) {
    super(message + "\n" + tail(output) + (log == null ? "" : "\nIts log: " + log));
  }

  private static String tail(String output) {
    List<String> lines = output.lines().filter(line -> !line.isBlank()).toList();
    return String.join("\n", lines.subList(Math.max(0, lines.size() - LINES), lines.size()));
  }
}
