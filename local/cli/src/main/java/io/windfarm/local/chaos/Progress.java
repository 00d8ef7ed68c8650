package io.windfarm.local.chaos;

import java.io.PrintStream;
import java.util.Locale;

/** Says what is going on, a line at a time, with the seconds since the start. */
final class Progress {
  private final PrintStream out;
  private final long start = System.nanoTime();

  Progress(PrintStream out) {
    this.out = out;
  }

  void say(String scenario, String what) {
    out.printf(
        Locale.ROOT, "%6.1f s  %-12s %s%n", (System.nanoTime() - start) / 1e9, scenario, what);
  }
}
