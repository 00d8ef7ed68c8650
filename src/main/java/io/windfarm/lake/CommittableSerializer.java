package io.windfarm.lake;

import java.io.IOException;
import org.apache.flink.connector.file.sink.FileSinkCommittable;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;

/**
 * Reads what {@link org.apache.flink.connector.file.sink.FileSink} itself has left in a savepoint,
 * too: the lake was once written by it alone.
 */
final class CommittableSerializer implements SimpleVersionedSerializer<Committable> {
  /** Lower ones are those of the file sink. */
  private static final int VERSION = 100;

  private final SimpleVersionedSerializer<FileSinkCommittable> files;

  CommittableSerializer(SimpleVersionedSerializer<FileSinkCommittable> files) {
    this.files = files;
  }

  @Override
  public int getVersion() {
    return VERSION;
  }

  @Override
  public byte[] serialize(Committable committable) throws IOException {
    byte[] file = files.serialize(committable.file());
    DataOutputSerializer out = new DataOutputSerializer(file.length + 16);
    out.writeLong(committable.checkpointId());
    out.writeInt(files.getVersion());
    out.writeInt(file.length);
    out.write(file);
    return out.getCopyOfBuffer();
  }

  @Override
  public Committable deserialize(int version, byte[] serialized) throws IOException {
    if (version < VERSION) {
      return new Committable(files.deserialize(version, serialized), Committable.NO_CHECKPOINT);
    }
    if (version != VERSION) {
      throw new IOException(
          "A file to commit is of version "
              + version
              + ": restore with the version of Windfarm that took the savepoint.");
    }
    DataInputDeserializer in = new DataInputDeserializer(serialized);
    long checkpointId = in.readLong();
    int fileVersion = in.readInt();
    byte[] file = new byte[in.readInt()];
    in.readFully(file);
    return new Committable(files.deserialize(fileVersion, file), checkpointId);
  }
}
