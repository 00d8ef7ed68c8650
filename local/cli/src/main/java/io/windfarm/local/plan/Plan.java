package io.windfarm.local.plan;

import java.util.List;

/** What a fleet needs in one setup, and what that costs. */
record Plan(
    Fleet fleet,
    Setup setup,
    Shards shards,
    Processing processing,
    List<TableLoad> tables,
    List<Cost.Line> cost) {

  static Plan of(Fleet fleet, Setup setup, Figures figures) {
    Plan sized =
        new Plan(
            fleet,
            setup,
            Shards.of(fleet, (long) figures.of(Figure.KEY_BYTES), setup.pollers()),
            Processing.of(fleet, figures),
            TableLoad.of(fleet, setup, figures),
            List.of());
    return new Plan(
        fleet, setup, sized.shards(), sized.processing(), sized.tables(), Cost.of(sized, figures));
  }

  double monthly() {
    return cost.stream().mapToDouble(Cost.Line::monthly).sum();
  }

  /** By {@link Fleet#gbPerMonth}. */
  double perGb() {
    return monthly() / fleet.gbPerMonth();
  }
}
