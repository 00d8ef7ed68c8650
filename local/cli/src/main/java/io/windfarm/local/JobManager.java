package io.windfarm.local;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * One JobManager of a cluster.
 *
 * @param process its JVM
 * @param web the address of its REST interface and web UI
 * @param log Flink's log of it
 * @param logStart the length of that file before this process wrote to it
 */
record JobManager(ChildProcess process, URI web, Path log, long logStart) {
  /** How Flink says that a JobManager leads from now on, and no longer. */
  private static final String GRANTED = " was granted leadership with leaderSessionID=";

  private static final String LOST = " lost leadership";

  boolean isAlive() {
    return process.isAlive();
  }

  /**
   * True if it is alive and leads. Only its log tells: every JobManager's REST interface answers
   * for the leader, and as the leader.
   */
  boolean leads() {
    if (!isAlive() || !Files.exists(log)) {
      return false;
    }
    try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "r")) {
      file.seek(Math.min(logStart, file.length()));
      byte[] bytes = new byte[(int) (file.length() - file.getFilePointer())];
      file.readFully(bytes);
      String text = new String(bytes, StandardCharsets.UTF_8);
      return text.lastIndexOf(GRANTED) > text.lastIndexOf(LOST);
    } catch (IOException e) {
      throw new Failure("Can't read " + log + ": who leads is not known.", e);
    }
  }
}
