package io.windfarm.stats;

import com.datadoghq.sketch.ddsketch.DDSketch;
import com.datadoghq.sketch.ddsketch.DDSketches;
import com.datadoghq.sketch.ddsketch.encoding.ByteArrayInput;
import com.datadoghq.sketch.ddsketch.encoding.GrowingByteArrayOutput;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;

/**
 * Quantiles of a set of values: exact, by linear interpolation between the two nearest ranks (type
 * 7 of Hyndman and Fan, SQL's {@code quantile_cont}), or from a DDSketch within a relative error of
 * {@link #RELATIVE_ACCURACY}. A sketch holds the same counts in whatever order values and other
 * sketches entered it, and lives in state as bytes.
 */
final class Quantiles {
  /** Of a quantile read off a sketch, against the value of its rank. */
  static final double RELATIVE_ACCURACY = 0.005;

  /**
   * Bounds a sketch to some kilobytes. 2048 bins of one percent span nine decades; below that
   * values close to zero share a bin.
   */
  private static final int MAX_BINS = 2048;

  static final byte[] NO_SKETCH = {};

  private final double[] sorted;
  private final DDSketch sketch;
  private final double min;
  private final double max;

  /**
   * @param values the values that are not in {@code sketch}; sorted here, in place
   * @param sketch the other values, {@link #NO_SKETCH} for none
   * @param min the least of all values, NaN if there are none
   * @param max the greatest
   */
  Quantiles(double[] values, byte[] sketch, double min, double max) {
    this.min = min;
    this.max = max;
    if (sketch.length == 0) {
      Arrays.sort(values);
      this.sorted = values;
      this.sketch = null;
    } else {
      this.sorted = null;
      this.sketch = read(sketch);
      accept(this.sketch, values);
    }
  }

  /** The {@code q}-quantile, 0 to 1; NaN if there are no values. */
  double at(double q) {
    if (sketch != null) {
      return Math.max(min, Math.min(max, sketch.getValueAtQuantile(q)));
    }
    if (sorted.length == 0) {
      return Double.NaN;
    }
    double rank = (sorted.length - 1) * q;
    int below = (int) rank;
    int above = Math.min(below + 1, sorted.length - 1);
    return sorted[below] + (sorted[above] - sorted[below]) * (rank - below);
  }

  /** {@code sketch} with {@code values} added. */
  static byte[] add(byte[] sketch, double[] values) {
    DDSketch sum = read(sketch);
    accept(sum, values);
    return write(sum);
  }

  /** The union of sketches; {@link #NO_SKETCH} if all are. */
  static byte[] merge(Iterable<byte[]> sketches) {
    DDSketch sum = null;
    for (byte[] sketch : sketches) {
      if (sketch.length > 0) {
        sum = sum == null ? empty() : sum;
        readInto(sum, sketch);
      }
    }
    return sum == null ? NO_SKETCH : write(sum);
  }

  private static DDSketch empty() {
    return DDSketches.logarithmicCollapsingLowestDense(RELATIVE_ACCURACY, MAX_BINS);
  }

  private static void accept(DDSketch sketch, double[] values) {
    for (double value : values) {
      sketch.accept(value);
    }
  }

  private static DDSketch read(byte[] bytes) {
    DDSketch sketch = empty();
    if (bytes.length > 0) {
      readInto(sketch, bytes);
    }
    return sketch;
  }

  private static void readInto(DDSketch sketch, byte[] bytes) {
    try {
      sketch.decodeAndMergeWith(ByteArrayInput.wrap(bytes));
    } catch (IOException e) {
      throw new UncheckedIOException("A sketch in state can't be read: restore a savepoint", e);
    }
  }

  private static byte[] write(DDSketch sketch) {
    GrowingByteArrayOutput output = GrowingByteArrayOutput.withDefaultInitialCapacity();
    try {
      sketch.encode(output, true);
    } catch (IOException e) {
      throw new UncheckedIOException(e); // an array takes every byte
    }
    return output.trimmedCopy();
  }
}
