package io.windfarm.local.report;

import io.windfarm.local.Failure;
import io.windfarm.local.LakeOptions;
import io.windfarm.local.OpenLake;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** One HTML page about the state of a wind farm, from its lake. */
@Command(
    name = "report",
    description = {
      "One HTML page from the lake: is all well, status by turbine, alerts, the last day of every sensor, data quality, ledger and latency.",
      "The page holds all that it needs and asks no network; it can be mailed and archived."
    },
    footer = {
      "",
      "Examples:",
      "  ./windfarm report",
      "  ./windfarm report --since 2026-11-14 --out week.html",
      "  ./windfarm report --root s3://windfarm/lake --since 2026-11-20 --until 2026-11-20"
    })
public final class ReportCommand implements Callable<Integer> {
  private static final Set<String> TABLES =
      Set.of("readings", "statistics", "alerts", "rejected", "ledger");

  private static final double MEGABYTE = 1e6;

  @Spec private CommandSpec spec;

  @Mixin private LakeOptions options;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      defaultValue = "report.html",
      description = "The page; default: ${DEFAULT-VALUE}.")
  private Path out;

  @Override
  public Integer call() throws IOException {
    Clock clock = Clock.systemUTC();
    try (OpenLake open = options.open(TABLES)) {
      Answers answers = new Answers(open, clock.instant());
      Headline headline = answers.headline(options.endsEarlier());
      String page = ReportPage.of(answers, headline);
      write(page);
      PrintWriter printer = spec.commandLine().getOut();
      printer.println(headline.text());
      headline.facts().forEach(fact -> printer.println("  " + fact.line()));
      printer.printf(
          Locale.ROOT, "%s: %.1f MB, open it in a browser.%n", out, Files.size(out) / MEGABYTE);
      printer.flush();
      return CommandLine.ExitCode.OK;
    } catch (SQLException e) {
      throw new Failure("The lake can't be read: " + e.getMessage(), e);
    }
  }

  private void write(String page) throws IOException {
    Path file = out.toAbsolutePath();
    if (Files.isDirectory(file)) {
      throw new Failure(out + " is a folder: name a file, such as --out report.html");
    }
    try {
      Files.createDirectories(file.getParent());
      Files.writeString(file, page);
    } catch (IOException e) {
      throw new Failure(
          out + " can't be written (" + e.getMessage() + "): name another, --out FILE", e);
    }
  }
}
