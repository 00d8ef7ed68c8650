package io.windfarm.lake;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.Path;
import org.apache.parquet.ParquetReadOptions;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetFileReader;

/**
 * What a committed file is, as a JSON object in a file of its own: {@code
 * <root>/_manifests/<table>/<partition>/<file>.json} for {@code <root>/<table>/<partition>/<file>}.
 * All of it but the checkpoint is read from the file's footer, so that a manifest can be made
 * again, and is then the same.
 *
 * <p>A file has a manifest if and only if it is committed, but for the moment between the two. Who
 * loads the lake elsewhere, each file once, goes by manifests and remembers the names of the files.
 */
final class Manifest {
  /** The folder of all manifests below a root; readers of tables skip names that begin with _. */
  static final String FOLDER = "_manifests";

  private static final JsonFactory JSON =
      JsonFactory.builder()
          // Not the default pool: a thread-local would keep the job's classes alive after its end.
          .recyclerPool(JsonRecyclerPools.newBoundedPool(1))
          .build();

  private final String table;
  private final String partition;
  private final String file;
  private final long bytes;
  private final long rows;
  private final Map<String, String> footer;
  private final long checkpointId;

  private Manifest(
      String table,
      String partition,
      String file,
      long bytes,
      long rows,
      Map<String, String> footer,
      long checkpointId) {
    this.table = table;
    this.partition = partition;
    this.file = file;
    this.bytes = bytes;
    this.rows = rows;
    this.footer = footer;
    this.checkpointId = checkpointId;
  }

  /**
   * The manifest of a file below a table's folder.
   *
   * @throws IOException if it can't be read, or is no Parquet file
   */
  static Manifest of(Path folder, Path file, long checkpointId) throws IOException {
    FileSystem files = file.getFileSystem();
    long bytes = files.getFileStatus(file).getLen();
    try (ParquetFileReader reader =
        ParquetFileReader.open(
            new FlinkInputFile(files, file, bytes),
            ParquetReadOptions.builder(new PlainParquetConfiguration()).build())) {
      return new Manifest(
          folder.getName(),
          partition(folder, file),
          file.getName(),
          bytes,
          reader.getRecordCount(),
          reader.getFileMetaData().getKeyValueMetaData(),
          checkpointId);
    }
  }

  long rows() {
    return rows;
  }

  /** The names of the files in whose place it is; none if it was not compacted. */
  List<String> sources() {
    String sources = footer.get(CompactedRows.SOURCES);
    return sources == null ? List.of() : List.of(sources.split("\n", -1));
  }

  long bytes() {
    return bytes;
  }

  /** The earliest time of its rows; empty if its writer did not say. */
  Optional<Instant> earliest() {
    return Optional.ofNullable(footer.get(TableRows.TIME_MIN)).map(Instant::parse);
  }

  /** Where the manifest of a file lies. */
  static Path place(Path folder, Path file) {
    return new Path(
        folder.getParent(),
        FOLDER
            + '/'
            + folder.getName()
            + '/'
            + partition(folder, file)
            + '/'
            + file.getName()
            + ".json");
  }

  private static String partition(Path folder, Path file) {
    String above = folder.toUri().getPath() + '/';
    String path = file.getParent().toUri().getPath();
    if (!path.startsWith(above)) {
      throw new IllegalArgumentException(file + " is in no partition below " + folder);
    }
    return path.substring(above.length());
  }

  /** Writes it to its {@link #place}, in the place of one that is there. */
  void write(Path folder) throws IOException {
    Path place = place(folder, new Path(folder, partition + '/' + file));
    FileSystem files = place.getFileSystem();
    if (files.isDistributedFS()) {
      // An object is there as a whole or not at all.
      write(files, place);
      return;
    }
    Path unfinished = new Path(place.getParent(), '.' + place.getName() + '.' + UUID.randomUUID());
    write(files, unfinished);
    if (!files.rename(unfinished, place)) {
      files.delete(unfinished, false);
      throw new IOException("Can't rename " + unfinished + " to " + place.getName());
    }
  }

  private void write(FileSystem files, Path path) throws IOException {
    try (OutputStream out = files.create(path, FileSystem.WriteMode.OVERWRITE)) {
      out.write(json());
    }
  }

  private byte[] json() throws IOException {
    ByteArrayOutputStream bytesOfJson = new ByteArrayOutputStream(512);
    try (JsonGenerator json = JSON.createGenerator(bytesOfJson)) {
      json.writeStartObject();
      json.writeStringField("table", table);
      json.writeStringField("partition", partition);
      json.writeStringField("file", file);
      json.writeNumberField("rows", rows);
      json.writeNumberField("bytes", bytes);
      json.writeStringField("min_time", footer.get(TableRows.TIME_MIN));
      json.writeStringField("max_time", footer.get(TableRows.TIME_MAX));
      json.writeStringField("schema_version", footer.get(TableRows.SCHEMA_VERSION));
      json.writeStringField("job_version", footer.get(TableRows.JOB_VERSION));
      json.writeFieldName("checkpoint");
      if (checkpointId == Committable.NO_CHECKPOINT) {
        json.writeNull();
      } else {
        json.writeNumber(checkpointId);
      }
      if (footer.containsKey(CompactedRows.SOURCES)) {
        json.writeArrayFieldStart("sources");
        for (String source : sources()) {
          json.writeString(source);
        }
        json.writeEndArray();
      }
      json.writeEndObject();
    }
    bytesOfJson.write('\n');
    return bytesOfJson.toByteArray();
  }
}
