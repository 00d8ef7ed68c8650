package io.windfarm.local.score;

import java.util.Locale;

/**
 * A scorecard as a drawing: a row a rule, bars of precision and recall, and the delays against what
 * is allowed. Plain SVG, since nine rows of bars need no library that brings fonts and a PDF
 * writer.
 */
final class ScoreChart {
  private static final int ROW = 34;
  private static final int TOP = 74;
  private static final int BAR = 220;
  private static final int NAMES = 200;
  private static final int DELAYS = NAMES + BAR + 90;
  private static final int WIDTH = DELAYS + BAR + 90;

  /** The right end of the axis of delays. */
  private static final double MOST_SECONDS = 8;

  private final StringBuilder svg = new StringBuilder();

  private ScoreChart() {}

  static String of(Scorecard card, int turbines, long seed) {
    return new ScoreChart().draw(card, turbines, seed);
  }

  private String draw(Scorecard card, int turbines, long seed) {
    int height = TOP + ROW * card.rules().size() + 34;
    line(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" width=\"%d\" height=\"%d\""
            + " font-family=\"sans-serif\" font-size=\"13\" role=\"img\""
            + " aria-label=\"Precision, recall and delay of the alert rules\">",
        WIDTH, height, WIDTH, height);
    line("<rect width=\"100%%\" height=\"100%%\" fill=\"white\"/>");
    text(
        16,
        26,
        "start",
        "bold",
        "Alerts against the truth: " + turbines + " turbines, seed " + seed);
    text(NAMES, 56, "start", "normal", "precision (dark), recall (light)");
    text(DELAYS, 56, "start", "normal", "delay: median to longest, seconds");
    int y = TOP;
    for (RuleScore score : card.rules()) {
      row(score, y);
      y += ROW;
    }
    double allowed = (Scorecard.OUT_OF_ORDERNESS_MILLIS + Scorecard.MOST_DELAY_MILLIS) / 1_000.0;
    vertical(allowed, y, "#b00020");
    text(x(allowed), y + 16, "middle", "normal", "allowed");
    vertical(Scorecard.OUT_OF_ORDERNESS_MILLIS / 1_000.0, y, "#888888");
    text(x(Scorecard.OUT_OF_ORDERNESS_MILLIS / 1_000.0), y + 16, "middle", "normal", "the wait");
    line("</svg>");
    return svg.toString();
  }

  private void row(RuleScore score, int y) {
    text(16, y + 17, "start", "normal", score.rule());
    bar(y + 3, score.precision(), "#1f4e79");
    bar(y + 14, score.recall(), "#9dc3e6");
    text(NAMES + BAR + 8, y + 17, "start", "normal", score.right() + " of " + score.due());
    if (score.right() == 0) {
      return;
    }
    double median = Scorecard.afterAll(score.medianDelay()) / 1_000.0;
    double longest = Scorecard.afterAll(score.longestDelay()) / 1_000.0;
    line(
        "<line x1=\"%.1f\" y1=\"%d\" x2=\"%.1f\" y2=\"%d\" stroke=\"#1f4e79\" stroke-width=\"4\"/>",
        x(median), y + 13, x(longest), y + 13);
    line("<circle cx=\"%.1f\" cy=\"%d\" r=\"5\" fill=\"#1f4e79\"/>", x(median), y + 13);
    text(
        DELAYS + BAR + 8,
        y + 17,
        "start",
        "normal",
        String.format(Locale.ROOT, "%.1f to %.1f", median, longest));
  }

  private void bar(int y, double share, String colour) {
    line("<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"9\" fill=\"#eeeeee\"/>", NAMES, y, BAR);
    line(
        "<rect x=\"%d\" y=\"%d\" width=\"%.1f\" height=\"9\" fill=\"%s\"/>",
        NAMES, y, share * BAR, colour);
  }

  private void vertical(double seconds, int bottom, String colour) {
    line(
        "<line x1=\"%.1f\" y1=\"%d\" x2=\"%.1f\" y2=\"%d\" stroke=\"%s\" stroke-dasharray=\"4 3\"/>",
        x(seconds), TOP, x(seconds), bottom, colour);
  }

  private static double x(double seconds) {
    return DELAYS + Math.max(0, Math.min(1, seconds / MOST_SECONDS)) * BAR;
  }

  private void text(double x, int y, String anchor, String weight, String text) {
    line(
        "<text x=\"%.1f\" y=\"%d\" text-anchor=\"%s\" font-weight=\"%s\">%s</text>",
        x, y, anchor, weight, text);
  }

  private void line(String format, Object... values) {
    svg.append(String.format(Locale.ROOT, format, values)).append('\n');
  }
}
