package io.windfarm.lake;

import io.windfarm.lake.parquet.RunWriter;
import io.windfarm.lake.parquet.SpareColumns;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.flink.core.fs.Path;
import org.apache.flink.core.fs.RecoverableFsDataOutputStream;
import org.apache.flink.util.IOUtils;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.MessageType;

/**
 * One file with the rows of several of one partition and schema, sorted as the job's writers sort,
 * in longer runs. It is there as a whole or not at all; its name is made from the names of the
 * others, so that who writes it again writes it in its own place.
 */
final class CompactedFile {
  /** The job's default. */
  private static final long ROW_GROUP_BYTES = 32L << 20;

  /** A row of {@code readings} takes half a kilobyte while it waits. */
  private static final int LONGEST_RUN = 1 << 19;

  /** Of texts and payloads in a run: a payload may be a megabyte. */
  private static final long MOST_BINARY_BYTES = 256L << 20;

  private final Table<?> table;
  private final String partition;
  private final List<SourceFile> sources;
  private final MessageType schema;

  /**
   * @param sources of one schema
   */
  CompactedFile(Table<?> table, String partition, List<SourceFile> sources) {
    this.table = table;
    this.partition = partition;
    this.sources = new ArrayList<>(sources);
    // Rows of a turbine and sensor then stand in the order of their times, nearly.
    this.sources.sort(
        Comparator.comparing((SourceFile source) -> earliest(source.facts()))
            .thenComparing(SourceFile::name));
    this.schema = sources.get(0).schema();
  }

  /**
   * Writes it below a table's folder, with its manifest behind it.
   *
   * @throws IOException also if a source does not have the rows that it should; then nothing is
   *     there
   */
  Manifest write(Path folder) throws IOException {
    Path path = new Path(new Path(folder, partition), name());
    RecoverableFsDataOutputStream out = path.getFileSystem().createRecoverableWriter().open(path);
    try {
      write(out);
    } catch (IOException | RuntimeException e) {
      IOUtils.closeQuietly(out);
      throw e;
    }
    out.closeForCommit().commit();
    Manifest manifest = Manifest.of(folder, path, Committable.NO_CHECKPOINT);
    manifest.write(folder);
    return manifest;
  }

  private void write(RecoverableFsDataOutputStream out) throws IOException {
    RunWriter<StoredRow> file =
        ParquetFiles.open(
            new FlinkOutputFile(out),
            new CompactedRows(table, schema, names(), facts()),
            ROW_GROUP_BYTES,
            new SpareColumns());
    Run run = new Run(file, order());
    for (SourceFile source : sources) {
      source.read(run::add);
    }
    run.write();
    file.finish();
  }

  private List<String> names() {
    return sources.stream().map(SourceFile::name).sorted().collect(Collectors.toList());
  }

  private String name() {
    return table.name() + "-compacted-" + digest(String.join("\n", names())) + ".parquet";
  }

  private static String digest(String text) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      StringBuilder digits = new StringBuilder(32);
      for (int i = 0; i < 16; i++) {
        digits.append(Character.forDigit((hash[i] >> 4) & 0xF, 16));
        digits.append(Character.forDigit(hash[i] & 0xF, 16));
      }
      return digits.toString();
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java platform has SHA-256", e);
    }
  }

  private Map<String, String> facts() {
    Map<String, String> facts = new HashMap<>();
    facts.put(TableRows.TABLE, table.name());
    facts.put(TableRows.PARTITION, partition);
    String jobVersion = CompactedFile.class.getPackage().getImplementationVersion();
    facts.put(TableRows.JOB_VERSION, jobVersion == null ? "unpackaged" : jobVersion);
    String earliest = null;
    String latest = null;
    int version = 0;
    for (SourceFile source : sources) {
      Map<String, String> ofSource = source.facts();
      version =
          Math.max(version, Integer.parseInt(ofSource.getOrDefault(TableRows.SCHEMA_VERSION, "0")));
      earliest = earlier(earliest, ofSource.get(TableRows.TIME_MIN));
      latest = later(latest, ofSource.get(TableRows.TIME_MAX));
    }
    facts.put(TableRows.SCHEMA_VERSION, Integer.toString(version));
    if (earliest != null && latest != null) {
      facts.put(TableRows.TIME_MIN, earliest);
      facts.put(TableRows.TIME_MAX, latest);
    }
    return facts;
  }

  private static Instant earliest(Map<String, String> facts) {
    String time = facts.get(TableRows.TIME_MIN);
    return time == null ? Instant.MIN : Instant.parse(time);
  }

  private static String earlier(String a, String b) {
    return a == null || (b != null && Instant.parse(b).isBefore(Instant.parse(a))) ? b : a;
  }

  private static String later(String a, String b) {
    return a == null || (b != null && Instant.parse(b).isAfter(Instant.parse(a))) ? b : a;
  }

  /** By turbine and sensor where the job sorts so; null where rows stay as they come. */
  private Comparator<StoredRow> order() {
    if (table.order() == null) {
      return null;
    }
    return by("turbine_id").thenComparing(by("sensor"));
  }

  private Comparator<StoredRow> by(String column) {
    int index = schema.getFieldIndex(column);
    Comparator<Binary> texts = schema.getType(index).asPrimitiveType().comparator();
    return Comparator.comparing(row -> row.text(index), texts);
  }

  /** As many rows as fit into memory, to be sorted. */
  private static final class Run {
    private final RunWriter<StoredRow> file;
    private final Comparator<StoredRow> order;
    private final List<StoredRow> rows = new ArrayList<>();
    private long binaryBytes;

    Run(RunWriter<StoredRow> file, Comparator<StoredRow> order) {
      this.file = file;
      this.order = order;
    }

    void add(StoredRow row) throws IOException {
      if (order == null) {
        file.addElement(row);
        return;
      }
      rows.add(row);
      binaryBytes += row.binaryBytes();
      if (rows.size() >= LONGEST_RUN || binaryBytes >= MOST_BINARY_BYTES) {
        write();
      }
    }

    void write() throws IOException {
      rows.sort(order);
      file.addElements(rows);
      rows.clear();
      binaryBytes = 0;
    }
  }
}
