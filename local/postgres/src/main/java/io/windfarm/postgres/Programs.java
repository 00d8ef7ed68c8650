package io.windfarm.postgres;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.Locale;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/** PostgreSQL's programs, unpacked from the jar of this machine's kind. */
final class Programs {
  /** Goes up with the version in the pom, so that a folder of an older one is unpacked anew. */
  private static final String DONE = "unpacked-17.7.0";

  private final Path folder;

  private Programs(Path folder) {
    this.folder = folder;
  }

  /**
   * Unpacks them into {@code folder} unless they are there: 60 MB, once.
   *
   * @throws PostgresException if there are none for this machine
   */
  static Programs in(Path folder) throws IOException {
    if (!Files.exists(folder.resolve(DONE))) {
      try (InputStream archive = archive()) {
        delete(folder);
        Files.createDirectories(folder);
        unpack(archive, folder);
      }
      Files.createFile(folder.resolve(DONE));
    }
    return new Programs(folder);
  }

  String path(String program) {
    return folder.resolve("bin").resolve(program).toAbsolutePath().toString();
  }

  private static InputStream archive() throws PostgresException {
    String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
    String processor = System.getProperty("os.arch").toLowerCase(Locale.ROOT);
    String name =
        "postgres-"
            + (system.startsWith("mac") ? "darwin" : system)
            + "-"
            + (processor.equals("aarch64") ? "arm_64" : "x86_64")
            + ".txz";
    InputStream archive = Programs.class.getResourceAsStream("/" + name);
    if (archive == null) {
      throw new PostgresException(
          "There is no embedded PostgreSQL for this machine ("
              + system
              + ", "
              + processor
              + "): start one yourself and give its jdbc:postgresql:// URL.");
    }
    return archive;
  }

  private static void unpack(InputStream archive, Path folder) throws IOException {
    Path root = folder.toAbsolutePath().normalize();
    try (TarArchiveInputStream tar =
        new TarArchiveInputStream(new XZInputStream(new BufferedInputStream(archive)))) {
      for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        Path target = root.resolve(entry.getName()).normalize();
        if (!target.startsWith(root) || entry.getName().endsWith(".a")) {
          continue;
        }
        if (entry.isDirectory()) {
          Files.createDirectories(target);
        } else {
          Files.createDirectories(target.getParent());
          if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
          } else {
            Files.copy(tar, target, StandardCopyOption.REPLACE_EXISTING);
            boolean runs = (entry.getMode() & 0100) != 0;
            Files.setPosixFilePermissions(
                target, PosixFilePermissions.fromString(runs ? "rwxr-xr-x" : "rw-r--r--"));
          }
        }
      }
    }
  }

  private static void delete(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
