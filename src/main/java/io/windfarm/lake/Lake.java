package io.windfarm.lake;

import io.windfarm.model.Alert;
import io.windfarm.model.CleanedReading;
import io.windfarm.model.LedgerEntry;
import io.windfarm.model.RawRecord;
import io.windfarm.model.Rejected;
import io.windfarm.model.Statistic;
import java.time.Duration;
import java.util.List;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.connector.file.sink.FileSink;
import org.apache.flink.formats.parquet.ParquetWriterFactory;
import org.apache.flink.streaming.api.functions.sink.filesystem.OutputFileConfig;

/**
 * The lake's tables as sinks: {@code stream.sinkTo(lake.readings()).uid("lake-readings")}. Exactly
 * once: a row is visible when the checkpoint after it has completed, in a file named {@code
 * <table>-<unique>-<n>.parquet}; what is not committed yet has a name that begins with a dot, or is
 * an open upload, and readers skip it.
 *
 * <p>Needs checkpoints to be on; without them nothing becomes visible before the input ends. Safe
 * with object reuse.
 */
public final class Lake {
  /** The names of the tables. */
  public static final List<String> TABLES =
      List.of(
          RawTable.NAME,
          ReadingsTable.NAME,
          StatisticsTable.NAME,
          AlertsTable.NAME,
          RejectedTable.NAME,
          LedgerTable.NAME);

  private final LakeRoots roots;
  private final String rulesVersion;
  private final String jobVersion;
  private final long rowGroupBytes;
  private final long fileBytes;
  private final Duration bucketCheckInterval;

  private Lake(Builder builder) {
    this.roots = builder.roots;
    this.rulesVersion = builder.rulesVersion;
    this.jobVersion = builder.jobVersion;
    this.rowGroupBytes = builder.rowGroupBytes;
    this.fileBytes = builder.fileBytes;
    this.bucketCheckInterval = builder.bucketCheckInterval;
  }

  /** Starts a lake below these roots. */
  public static Builder at(LakeRoots roots) {
    return new Builder(roots);
  }

  /** Every record as received, by arrival hour. */
  public Sink<RawRecord> raw() {
    return sink(RawTable.define());
  }

  /** Every reading with the verdict of cleaning, by event hour. */
  public Sink<CleanedReading> readings() {
    return sink(ReadingsTable.define(rulesVersion));
  }

  /** Every window of every sensor, by the day that holds the window's last instant. */
  public Sink<Statistic> statistics() {
    return sink(StatisticsTable.define());
  }

  /** Every change of every alert, by the day on which it was raised. */
  public Sink<Alert> alerts() {
    return sink(AlertsTable.define());
  }

  /** Everything that is no reading of ours, by arrival day. */
  public Sink<Rejected> rejected() {
    return sink(RejectedTable.define());
  }

  /** The accounts, by day. */
  public Sink<LedgerEntry> ledger() {
    return sink(LedgerTable.define());
  }

  private <T> Sink<T> sink(Table<T> table) {
    if (!roots.apart(table.name()).isEmpty()) {
      // One file sink has one folder. Data that must stay in its region does not leave it silently.
      throw new IllegalArgumentException(
          "Table "
              + table.name()
              + " has roots of their own for the regions "
              + roots.apart(table.name()).keySet()
              + ", and this job writes a table to one root: remove them, or run one job a region.");
    }
    return FileSink.forBulkFormat(
            roots.folder(table.name()),
            new ParquetWriterFactory<>(new ParquetFiles<>(table, rowGroupBytes, jobVersion)))
        .withBucketAssigner(new PartitionAssigner<>(table))
        .withBucketCheckInterval(bucketCheckInterval.toMillis())
        .withRollingPolicy(new RollingBySize<>(fileBytes))
        // The sink adds an id of its own to each name, unique per bucket, subtask and attempt.
        .withOutputFileConfig(
            OutputFileConfig.builder()
                .withPartPrefix(table.name())
                .withPartSuffix(".parquet")
                .build())
        .build();
  }

  /** What can be set about a lake; everything but the roots has a default. */
  public static final class Builder {
    private final LakeRoots roots;
    private String rulesVersion = "unversioned";
    private String jobVersion = versionOf(Lake.class.getPackage());
    private long rowGroupBytes = 32L << 20;
    private long fileBytes = 128L << 20;
    private Duration bucketCheckInterval = Duration.ofSeconds(10);

    private Builder(LakeRoots roots) {
      this.roots = roots;
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

    public Lake build() {
      return new Lake(this);
    }

    private static String versionOf(Package jar) {
      String version = jar == null ? null : jar.getImplementationVersion();
      return version == null ? "unpackaged" : version;
    }
  }
}
