package io.windfarm.lake;

import java.util.Set;
import org.apache.flink.api.common.functions.FilterFunction;

/** Lets through a table's rows of some regions, or those of all others. */
final class OfRegions<T> implements FilterFunction<T> {
  private static final long serialVersionUID = 1L;

  private final Table<T> table;
  private final Set<String> regions;
  private final boolean inside;

  /**
   * @param inside false for the rows of all other regions
   */
  OfRegions(Table<T> table, Set<String> regions, boolean inside) {
    this.table = table;
    this.regions = regions;
    this.inside = inside;
  }

  @Override
  public boolean filter(T row) {
    return regions.contains(PartitionPaths.nameOf(table.regionOf(row))) == inside;
  }
}
