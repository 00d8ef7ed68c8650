package io.windfarm.lake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import org.apache.flink.api.common.serialization.SimpleStringEncoder;
import org.apache.flink.connector.file.sink.FileSink;
import org.apache.flink.connector.file.sink.FileSinkCommittable;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CommittableSerializerTest {
  @TempDir Path folder;

  private SimpleVersionedSerializer<FileSinkCommittable> files;
  private CommittableSerializer serializer;
  private FileSinkCommittable file;

  @BeforeEach
  void opens() {
    org.apache.flink.core.fs.Path root = new org.apache.flink.core.fs.Path(folder.toUri());
    files =
        FileSink.forRowFormat(root, new SimpleStringEncoder<String>())
            .build()
            .getCommittableSerializer();
    serializer = new CommittableSerializer(files);
    file =
        new FileSinkCommittable("region=eu-west-1", new org.apache.flink.core.fs.Path(root, "f"));
  }

  @Test
  void keepsTheFileAndItsCheckpoint() throws IOException {
    Committable read =
        serializer.deserialize(
            serializer.getVersion(), serializer.serialize(new Committable(file, 42)));

    assertThat(read.file()).isEqualTo(file);
    assertThat(read.checkpointId()).isEqualTo(42);
  }

  @Test
  void readsWhatTheFileSinkOfAnEarlierVersionLeft() throws IOException {
    Committable read = serializer.deserialize(files.getVersion(), files.serialize(file));

    assertThat(read.file()).isEqualTo(file);
    assertThat(read.checkpointId()).isEqualTo(Committable.NO_CHECKPOINT);
  }

  @Test
  void saysWhatToDoAboutALaterVersion() {
    assertThatThrownBy(() -> serializer.deserialize(serializer.getVersion() + 1, new byte[20]))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("restore with the version of Windfarm that took the savepoint");
  }
}
