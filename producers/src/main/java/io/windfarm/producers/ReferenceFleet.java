package io.windfarm.producers;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * Eight farms in four regions, 1,425 turbines, and smaller or larger fleets of the same mixture.
 */
final class ReferenceFleet {
  static final List<Farm> FARMS =
      List.of(
          new Farm("A", "us-east-1", "US", 150, -5),
          new Farm("B", "us-east-1", "US", 175, -5),
          new Farm("C", "us-west-2", "US", 200, -8),
          new Farm("D", "us-west-2", "CA", 125, -8),
          new Farm("E", "eu-west-1", "DE", 225, 1),
          new Farm("F", "eu-west-1", "FR", 300, 1),
          new Farm("G", "ap-southeast-1", "SG", 100, 8),
          new Farm("H", "ap-southeast-1", "VN", 150, 7));

  /** Turbines in the whole fleet. */
  static final int SIZE = FARMS.stream().mapToInt(Farm::turbines).sum();

  private ReferenceFleet() {}

  /**
   * {@code count} turbines, spread over the farms in proportion to the reference (largest
   * remainders). A turbine keeps its number and its farm in a fleet of any size: a small fleet is
   * the first few turbines of each farm, a larger one adds numbers above 1,425.
   */
  static List<Turbine> turbines(int count) {
    int[] shares = shares(count);
    List<Turbine> turbines = new ArrayList<>(count);
    int farmStart = 1;
    int extra = SIZE + 1;
    for (int f = 0; f < FARMS.size(); f++) {
      Farm farm = FARMS.get(f);
      for (int i = 0; i < shares[f]; i++) {
        int number = i < farm.turbines() ? farmStart + i : extra++;
        turbines.add(new Turbine(number, String.format(Locale.ROOT, "WT-%04d", number), farm));
      }
      farmStart += farm.turbines();
    }
    return List.copyOf(turbines);
  }

  private static int[] shares(int count) {
    int[] shares = new int[FARMS.size()];
    List<Integer> byRemainder = new ArrayList<>();
    int given = 0;
    for (int f = 0; f < shares.length; f++) {
      long scaled = (long) count * FARMS.get(f).turbines();
      shares[f] = (int) (scaled / SIZE);
      given += shares[f];
      byRemainder.add(f);
    }
    byRemainder.sort(
        Comparator.comparingLong(f -> -((long) count * FARMS.get(f).turbines() % SIZE)));
    for (int i = 0; i < count - given; i++) {
      shares[byRemainder.get(i)]++;
    }
    return shares;
  }
}
