package io.windfarm.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FilePositionTest {
  @TempDir private Path folder;

  @Test
  void knowsHowFarAFileIsReadWhileItIsOpenAndAfterItIsClosedAndWhenItIsReadAgain()
      throws Exception {
    Path file = Files.write(folder.resolve("read"), new byte[1_000]);
    Path other = Files.write(folder.resolve("other"), new byte[1_000]);
    FilePosition position = new FilePosition(ProcessHandle.current().pid(), file);
    assertThat(position.bytes()).isZero();

    try (InputStream beside = Files.newInputStream(other)) {
      beside.readNBytes(900);
      try (InputStream first = Files.newInputStream(file)) {
        assertThat(position.bytes()).isZero();
        first.readNBytes(300);
        assertThat(position.bytes()).isEqualTo(300);
        first.readNBytes(400);
        assertThat(position.bytes()).isEqualTo(700);
      }
      assertThat(position.bytes()).isEqualTo(1_000);
      try (InputStream inItsPlace = Files.newInputStream(other)) {
        inItsPlace.readNBytes(50);
        assertThat(position.bytes()).isEqualTo(1_000);
      }
      try (InputStream again = Files.newInputStream(file)) {
        again.readNBytes(100);
        assertThat(position.bytes()).isEqualTo(100);
      }
    }
  }

  @Test
  void staysWhereItWasWhenTheProcessHasEnded() throws Exception {
    Path file = Files.write(folder.resolve("read"), new byte[1_000]);
    Process process =
        new ProcessBuilder("sh", "-c", "exec 3< read; head -c 500 <&3 > seen; echo so; read line")
            .directory(folder.toFile())
            .start();
    FilePosition position = new FilePosition(process.pid(), file);
    assertThat(process.getInputStream().read()).isEqualTo('s');
    long living = position.bytes();
    process.destroyForcibly().waitFor();

    assertThat(living).isBetween(500L, 1_000L);
    assertThat(position.bytes()).isEqualTo(living);
  }
}
