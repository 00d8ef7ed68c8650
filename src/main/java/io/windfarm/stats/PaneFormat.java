package io.windfarm.stats;

import io.windfarm.exchange.BlockReader;
import io.windfarm.exchange.BlockWriter;
import io.windfarm.state.Compact;

/**
 * How a pane stands in state. A change raises the format of both serializers that write panes:
 * {@link OpenPanesSerializer} and {@link ClosedPanesSerializer}.
 */
final class PaneFormat {
  private PaneFormat() {}

  /**
   * Adds a pane.
   *
   * @param near a time that will be known when it is read
   */
  static void write(Pane pane, long near, BlockWriter out) {
    Compact.addSigned(near - pane.start, out);
    out.addVarint(pane.count);
    out.addVarint(pane.uncertain);
    out.addVarint(pane.bad);
    out.addVarint(pane.cadence);
    double[] ends = {pane.first, pane.last, pane.min, pane.max};
    Compact.addDoubles(ends, ends.length, out);
    out.add(pane.mean);
    out.add(pane.squares);
    Compact.addDoubles(pane.values, pane.held, out);
    out.addVarint(pane.sketch.length);
    out.add(pane.sketch);
  }

  /**
   * The pane that comes next.
   *
   * @param near as it was written
   * @param spare places for values to come, if it may hold that many
   */
  static Pane read(BlockReader in, long near, int spare) {
    Pane pane = new Pane(near - Compact.signed(in));
    pane.count = in.varint();
    pane.uncertain = in.varint();
    pane.bad = in.varint();
    pane.cadence = in.varint();
    double[] ends = Compact.doubles(in);
    pane.first = ends[0];
    pane.last = ends[1];
    pane.min = ends[2];
    pane.max = ends[3];
    pane.mean = in.number();
    pane.squares = in.number();
    pane.held = (int) in.varint();
    pane.values =
        Compact.doubles(in, pane.held, Math.max(0, Math.min(spare, Pane.EXACT - pane.held)));
    int sketch = (int) in.varint();
    pane.sketch = sketch == 0 ? Quantiles.NO_SKETCH : in.bytes(sketch);
    return pane;
  }
}
