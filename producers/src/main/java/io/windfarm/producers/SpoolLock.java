package io.windfarm.producers;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashSet;
import java.util.Set;

/**
 * The right to use a spool, for one process at a time, until closed or until the process ends in
 * whatever way. The file {@code FILE.lock} stays where it is and says who has it.
 */
final class SpoolLock implements AutoCloseable {
  /** A process that closes any channel to a file loses its locks on it: so none is opened twice. */
  private static final Set<Path> HELD = new HashSet<>();

  private final Path file;
  private final FileChannel channel;

  private SpoolLock(Path file, FileChannel channel) {
    this.file = file;
    this.channel = channel;
  }

  /**
   * Takes it.
   *
   * @throws SpoolException where another process has it
   */
  static SpoolLock of(Path spool) throws IOException {
    Path folder = spool.toAbsolutePath().getParent().toRealPath();
    Path file = folder.resolve(spool.getFileName() + ".lock");
    synchronized (HELD) {
      if (HELD.contains(file)) {
        throw taken(spool, ProcessHandle.current().pid() + " (this one)");
      }
      FileChannel channel =
          FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      FileLock lock = channel.tryLock();
      if (lock == null) {
        channel.close();
        throw taken(spool, Files.readString(file).strip());
      }
      byte[] pid = Long.toString(ProcessHandle.current().pid()).getBytes(StandardCharsets.US_ASCII);
      channel.truncate(0);
      channel.write(ByteBuffer.wrap(pid), 0);
      HELD.add(file);
      return new SpoolLock(file, channel);
    }
  }

  @Override
  public void close() throws IOException {
    synchronized (HELD) {
      HELD.remove(file);
      channel.close();
    }
  }

  private static SpoolException taken(Path spool, String pid) {
    return SpoolException.lasting(
        "the spool "
            + spool
            + " is in use by process "
            + pid
            + ": give this one a --spool of its own, or end that process first (kill "
            + pid.replaceAll("\\D.*", "")
            + ")",
        null);
  }
}
