package io.windfarm.local;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The demo's one line: on a terminal it is rewritten, elsewhere a line every few seconds. */
final class DemoProgress {
  private static final Pattern ACKNOWLEDGED = Pattern.compile("([0-9,]+) readings acknowledged");
  private static final long EVERY_NANOS_IN_A_LOG = Duration.ofSeconds(10).toNanos();

  private final PrintStream out;
  private final boolean terminal;
  private final long startNanos = System.nanoTime();
  private long lastNanos = startNanos - EVERY_NANOS_IN_A_LOG;
  private int widest;

  DemoProgress(PrintStream out, boolean terminal) {
    this.out = out;
    this.terminal = terminal;
  }

  /** Shows where things stand, if it is time to. */
  void show(ChildProcess producers, FlinkRest flink, String job, AlertsStream alerts, Path lake)
      throws IOException, InterruptedException, SQLException {
    long now = System.nanoTime();
    if (!terminal && now - lastNanos < EVERY_NANOS_IN_A_LOG) {
      return;
    }
    lastNanos = now;
    String line =
        String.format(
            Locale.ROOT,
            "%3d s  sent %s   received %,d   alerts raised %,d   lake rows %,d   checkpoints %,d",
            Duration.ofNanos(now - startNanos).toSeconds(),
            sent(producers),
            flink.metric(job, DemoCommand.RECEIVED),
            alerts.notices().stream().filter(AlertNotice::isRaised).count(),
            rows(lake),
            flink.completedCheckpoints(job));
    long restarts = flink.restarts(job);
    if (restarts > 0) {
      line += String.format(Locale.ROOT, "   restarts %,d", restarts);
    }
    if (terminal) {
      widest = Math.max(widest, line.length());
      out.print("\r" + line + " ".repeat(widest - line.length()));
    } else {
      out.println(line);
    }
    out.flush();
  }

  /** Leaves the line as it is. */
  void end() {
    if (terminal && widest > 0) {
      out.println();
    }
  }

  private static String sent(ChildProcess producers) {
    String last = "0";
    Matcher matcher = ACKNOWLEDGED.matcher(producers.output());
    while (matcher.find()) {
      last = matcher.group(1);
    }
    return last;
  }

  private static long rows(Path root) throws IOException, SQLException {
    if (!Files.isDirectory(root)) {
      return 0;
    }
    try (Lake lake = Lake.open(root);
        Statement statement = lake.statement();
        var result = statement.executeQuery("SELECT count(*) FROM readings")) {
      result.next();
      return result.getLong(1);
    }
  }
}
