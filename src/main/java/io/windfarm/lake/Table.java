package io.windfarm.lake;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;

/**
 * A table of the lake: its name, its columns in order, and which partition a row belongs to.
 * Partition columns (region, year, month, day, hour) live in the path and are no columns here.
 *
 * @param <T> the row
 */
final class Table<T> implements Serializable {
  private final String name;
  private final int version;
  private final Grain grain;
  private final Column.Text<T> region;
  private final Column.Whole<T> time;
  private final Column.Text<T> cluster;
  private final Order<T> order;
  private final List<Column<T>> columns;

  private Table(Definition<T> definition) {
    this.name = definition.name;
    this.version = definition.version;
    this.grain = definition.grain;
    this.region = definition.region;
    this.time = definition.time;
    this.cluster = definition.cluster;
    this.order = definition.order;
    this.columns = new ArrayList<>(definition.columns);
  }

  /** Starts the definition of a table; {@code version} goes up whenever a column changes. */
  static <T> Definition<T> named(String name, int version) {
    return new Definition<>(name, version);
  }

  String name() {
    return name;
  }

  int version() {
    return version;
  }

  Grain grain() {
    return grain;
  }

  /** The region that {@code row} belongs to, as the row says it. */
  String regionOf(T row) {
    return region.apply(row);
  }

  /** The time that decides on the partition, epoch millis. */
  long timeOf(T row) {
    return time.applyAsLong(row);
  }

  /**
   * What rows of a file are sorted by, as far as memory allows: few, so that each key's rows are
   * near one another, and small, so that many fit. Null where rows stay as they come.
   */
  Order<T> order() {
    return order;
  }

  /** What rows that are asked for together have in common within a partition: the turbine. */
  String clusterOf(T row) {
    return cluster.apply(row);
  }

  List<Column<T>> columns() {
    return Collections.unmodifiableList(columns);
  }

  MessageType schema() {
    List<Type> types = new ArrayList<>();
    for (Column<T> column : columns) {
      types.add(column.type());
    }
    return new MessageType(name, types);
  }

  /** The two keys that rows are sorted by, none of them null. */
  static final class Order<T> implements Serializable {
    private final Column.Text<T> first;
    private final Column.Text<T> second;

    Order(Column.Text<T> first, Column.Text<T> second) {
      this.first = first;
      this.second = second;
    }

    String first(T row) {
      return first.apply(row);
    }

    String second(T row) {
      return second.apply(row);
    }
  }

  /** What a table class fills in. */
  static final class Definition<T> {
    private final String name;
    private final int version;
    private final List<Column<T>> columns = new ArrayList<>();
    private Grain grain;
    private Column.Text<T> region;
    private Column.Whole<T> time;
    private Column.Text<T> cluster = row -> null;
    private Order<T> order;

    private Definition(String name, int version) {
      this.name = name;
      this.version = version;
    }

    Definition<T> partitionedBy(Column.Text<T> region, Grain grain, Column.Whole<T> time) {
      this.region = region;
      this.grain = grain;
      this.time = time;
      return this;
    }

    Definition<T> clusteredBy(Column.Text<T> cluster) {
      this.cluster = cluster;
      return this;
    }

    /** Rows of a file by one text and, where that is the same, by another. */
    Definition<T> sortedBy(Column.Text<T> first, Column.Text<T> second) {
      this.order = new Order<>(first, second);
      return this;
    }

    Definition<T> column(Column<T> column) {
      columns.add(column);
      return this;
    }

    Table<T> define() {
      return new Table<>(this);
    }
  }
}
