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
  private final List<Column<T>> columns;

  private Table(Definition<T> definition) {
    this.name = definition.name;
    this.version = definition.version;
    this.grain = definition.grain;
    this.region = definition.region;
    this.time = definition.time;
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

  /** What a table class fills in. */
  static final class Definition<T> {
    private final String name;
    private final int version;
    private final List<Column<T>> columns = new ArrayList<>();
    private Grain grain;
    private Column.Text<T> region;
    private Column.Whole<T> time;

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

    Definition<T> column(Column<T> column) {
      columns.add(column);
      return this;
    }

    Table<T> define() {
      return new Table<>(this);
    }
  }
}
