package io.windfarm.bench;

import io.windfarm.local.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The most memory that processes have held so far, as Linux counts it: VmHWM. */
final class ResidentMemory {
  private static final Pattern PEAK = Pattern.compile("(?m)^VmHWM:\\s+(\\d+) kB$");
  private static final long KILO = 1_024;

  private ResidentMemory() {}

  /**
   * Bytes of all these processes, each at its own worst moment.
   *
   * @throws Failure if one of them is gone
   */
  static long peakBytes(List<Long> pids) {
    return pids.stream().mapToLong(ResidentMemory::peakBytes).sum();
  }

  private static long peakBytes(long pid) {
    Path status = Path.of("/proc", String.valueOf(pid), "status");
    try {
      Matcher peak = PEAK.matcher(Files.readString(status));
      if (peak.find()) {
        return Long.parseLong(peak.group(1)) * KILO;
      }
      throw new Failure(status + " does not say how much memory the process held.");
    } catch (IOException e) {
      throw new Failure(
          status + " can't be read: " + e + ". This needs Linux, and a process that lives.", e);
    }
  }
}
