package io.windfarm.bench;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Results as a drawing: a bar a result for events per CPU-second, with a mark at each round's, and
 * one for events a second; panels below each other, each to a scale of its own. Plain SVG, as the
 * scorecard's.
 */
final class BenchChart {
  private static final int ROW = 40;
  private static final int TOP = 64;
  private static final int HEADING = 28;
  private static final int BAR = 460;
  private static final int LEAST_NAMES = 110;
  private static final double LETTER = 7.5;
  private static final int VALUES = 110;

  private final StringBuilder svg = new StringBuilder();
  private final int names;
  private double most;

  private BenchChart(int names) {
    this.names = names;
  }

  /**
   * Draws one panel.
   *
   * @param title what was measured
   */
  static String of(String title, List<Result> results) {
    return of(title, Map.of("", results));
  }

  /**
   * Draws panels.
   *
   * @param panels by their headings, each with its rows
   */
  static String of(String title, Map<String, List<Result>> panels) {
    int longest =
        panels.values().stream()
            .flatMap(List::stream)
            .mapToInt(result -> result.contestant().length())
            .max()
            .orElseThrow();
    return new BenchChart((int) Math.max(LEAST_NAMES, longest * LETTER + 24)).draw(title, panels);
  }

  private String draw(String title, Map<String, List<Result>> panels) {
    int rows = panels.values().stream().mapToInt(List::size).sum();
    int headings = (int) panels.keySet().stream().filter(heading -> !heading.isEmpty()).count();
    int height = TOP + HEADING * headings + ROW * rows + 12;
    int width = names + BAR + VALUES;
    line(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" width=\"%d\" height=\"%d\""
            + " font-family=\"sans-serif\" font-size=\"13\" role=\"img\" aria-label=\"%s\">",
        width, height, width, height, title);
    line("<rect width=\"100%%\" height=\"100%%\" fill=\"white\"/>");
    line("<text x=\"16\" y=\"26\" font-weight=\"bold\">%s</text>", title);
    line(
        "<text x=\"%d\" y=\"50\">events per CPU-second (dark), per second (light); a line a"
            + " round</text>",
        names);
    int y = TOP;
    for (Map.Entry<String, List<Result>> panel : panels.entrySet()) {
      if (!panel.getKey().isEmpty()) {
        line("<text x=\"16\" y=\"%d\" font-weight=\"bold\">%s</text>", y + 18, panel.getKey());
        y += HEADING;
      }
      most = most(panel.getValue());
      for (Result result : panel.getValue()) {
        row(result, y);
        y += ROW;
      }
    }
    line("</svg>");
    return svg.toString();
  }

  private static double most(List<Result> results) {
    return results.stream()
        .flatMap(result -> result.work().stream())
        .mapToDouble(cost -> Math.max(cost.perCpuSecond(), cost.perSecond()))
        .max()
        .orElseThrow();
  }

  private void row(Result result, int y) {
    line("<text x=\"16\" y=\"%d\">%s</text>", y + 19, result.contestant());
    bar(y + 4, 14, result.perCpuSecond(), "#1f4e79");
    bar(y + 20, 8, result.perSecond(), "#9dc3e6");
    for (Cost cost : result.work()) {
      line(
          "<line x1=\"%.1f\" y1=\"%d\" x2=\"%.1f\" y2=\"%d\" stroke=\"#b00020\"/>",
          x(cost.perCpuSecond()), y + 2, x(cost.perCpuSecond()), y + 20);
    }
    line(
        "<text x=\"%d\" y=\"%d\">%s</text>",
        names + BAR + 10, y + 16, BenchTable.number(result.perCpuSecond()));
  }

  private void bar(int y, int height, double value, String colour) {
    line(
        "<rect x=\"%d\" y=\"%d\" width=\"%.1f\" height=\"%d\" fill=\"%s\"/>",
        names, y, x(value) - names, height, colour);
  }

  private double x(double value) {
    return names + value / most * BAR;
  }

  private void line(String format, Object... values) {
    svg.append(String.format(Locale.ROOT, format, values)).append('\n');
  }
}
