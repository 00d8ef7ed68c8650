package io.windfarm.local;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;

/** A {@code --dir}: what the stack and the cluster keep, and where. */
public record DataDirectory(Path path) {
  private static final String DEMO_MARK = ".demo";
  private static final List<String> CONTENT =
      List.of("s3", "kinesis", "kafka", "flink", "producers", "logs", "demo");

  public static DataDirectory of(Path directory) throws IOException {
    return new DataDirectory(Files.createDirectories(directory.toAbsolutePath().normalize()));
  }

  public Path s3() {
    return path.resolve("s3");
  }

  public Path kinesis() {
    return path.resolve("kinesis");
  }

  public Path kafka() {
    return path.resolve("kafka");
  }

  public Path flink() {
    return path.resolve("flink");
  }

  public Path logs() {
    return path.resolve("logs");
  }

  public Path lake() {
    return Lake.rootIn(path);
  }

  /** What the demo itself writes down: the ground truth, its producers' figures. */
  public Path demo() {
    return path.resolve("demo");
  }

  /** The lines that the stack prints, for shells: there while it runs. */
  public Path environment() {
    return path.resolve("stack.env");
  }

  /** Where the last savepoint of {@code ./windfarm job} is written down. */
  public Path lastSavepoint() {
    return flink().resolve("last-savepoint");
  }

  /**
   * Keeps others from using the directory for as long as the result is open.
   *
   * @throws Failure if another process does
   */
  public FileChannel lock() throws IOException {
    FileChannel channel =
        FileChannel.open(
            path.resolve(".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try {
      if (channel.tryLock() != null) {
        return channel;
      }
    } catch (OverlappingFileLockException e) {
      // Held by this process, which is no better.
    }
    channel.close();
    throw new Failure(
        "Another stack or demo uses " + path + ": end it, or give this one --dir DIR.");
  }

  /** From now on this is somebody's data, and no demo may clear it away. */
  public void keep() throws IOException {
    Files.deleteIfExists(path.resolve(DEMO_MARK));
  }

  /**
   * Makes the directory ready for a demo, which begins with nothing: removes what an earlier demo
   * left.
   *
   * @throws Failure if it holds anything else; nothing is removed then
   */
  public void clearForDemo() throws IOException {
    FileChannel lock = lock();
    try {
      clear();
    } finally {
      lock.close();
    }
  }

  private void clear() throws IOException {
    Path mark = path.resolve(DEMO_MARK);
    boolean holdsData = CONTENT.stream().anyMatch(name -> Files.exists(path.resolve(name)));
    if (holdsData && !Files.exists(mark)) {
      throw new Failure(
          path + " holds data that no demo made. Give the demo a directory of its own: --dir DIR");
    }
    for (String name : CONTENT) {
      delete(path.resolve(name));
    }
    Files.writeString(mark, "The next demo may clear this directory.\n");
  }

  /**
   * Deletes a folder with all that is in it, if it is there. What somebody else deletes meanwhile
   * is deleted too: Flink clears a job's checkpoints for a moment longer than the job lasts.
   */
  public static void delete(Path tree) throws IOException {
    if (!Files.exists(tree)) {
      return;
    }
    Files.walkFileTree(
        tree,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.deleteIfExists(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
            if (e instanceof NoSuchFileException) {
              return FileVisitResult.CONTINUE;
            }
            throw e;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path folder, IOException e) throws IOException {
            if (e != null && !(e instanceof NoSuchFileException)) {
              throw e;
            }
            Files.deleteIfExists(folder);
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
