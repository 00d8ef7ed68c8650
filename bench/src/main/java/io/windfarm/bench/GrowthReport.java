package io.windfarm.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import javax.annotation.Nullable;

/** Measures points in turn, and tells of each as soon as it is measured. */
final class GrowthReport {
  private final Growth growth;
  private final PrintStream out;
  @Nullable private final Path json;
  @Nullable private final Path chart;

  /**
   * @param json a file, or null for none
   * @param chart a file, or null for none
   */
  GrowthReport(Growth growth, PrintStream out, @Nullable Path json, @Nullable Path chart) {
    this.growth = growth;
    this.out = out;
    this.json = json;
    this.chart = chart;
  }

  /** True if the job got through all of them. */
  boolean of(List<GrowthPoint> points) throws Exception {
    for (GrowthPoint point : points) {
      if (growth.measure(point)) {
        List<Measured> soFar = growth.measured();
        out.println(GrowthTable.of(soFar.subList(soFar.size() - 1, soFar.size())));
      }
      // After each point: all curves take long, and may be ended before.
      write();
    }
    if (!growth.measured().isEmpty()) {
      out.print(GrowthTable.of(growth.measured()));
    }
    out.print(cores(growth.control(), growth.measured()));
    return growth.failed().isEmpty();
  }

  /** What more cores bring the job, beside what they bring at most. */
  static String cores(@Nullable CoresControl control, List<Measured> measured) {
    StringBuilder text = new StringBuilder();
    if (control != null) {
      text.append(control.text()).append(System.lineSeparator());
    }
    OptionalDouble job = timesOfJob(measured);
    if (job.isPresent()) {
      text.append(
          String.format(
              Locale.ROOT,
              "The job does %.2fx on all cores what it does on one.%n",
              job.getAsDouble()));
    }
    return text.toString();
  }

  /** By how much more the job gets done on all cores than on one, with one slot on both. */
  static OptionalDouble timesOfJob(List<Measured> measured) {
    OptionalDouble one = perSecond(measured, "cores/one");
    OptionalDouble all = perSecond(measured, "cores/all");
    return one.isPresent() && all.isPresent()
        ? OptionalDouble.of(all.getAsDouble() / one.getAsDouble())
        : OptionalDouble.empty();
  }

  private static OptionalDouble perSecond(List<Measured> measured, String path) {
    return measured.stream()
        .filter(each -> each.point().path().equals(path))
        .mapToDouble(each -> each.result().perSecond())
        .findFirst();
  }

  private void write() throws IOException {
    if (json != null) {
      GrowthJson.write(json, growth);
    }
    List<Measured> measured = growth.measured();
    if (chart != null && !measured.isEmpty()) {
      Map<String, List<Result>> panels = new LinkedHashMap<>();
      for (Measured each : measured) {
        panels
            .computeIfAbsent(each.point().curve(), none -> new ArrayList<>())
            .add(each.result().named(each.point().at()));
      }
      Cost run = measured.get(0).result().runs().get(0).whole();
      String title =
          String.format(Locale.ROOT, "The job as one thing grows, %,d events", run.events());
      Files.writeString(chart, BenchChart.of(title, panels));
    }
  }
}
