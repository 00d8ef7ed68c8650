package io.windfarm.lake;

import io.windfarm.metrics.Metrics;
import io.windfarm.model.Alert;
import io.windfarm.model.Anomaly;
import io.windfarm.model.CleanedReading;
import io.windfarm.model.LedgerEntry;
import io.windfarm.model.RawRecord;
import io.windfarm.model.Rejected;
import io.windfarm.model.Statistic;
import io.windfarm.model.Summary;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.flink.connector.file.sink.FileSink;
import org.apache.flink.core.fs.Path;
import org.apache.flink.streaming.api.functions.sink.filesystem.OutputFileConfig;

/**
 * The lake's tables: {@code lake.readings().write(stream, "lake-readings", "Lake: readings")}.
 * Exactly once: a row is visible when the checkpoint after it has completed, in a file named {@code
 * <table>-<unique>-<n>.parquet}, one a partition and checkpoint, which has a {@link Manifest}; what
 * is not committed yet has a name that begins with a dot, or is an open upload, and readers skip
 * it.
 *
 * <p>Needs checkpoints to be on; without them nothing becomes visible before the input ends. Keeps
 * rows until they are written: they must not change any more.
 */
public final class Lake {
  /** Begins the names of files that hold what more input may change. */
  static final String PROVISIONAL = "provisional-";

  /**
   * A replay is through with an hour in less than this, and an open file costs it about 100 kB;
   * long enough for a second's stall not to make two files of one.
   */
  private static final long QUIET_MILLIS = 2_000;

  private final LakeRoots roots;
  private final List<String> regions;
  private final int writers;
  private final String rulesVersion;
  private final String jobVersion;
  private final long rowGroupBytes;
  private final long fileBytes;
  private final Duration bucketCheckInterval;
  private final boolean provisional;
  private final boolean closesQuietFiles;
  private final String metricsGroup;

  private Lake(Builder builder) {
    this.roots = builder.roots;
    this.regions = builder.regions;
    this.writers = builder.writers;
    this.rulesVersion = builder.rulesVersion;
    this.jobVersion = builder.jobVersion;
    this.rowGroupBytes = builder.rowGroupBytes;
    this.fileBytes = builder.fileBytes;
    this.bucketCheckInterval = builder.bucketCheckInterval;
    this.provisional = builder.provisional;
    this.closesQuietFiles = builder.closesQuietFiles;
    this.metricsGroup = builder.metricsGroup;
  }

  /** What there is to know about each of {@link TableNames#ALL}. */
  public static List<TableLayout> layouts() {
    return tables().stream().map(TableLayout::of).collect(Collectors.toList());
  }

  /** The definition of each of {@link TableNames#ALL}. */
  static List<Table<?>> tables() {
    return List.of(
        RawTable.define(),
        ReadingsTable.define(""),
        StatisticsTable.define(),
        SummariesTable.define(),
        AnomaliesTable.define(),
        AlertsTable.define(),
        RejectedTable.define(),
        LedgerTable.define());
  }

  /** Starts a lake below these roots. */
  public static Builder at(LakeRoots roots) {
    return new Builder(roots);
  }

  /** Every record as received, by arrival hour. */
  public TableOutput<RawRecord> raw() {
    return output(RawTable.define());
  }

  /** Every reading with the verdict of cleaning, by event hour. */
  public TableOutput<CleanedReading> readings() {
    return output(ReadingsTable.define(rulesVersion));
  }

  /** Every window of every sensor, by the day that holds the window's last instant. */
  public TableOutput<Statistic> statistics() {
    return output(StatisticsTable.define());
  }

  /** Every period of every sensor, by the day that holds the period's last instant. */
  public TableOutput<Summary> summaries() {
    return output(SummariesTable.define());
  }

  /** What lay beyond k sigma, by the day that holds its period's last instant. */
  public TableOutput<Anomaly> anomalies() {
    return output(AnomaliesTable.define());
  }

  /** Every change of every alert, by the day on which it was raised. */
  public TableOutput<Alert> alerts() {
    return output(AlertsTable.define());
  }

  /** Everything that is no reading of ours, by arrival day. */
  public TableOutput<Rejected> rejected() {
    return output(RejectedTable.define());
  }

  /** The accounts, by day. */
  public TableOutput<LedgerEntry> ledger() {
    return output(LedgerTable.define());
  }

  private <T> TableOutput<T> output(Table<T> table) {
    return new PartitionedOutput<>(
        table,
        roots,
        new PartitionWriters<>(table, regions, writers),
        folder -> new TableSink<>(files(table, folder), folder, metricsGroup));
  }

  private <T> FileSink<T> files(Table<T> table, Path folder) {
    return FileSink.forBulkFormat(
            folder,
            new SortedFiles<>(new ParquetFiles<>(table, rowGroupBytes, jobVersion), table.order()))
        .withBucketAssigner(new PartitionAssigner<>(table))
        .withBucketCheckInterval(
            closesQuietFiles ? QUIET_MILLIS / 2 : bucketCheckInterval.toMillis())
        .withRollingPolicy(
            new RollingBySize<>(fileBytes, closesQuietFiles ? QUIET_MILLIS : RollingBySize.NEVER))
        // The sink adds an id of its own to each name, unique per bucket, subtask and attempt.
        .withOutputFileConfig(
            OutputFileConfig.builder()
                .withPartPrefix(provisional ? PROVISIONAL + table.name() : table.name())
                .withPartSuffix(".parquet")
                .build())
        .build();
  }

  /** What can be set about a lake; everything but the roots has a default. */
  public static final class Builder {
    private final LakeRoots roots;
    private List<String> regions = List.of();
    private int writers = 1;
    private String rulesVersion = "unversioned";
    private String jobVersion = versionOf(Lake.class.getPackage());
    private long rowGroupBytes = 32L << 20;
    private long fileBytes = 128L << 20;
    private Duration bucketCheckInterval = Duration.ofSeconds(10);
    private boolean provisional;
    private boolean closesQuietFiles;
    private String metricsGroup = Metrics.DEFAULT_GROUP;

    private Builder(LakeRoots roots) {
      this.roots = roots;
    }

    /** The regions that rows may have: their partitions take turns among the writers. */
    public Builder regions(List<String> regions) {
      this.regions = List.copyOf(regions);
      return this;
    }

    /**
     * How many subtasks write one partition, and so how many files it gets at a checkpoint; default
     * 1. More where one can't keep up with the busiest partition.
     *
     * @throws IllegalArgumentException if below 1
     */
    public Builder writersPerPartition(int writers) {
      if (writers < 1) {
        throw new IllegalArgumentException(
            writers + " writers a partition can't be: give 1 or more.");
      }
      this.writers = writers;
      return this;
    }

    /** What {@code readings.rules_version} says; default {@code unversioned}. */
    public Builder rulesVersion(String rulesVersion) {
      this.rulesVersion = rulesVersion;
      return this;
    }

    /** What footers say wrote them; default the version of the job's jar. */
    public Builder jobVersion(String jobVersion) {
      this.jobVersion = jobVersion;
      return this;
    }

    /**
     * The most that a file buffers before it writes a row group, in bytes; default 32 MiB. Less
     * memory for many partitions at a time, but rows that compress less well.
     *
     * @throws IllegalArgumentException below 1 MiB
     */
    public Builder rowGroupBytes(long rowGroupBytes) {
      if (rowGroupBytes < ParquetFiles.SMALLEST_ROW_GROUP_BYTES) {
        throw new IllegalArgumentException(
            "A row group of " + rowGroupBytes + " bytes is too small: give 1 MiB or more.");
      }
      this.rowGroupBytes = rowGroupBytes;
      return this;
    }

    /**
     * The size at which a file is closed before its checkpoint, in bytes; default 128 MiB.
     *
     * @throws IllegalArgumentException if not above 0
     */
    public Builder fileBytes(long fileBytes) {
      if (fileBytes <= 0) {
        throw new IllegalArgumentException(
            "A file of " + fileBytes + " bytes can't be: give a size above 0.");
      }
      this.fileBytes = fileBytes;
      return this;
    }

    /**
     * How often the sinks look for folders without an open file, to forget them; default 10 s.
     *
     * @throws IllegalArgumentException if not above 0
     */
    public Builder bucketCheckInterval(Duration bucketCheckInterval) {
      if (bucketCheckInterval.isNegative() || bucketCheckInterval.isZero()) {
        throw new IllegalArgumentException(
            "A check every " + bucketCheckInterval + " can't be: give a time above 0.");
      }
      this.bucketCheckInterval = bucketCheckInterval;
      return this;
    }

    /** Marks what is written as what more input may change, by the names of the files. */
    public Builder provisional(boolean provisional) {
      this.provisional = provisional;
      return this;
    }

    /**
     * Closes files that get no more rows before their checkpoint: a replay passes through more
     * hours between two checkpoints than files could be open.
     */
    public Builder closeQuietFiles(boolean closesQuietFiles) {
      this.closesQuietFiles = closesQuietFiles;
      return this;
    }

    /** The group of the committers' metrics; default {@link Metrics#DEFAULT_GROUP}. */
    public Builder metricsGroup(String metricsGroup) {
      this.metricsGroup = metricsGroup;
      return this;
    }

    public Lake build() {
      return new Lake(this);
    }

    private static String versionOf(Package jar) {
      String version = jar == null ? null : jar.getImplementationVersion();
      return version == null ? "unpackaged" : version;
    }
  }
}
