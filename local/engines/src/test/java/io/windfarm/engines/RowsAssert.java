package io.windfarm.engines;

import java.util.List;
import org.assertj.core.api.AbstractAssert;

/** Says of rows that they are others, but for the last digits of fractions. */
final class RowsAssert extends AbstractAssert<RowsAssert, List<Row>> {
  private static final int SHOWN = 5;

  private RowsAssert(List<Row> actual) {
    super(actual, RowsAssert.class);
  }

  static RowsAssert assertThatRows(List<Row> actual) {
    return new RowsAssert(actual);
  }

  /** The same rows in the same order. */
  RowsAssert areInOrder(List<Row> expected) {
    return compare(actual, expected);
  }

  /** The same rows, each as often, in any order. */
  RowsAssert are(List<Row> expected) {
    return compare(Row.sorted(actual), Row.sorted(expected));
  }

  private RowsAssert compare(List<Row> found, List<Row> expected) {
    StringBuilder differences = new StringBuilder();
    int count = 0;
    for (int i = 0; i < Math.max(found.size(), expected.size()); i++) {
      Row one = i < found.size() ? found.get(i) : null;
      Row other = i < expected.size() ? expected.get(i) : null;
      if (one == null || other == null || !one.isLike(other)) {
        if (count++ < SHOWN) {
          differences.append(
              String.format("%n  row %d%n    found    %s%n    expected %s", i, one, other));
        }
      }
    }
    if (count > 0) {
      failWithMessage(
          "%d of %d rows differ (%d found):%s", count, expected.size(), found.size(), differences);
    }
    return this;
  }
}
