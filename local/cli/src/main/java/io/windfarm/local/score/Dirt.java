package io.windfarm.local.score;

import io.windfarm.local.score.Scenario.Story;
import io.windfarm.local.score.Series.Fate;
import java.util.List;
import java.util.function.Consumer;

/**
 * Stories on a bad line: everything out of order by up to three seconds, one reading in ten twice,
 * and, where nothing else happens, readings that are lost, come far too late, or are dated a
 * century ahead.
 */
final class Dirt {
  private static final int MOST_DISORDER_MILLIS = 3_000;
  private static final double COPIES = 0.1;
  private static final double UNUSABLE = 0.15;
  private static final Fate[] UNUSABLE_FATES = {Fate.ABSENT, Fate.LATE, Fate.GARBLED_CLOCK};

  /** Fewer than make a silence. */
  private static final int MOST_UNUSABLE_IN_A_ROW = 6;

  private Dirt() {}

  static List<Story> stories() {
    return List.of(
        Story.raising(
            "a leak on a bad line",
            dirty(turbine -> Plots.leak(turbine, 150), 140, 400),
            Rules.PRESSURE_LOSS),
        Story.raising(
            "a collapse on a bad line",
            dirty(turbine -> Plots.collapse(turbine, 200, 0.7), 190, 300),
            Rules.COLLAPSE),
        Story.quiet("well, on a bad line", dirty(turbine -> {}, 0, 0)),
        Story.quiet(
            "dips on a bad line",
            dirty(
                turbine -> {
                  Series pressure = turbine.series(Turbine.PRESSURE);
                  pressure.hold(100, 200, 74.5, 0.2).ramp(200, 205, 74.5, 66, 0.2);
                  pressure.hold(205, 240, 66, 0.2).ramp(240, 260, 66, 75, 0.2);
                },
                0,
                0)));
  }

  /** {@code story} with dirt; in {@code [from, to)} every reading comes, and in time. */
  private static Consumer<Turbine> dirty(Consumer<Turbine> story, int from, int to) {
    return turbine -> {
      story.accept(turbine);
      for (Series series : turbine.series()) {
        int unusable = 0;
        for (int second = 0; second < Series.SECONDS; second++) {
          series.delays[second] = turbine.between(0, MOST_DISORDER_MILLIS);
          series.copies[second] = turbine.chance(COPIES) ? turbine.between(1, 20_000) : 0;
          boolean spared = (second >= from && second < to) || second < 30;
          if (spared || unusable == MOST_UNUSABLE_IN_A_ROW || !turbine.chance(UNUSABLE)) {
            unusable = 0;
            continue;
          }
          unusable++;
          series.copies[second] = 0;
          series.fates[second] = UNUSABLE_FATES[turbine.between(0, UNUSABLE_FATES.length - 1)];
          if (series.fates[second] == Fate.LATE) {
            series.delays[second] = turbine.between(30_000, 90_000);
          }
        }
      }
    };
  }
}
