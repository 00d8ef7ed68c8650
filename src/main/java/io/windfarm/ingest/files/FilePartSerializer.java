package io.windfarm.ingest.files;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;

/** {@link FilePart}s in checkpoints. */
final class FilePartSerializer implements SimpleVersionedSerializer<FilePart> {
  static final int VERSION = 1;

  @Override
  public int getVersion() {
    return VERSION;
  }

  @Override
  public byte[] serialize(FilePart part) throws IOException {
    DataOutputSerializer out = new DataOutputSerializer(128);
    out.writeUTF(part.path);
    out.writeLong(part.length);
    out.writeLong(part.modified);
    write(part.indexed, out);
    out.writeLong(part.latest);
    out.writeInt(part.runs.size());
    for (Run run : part.runs) {
      write(run.from, out);
      out.writeLong(run.to);
      out.writeLong(run.firstTime);
    }
    return out.getCopyOfBuffer();
  }

  private static void write(Place place, DataOutputSerializer out) throws IOException {
    out.writeLong(place.position);
    out.writeLong(place.lines);
  }

  @Override
  public FilePart deserialize(int version, byte[] bytes) throws IOException {
    if (version != VERSION) {
      throw new IOException(
          "A part of a file was written in version "
              + version
              + " of its form, and this job reads "
              + VERSION
              + ": restore it with the version of the job that wrote it.");
    }
    DataInputDeserializer in = new DataInputDeserializer(bytes);
    String path = in.readUTF();
    long length = in.readLong();
    long modified = in.readLong();
    Place indexed = readPlace(in);
    long latest = in.readLong();
    int count = in.readInt();
    List<Run> runs = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      runs.add(new Run(readPlace(in), in.readLong(), in.readLong()));
    }
    return new FilePart(path, length, modified, indexed, latest, runs);
  }

  private static Place readPlace(DataInputDeserializer in) throws IOException {
    return new Place(in.readLong(), in.readLong());
  }
}
