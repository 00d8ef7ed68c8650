package io.windfarm.kinesis;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * A segment in a file. Bytes are with the operating system when {@link #append} returns, so they
 * survive the death of this process (not the loss of power: nothing is forced to the disk).
 */
final class FileStore implements LogStore {
  private final Path file;
  // Open while the segment is written to. A sealed one is opened for each read, so that the number
  // of open files does not grow with the retention.
  private FileChannel active;
  private long size;

  FileStore(Path file, boolean sealed) throws IOException {
    this.file = file;
    if (sealed) {
      this.size = Files.size(file);
    } else {
      this.active =
          FileChannel.open(
              file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
      this.size = active.size();
    }
  }

  @Override
  public long size() {
    return size;
  }

  @Override
  public void append(ByteBuffer bytes) throws IOException {
    long position = size;
    try {
      while (bytes.hasRemaining()) {
        position += active.write(bytes, position);
      }
    } catch (IOException e) {
      active.truncate(size);
      throw e;
    }
    size = position;
  }

  @Override
  public void read(long position, ByteBuffer target) throws IOException {
    if (active != null) {
      fill(active, position, target);
    } else {
      try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
        fill(channel, position, target);
      }
    }
  }

  private static void fill(FileChannel channel, long position, ByteBuffer target)
      throws IOException {
    long at = position;
    while (target.hasRemaining()) {
      int count = channel.read(target, at);
      if (count < 0) {
        return;
      }
      at += count;
    }
  }

  @Override
  public void truncate(long newSize) throws IOException {
    active.truncate(newSize);
    size = newSize;
  }

  @Override
  public void seal() throws IOException {
    close();
  }

  @Override
  public void close() throws IOException {
    if (active != null) {
      active.close();
      active = null;
    }
  }

  @Override
  public void delete() throws IOException {
    close();
    Files.deleteIfExists(file);
  }
}
