package io.windfarm.stats;

/**
 * Count, mean and squared distances of some values, by Welford's method, merged by Chan's: exact
 * for equal values, and steady where the mean is large and the deviation small. State: a Flink
 * POJO.
 */
public class Moments {
  public long count;

  /** 0 without values: {@link #mean()} says so. */
  public double mean;

  /** Sum of squared distances from the mean. */
  public double squares;

  public Moments() {}

  void add(double value) {
    count++;
    double distance = value - mean;
    mean += distance / count;
    squares += distance * (value - mean);
  }

  /** Adds values of which only this is known. */
  void add(long otherCount, double otherMean, double otherSquares) {
    if (otherCount == 0) {
      return;
    }
    long sum = count + otherCount;
    double distance = otherMean - mean;
    double share = (double) otherCount / sum;
    squares += otherSquares + distance * distance * count * share;
    mean += distance * share;
    count = sum;
  }

  /** NaN without values. */
  double mean() {
    return count > 0 ? mean : Double.NaN;
  }

  /** Sample standard deviation (n − 1); NaN with fewer than two values. */
  double stddev() {
    return count > 1 ? Math.sqrt(squares / (count - 1)) : Double.NaN;
  }

  /** How many deviations {@code value} lies above the mean; NaN if there is no deviation. */
  double zScore(double value) {
    double stddev = stddev();
    return stddev > 0 ? (value - mean) / stddev : Double.NaN;
  }
}
