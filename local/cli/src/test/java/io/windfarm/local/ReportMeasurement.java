package io.windfarm.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * How long a report of a lake takes to make, and its page to be drawn. No part of any build: {@code
 * docs/report.md} says how to run it. Answers on standard output.
 */
@EnabledIfSystemProperty(named = "report.root", matches = ".+")
class ReportMeasurement {
  private static final int RUNS = 5;
  private static final Duration ALLOWED = Duration.ofSeconds(2);
  private static final double MEGABYTE = 1e6;

  @TempDir private Path folder;

  @Test
  void theMedianOfFiveLoadsIsBelowTwoSeconds() throws Exception {
    Path page = folder.resolve("report.html");
    long begun = System.nanoTime();
    Outcome outcome =
        Outcome.of("report", "--root", System.getProperty("report.root"), "--out", page.toString());
    double made = (System.nanoTime() - begun) / 1e9;
    assertThat(outcome.exitCode()).as(outcome.err()).isZero();

    List<Long> drawn = new ArrayList<>();
    List<String> complaints;
    try (Chromium browser = Chromium.start(folder.resolve("profile"))) {
      for (int run = 0; run < RUNS; run++) {
        browser.driver().get("about:blank");
        browser.driver().get(page.toUri().toString());
        await()
            .atMost(Duration.ofMinutes(1))
            .until(() -> browser.ask("document.documentElement.dataset.drawn") != null);
        drawn.add(Long.valueOf((String) browser.ask("document.documentElement.dataset.drawn")));
      }
      complaints = browser.console();
    }

    System.out.print(outcome.out());
    System.out.printf(
        Locale.ROOT,
        "made in %.1f s, %.2f MB; drawn, from the start of navigation to the last chart, in %s ms%n",
        made,
        Files.size(page) / MEGABYTE,
        drawn);
    Collections.sort(drawn);
    assertThat(complaints).isEmpty();
    assertThat(Duration.ofMillis(drawn.get(RUNS / 2))).isLessThan(ALLOWED);
  }
}
