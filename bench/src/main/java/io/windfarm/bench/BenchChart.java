package io.windfarm.bench;

import java.util.List;
import java.util.Locale;

/**
 * Results as a drawing: a bar a contestant for events per CPU-second, with a mark at each round's,
 * and one for events a second. Plain SVG, as the scorecard's.
 */
final class BenchChart {
  private static final int ROW = 40;
  private static final int TOP = 64;
  private static final int BAR = 460;
  private static final int NAMES = 110;
  private static final int WIDTH = NAMES + BAR + 110;

  private final StringBuilder svg = new StringBuilder();
  private final double most;

  private BenchChart(double most) {
    this.most = most;
  }

  /**
   * Draws.
   *
   * @param title what was measured
   */
  static String of(String title, List<Result> results) {
    double most =
        results.stream()
            .flatMap(result -> result.work().stream())
            .mapToDouble(cost -> Math.max(cost.perCpuSecond(), cost.perSecond()))
            .max()
            .orElseThrow();
    return new BenchChart(most).draw(title, results);
  }

  private String draw(String title, List<Result> results) {
    int height = TOP + ROW * results.size() + 12;
    line(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" width=\"%d\" height=\"%d\""
            + " font-family=\"sans-serif\" font-size=\"13\" role=\"img\" aria-label=\"%s\">",
        WIDTH, height, WIDTH, height, title);
    line("<rect width=\"100%%\" height=\"100%%\" fill=\"white\"/>");
    line("<text x=\"16\" y=\"26\" font-weight=\"bold\">%s</text>", title);
    line(
        "<text x=\"%d\" y=\"50\">events per CPU-second (dark), per second (light); a line a"
            + " round</text>",
        NAMES);
    int y = TOP;
    for (Result result : results) {
      row(result, y);
      y += ROW;
    }
    line("</svg>");
    return svg.toString();
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
        NAMES + BAR + 10, y + 16, BenchTable.number(result.perCpuSecond()));
  }

  private void bar(int y, int height, double value, String colour) {
    line(
        "<rect x=\"%d\" y=\"%d\" width=\"%.1f\" height=\"%d\" fill=\"%s\"/>",
        NAMES, y, x(value) - NAMES, height, colour);
  }

  private double x(double value) {
    return NAMES + value / most * BAR;
  }

  private void line(String format, Object... values) {
    svg.append(String.format(Locale.ROOT, format, values)).append('\n');
  }
}
