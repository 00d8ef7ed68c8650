package io.windfarm.stats;

import com.datadoghq.sketch.ddsketch.DDSketch;
import com.datadoghq.sketch.ddsketch.DDSketches;
import com.datadoghq.sketch.ddsketch.encoding.ByteArrayInput;
import com.datadoghq.sketch.ddsketch.encoding.GrowingByteArrayOutput;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/**
 * Quantiles of the values of a window: exact, by linear interpolation between the two nearest ranks
 * (type 7 of Hyndman and Fan, SQL's {@code quantile_cont}), or from a DDSketch within a relative
 * error of {@link #RELATIVE_ACCURACY}. A sketch holds the same counts in whatever order values and
 * other sketches entered it, and lives in state as bytes. Takes one window after the other.
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

  private final SortedValues values = new SortedValues();

  /** Null if all values are held as they are. */
  private DDSketch sketch;

  private double min = Double.NaN;
  private double max = Double.NaN;

  /**
   * Takes a window in the place of the one before.
   *
   * @param panes all that it holds
   * @param min the least of all values, NaN if there are none
   * @param max the greatest
   */
  void take(List<Pane> panes, double min, double max) {
    this.min = min;
    this.max = max;
    sketch = union(panes);
    values.clear();
    for (Pane pane : panes) {
      if (sketch == null) {
        values.add(pane.values, pane.held);
      } else {
        accept(sketch, pane.values, pane.held);
      }
    }
    values.sort();
  }

  /** The {@code q}-quantile, 0 to 1; NaN if there are no values. */
  double at(double q) {
    if (sketch != null) {
      return Math.max(min, Math.min(max, sketch.getValueAtQuantile(q)));
    }
    if (values.size() == 0) {
      return Double.NaN;
    }
    double rank = (values.size() - 1) * q;
    int below = (int) rank;
    int above = Math.min(below + 1, values.size() - 1);
    return values.at(below) + (values.at(above) - values.at(below)) * (rank - below);
  }

  /** {@code sketch} with the first {@code count} of {@code values} added. */
  static byte[] add(byte[] sketch, double[] values, int count) {
    DDSketch sum = read(sketch);
    accept(sum, values, count);
    return write(sum);
  }

  /** The union of the sketches of panes; {@link #NO_SKETCH} if none has one. */
  static byte[] merge(List<Pane> panes) {
    DDSketch union = union(panes);
    return union == null ? NO_SKETCH : write(union);
  }

  private static DDSketch union(List<Pane> panes) {
    DDSketch union = null;
    for (Pane pane : panes) {
      if (pane.sketch.length > 0) {
        union = union == null ? empty() : union;
        readInto(union, pane.sketch);
      }
    }
    return union;
  }

  private static DDSketch empty() {
    return DDSketches.logarithmicCollapsingLowestDense(RELATIVE_ACCURACY, MAX_BINS);
  }

  private static void accept(DDSketch sketch, double[] values, int count) {
    for (int i = 0; i < count; i++) {
      sketch.accept(values[i]);
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
