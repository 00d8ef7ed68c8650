package io.windfarm.ingest.files;

import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;

/** The lengths of the files that were handed out for reading, by path: in checkpoints. */
final class Found {
  private final Map<String, Long> lengths = new TreeMap<>();

  /** The length that was handed out, in bytes; -1 if the file is new. */
  long length(String path) {
    return lengths.getOrDefault(path, -1L);
  }

  void handedOut(FilePart part) {
    lengths.put(part.path, part.length);
  }

  /** Not handed out after all: it will be found again. */
  void takenBack(FilePart part) {
    lengths.remove(part.path);
  }

  Found copy() {
    Found copy = new Found();
    copy.lengths.putAll(lengths);
    return copy;
  }

  static final class Serializer implements SimpleVersionedSerializer<Found> {
    private static final int VERSION = 1;

    @Override
    public int getVersion() {
      return VERSION;
    }

    @Override
    public byte[] serialize(Found found) throws IOException {
      DataOutputSerializer out = new DataOutputSerializer(256);
      out.writeInt(found.lengths.size());
      for (Map.Entry<String, Long> file : found.lengths.entrySet()) {
        out.writeUTF(file.getKey());
        out.writeLong(file.getValue());
      }
      return out.getCopyOfBuffer();
    }

    @Override
    public Found deserialize(int version, byte[] bytes) throws IOException {
      if (version != VERSION) {
        throw new IOException(
            "The list of files was written in version "
                + version
                + " of its form, and this job reads "
                + VERSION
                + ": restore it with the version of the job that wrote it.");
      }
      DataInputDeserializer in = new DataInputDeserializer(bytes);
      Found found = new Found();
      for (int i = in.readInt(); i > 0; i--) {
        found.lengths.put(in.readUTF(), in.readLong());
      }
      return found;
    }
  }
}
