package io.windfarm.local.score;

import java.util.List;
import java.util.Locale;

/** A scorecard as a Markdown table, which a terminal shows as well as a page. */
final class ScoreTable {
  private static final List<String> HEAD =
      List.of(
          "rule",
          "severity",
          "due",
          "raised",
          "right",
          "precision",
          "recall",
          "delay p50",
          "delay max");

  private ScoreTable() {}

  static String of(Scorecard card) {
    StringBuilder table = new StringBuilder();
    append(table, HEAD.toArray());
    append(table, HEAD.stream().map(name -> "---").toArray());
    for (RuleScore score : card.rules()) {
      append(
          table,
          score.rule(),
          Rules.severity(score.rule()),
          score.due(),
          score.raised(),
          score.right(),
          share(score.precision()),
          share(score.recall()),
          score.right() == 0 ? "" : seconds(Scorecard.afterAll(score.medianDelay())),
          score.right() == 0 ? "" : seconds(Scorecard.afterAll(score.longestDelay())));
    }
    append(
        table,
        "all",
        "",
        card.due(),
        card.raised(),
        card.right(),
        share(card.raised() == 0 ? 1 : (double) card.right() / card.raised()),
        share(card.due() == 0 ? 1 : (double) card.right() / card.due()),
        "",
        "");
    return table.toString();
  }

  static String share(double share) {
    return String.format(Locale.ROOT, "%.3f", share);
  }

  static String seconds(long millis) {
    return String.format(Locale.ROOT, "%.1f s", millis / 1_000.0);
  }

  private static void append(StringBuilder table, Object... cells) {
    table.append(
        String.format(
            Locale.ROOT, "| %-25s | %-8s | %5s | %6s | %5s | %9s | %6s | %9s | %9s |\n", cells));
  }
}
