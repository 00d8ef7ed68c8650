package io.windfarm.bench.latency;

import io.windfarm.bench.DatedText;
import io.windfarm.bench.stream.StreamEndpoint;
import io.windfarm.bench.stream.StreamEndpoint.Sender;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;

/**
 * Sends a workload as turbines would: each reading when its date has come, all dates moved so that
 * the first is due at once. A line without a date goes with the one before.
 */
public final class LiveSender {
  private final Path file;
  private final Instant start;

  /**
   * @param file of the workload, in order of dates but for what is late on purpose
   * @param start the date of its first readings
   */
  public LiveSender(Path file, Instant start) {
    this.file = file;
    this.start = start;
  }

  /**
   * What was sent.
   *
   * @param begun when the first reading was due
   * @param mostBehind by how much the sender itself was behind at its worst, once a third was sent
   */
  public record Sent(Instant begun, Duration took, Duration mostBehind) {}

  /** Sends all of it; returns when all is in the stream. The sender stays open. */
  public Sent sendTo(Sender sender) throws IOException, InterruptedException {
    Instant begun = Instant.now();
    MovedDates dates = new MovedDates(Duration.between(start, begun));
    long sendable = 0;
    long behind = 0;
    long read = 0;
    long third = Files.size(file) / 3;
    try (BufferedReader lines = Files.newBufferedReader(file, StandardCharsets.ISO_8859_1)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        int at = DatedText.dateIn(line);
        byte[] payload = line.getBytes(StandardCharsets.ISO_8859_1);
        String date = at < 0 ? "" : line.substring(at, at + DatedText.DATE);
        if (at >= 0 && dates.at(date)) {
          byte[] second = dates.second().getBytes(StandardCharsets.ISO_8859_1);
          System.arraycopy(second, 0, payload, at, second.length);
          long due = dates.millis(date);
          if (due > sendable) {
            sendable = awaited(due);
          }
          behind = read < third ? 0 : Math.max(behind, sendable - due);
        }
        sender.send(StreamEndpoint.turbineIn(line), payload);
        read += line.length() + 1;
      }
      sender.flush();
    }
    return new Sent(begun, Duration.between(begun, Instant.now()), Duration.ofMillis(behind));
  }

  /** Waits for a moment, epoch millis, and returns the time then. */
  private static long awaited(long due) throws InterruptedException {
    long now = System.currentTimeMillis();
    while (now < due) {
      Thread.sleep(due - now);
      now = System.currentTimeMillis();
    }
    return now;
  }
}
