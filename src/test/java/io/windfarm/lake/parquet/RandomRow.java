package io.windfarm.lake.parquet;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** A row with a column of every kind: some values repeat, some are new, some are hard to write. */
final class RandomRow {
  private static final String[] HARD = {
    "", "\uD83D", "?", "\uDE00x", "ä€\uD83D\uDE00", "\u0000", "z\uFFFF"
  };
  private static final double[] NUMBERS = {
    -0.0, 0.0, 1.5, -7, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, Double.MIN_VALUE
  };

  String id;
  String text;
  byte[] payload;
  int small;
  Long time;
  long count;
  Double number;
  boolean flag;
  List<String> reasons = new ArrayList<>();

  /**
   * Rows of which neighbours are alike.
   *
   * @param variety how many different values a column has, about
   */
  static List<RandomRow> rows(Random random, int count, int variety) {
    boolean mayBeNaN = random.nextInt(4) == 0;
    int run = 1 + random.nextInt(30);
    List<RandomRow> rows = new ArrayList<>();
    RandomRow latest = null;
    for (int i = 0; i < count; i++) {
      RandomRow row = new RandomRow();
      boolean isLikeLatest = latest != null && random.nextInt(run) > 0;
      row.id = "id-" + random.nextLong();
      row.text = isLikeLatest ? latest.text : text(random, variety);
      row.payload = random.nextInt(5) == 0 ? null : bytes(random);
      row.small = isLikeLatest ? latest.small : random.nextInt(variety) - variety / 2;
      row.time = isLikeLatest ? latest.time : time(random, variety);
      row.count = random.nextInt(3) == 0 ? random.nextLong() : random.nextInt(variety);
      row.number = isLikeLatest ? latest.number : number(random, variety, mayBeNaN);
      row.flag = random.nextInt(run) == 0;
      for (int reasons = random.nextInt(run) == 0 ? random.nextInt(4) : 0; reasons > 0; reasons--) {
        row.reasons.add("REASON_" + random.nextInt(5));
      }
      rows.add(row);
      latest = row;
    }
    return rows;
  }

  private static String text(Random random, int variety) {
    int kind = random.nextInt(10);
    if (kind == 0) {
      return null;
    }
    if (kind == 2) {
      return Integer.toString((Integer.MAX_VALUE - random.nextInt(variety)) >>> random.nextInt(32));
    }
    return kind == 1
        ? HARD[random.nextInt(HARD.length)]
        : "a text of the usual length, number " + random.nextInt(variety);
  }

  private static byte[] bytes(Random random) {
    byte[] bytes = new byte[random.nextInt(60)];
    random.nextBytes(bytes);
    return bytes;
  }

  private static Long time(Random random, int variety) {
    return random.nextInt(8) == 0 ? null : 1_795_158_903_125L + random.nextInt(variety);
  }

  private static Double number(Random random, int variety, boolean mayBeNaN) {
    int kind = random.nextInt(12);
    if (kind == 0) {
      return null;
    }
    if (kind == 1) {
      return mayBeNaN ? Double.NaN : NUMBERS[random.nextInt(NUMBERS.length)];
    }
    return random.nextInt(variety) / 100.0;
  }
}
