package io.windfarm.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.annotation.Nullable;

/**
 * How far into a file a process has read, as Linux tells of each open file in {@code
 * /proc/PID/fdinfo}: asked of nobody, so that who reads does nothing for it.
 */
final class FilePosition {
  private static final String FIELD = "pos:";

  private final Path process;
  private final Path file;
  private final long size;

  /** The open file's number; null while it was not found, or is closed. */
  @Nullable private String number;

  private long latest;

  FilePosition(long pid, Path file) throws IOException {
    this.process = Path.of("/proc", String.valueOf(pid));
    this.file = file.toRealPath();
    this.size = Files.size(file);
  }

  /**
   * Bytes: 0 before the file is opened, all of it after it is closed, and how far it was seen read
   * after the process has ended.
   */
  long bytes() {
    if (number == null || !isFile(number)) {
      boolean wasOpen = number != null;
      number = find();
      if (wasOpen && number == null && Files.exists(process)) {
        latest = size;
      }
    }
    if (number != null) {
      latest = position(number);
    }
    return latest;
  }

  @Nullable
  private String find() {
    try (DirectoryStream<Path> open = Files.newDirectoryStream(process.resolve("fd"))) {
      for (Path each : open) {
        String name = each.getFileName().toString();
        if (isFile(name)) {
          return name;
        }
      }
      return null;
    } catch (IOException e) {
      // It has ended.
      return null;
    }
  }

  private boolean isFile(String name) {
    try {
      return file.equals(Files.readSymbolicLink(process.resolve("fd").resolve(name)));
    } catch (IOException e) {
      // Closed meanwhile.
      return false;
    }
  }

  private long position(String name) {
    try {
      String info =
          Files.readString(process.resolve("fdinfo").resolve(name), StandardCharsets.US_ASCII);
      return info.lines()
          .filter(line -> line.startsWith(FIELD))
          .mapToLong(line -> Long.parseLong(line.substring(FIELD.length()).strip()))
          .findFirst()
          .orElse(latest);
    } catch (IOException e) {
      return latest;
    }
  }
}
