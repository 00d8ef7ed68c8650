package io.windfarm.postgres;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * PostgreSQL on the loopback interface, with its data in a folder: they survive any end of the
 * server, of this process and of both. It asks for a password, which is in a file of that folder
 * that only the owner reads. If this process is killed the server goes on; the next start in the
 * folder ends it first. For development and tests.
 */
public final class PostgresServer implements AutoCloseable {
  private static final String USER = "windfarm";
  private static final String SECONDS_TO_START = "60";

  private final Path data;
  private final Path log;
  private final Programs programs;
  private final Account account;
  private final FileChannel lock;
  private final int port;
  private final String password;

  private PostgresServer(
      Path folder, Programs programs, Account account, FileChannel lock, int port)
      throws IOException {
    this.data = folder.resolve("data");
    this.log = folder.resolve("postgres.log");
    this.programs = programs;
    this.account = account;
    this.lock = lock;
    this.port = port;
    this.password = Files.readString(passwordFile(folder)).strip();
  }

  /**
   * Starts a server on a free port and waits until it takes connections. The first time this
   * unpacks PostgreSQL and makes a database.
   *
   * @param folder its own; made if it is missing
   * @throws PostgresException if there is no PostgreSQL for this machine or user, another process
   *     uses the folder, or the server does not come up
   */
  public static PostgresServer start(Path folder) throws IOException, InterruptedException {
    return start(folder, folder.resolve("programs"), 0);
  }

  /**
   * Likewise.
   *
   * @param programs where PostgreSQL is unpacked to, which servers may share
   * @param port 0 for a free one
   */
  public static PostgresServer start(Path folder, Path programs, int port)
      throws IOException, InterruptedException {
    return start(folder, programs, port, Account.find());
  }

  static PostgresServer start(Path folder, Path programs, int port, Account account)
      throws IOException, InterruptedException {
    Path absolute = folder.toAbsolutePath();
    Files.createDirectories(absolute);
    FileChannel lock = lock(absolute);
    try {
      Programs unpacked = Programs.in(programs.toAbsolutePath());
      givePassword(absolute);
      account.takeOver(absolute);
      PostgresServer server =
          new PostgresServer(absolute, unpacked, account, lock, port == 0 ? freePort() : port);
      server.init(passwordFile(absolute));
      server.endLeftOver();
      server.run();
      return server;
    } catch (IOException | InterruptedException | RuntimeException e) {
      lock.close();
      throw e;
    }
  }

  /** Such as {@code jdbc:postgresql://127.0.0.1:41234/postgres}; without user and password. */
  public String jdbcUrl() {
    return "jdbc:postgresql://127.0.0.1:" + port + "/postgres";
  }

  public String user() {
    return USER;
  }

  public String password() {
    return password;
  }

  /** What the server says. */
  public Path log() {
    return log;
  }

  /** The server's process. */
  public long pid() {
    return pidOnFile().orElseThrow(() -> new IllegalStateException("The server has ended"));
  }

  /** Ends the server; connections are cut and their open transactions undone. */
  @Override
  public void close() throws IOException {
    try (lock) {
      if (pidOnFile().flatMap(this::postmaster).isPresent()) {
        stop();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void init(Path passwordFile) throws IOException, InterruptedException {
    if (Files.exists(data.resolve("PG_VERSION")) && Files.exists(data.resolve("ready"))) {
      return;
    }
    // Half made by a process that was killed: there is nothing in it.
    Command.run(account.running(List.of("rm", "-rf", data.toString())));
    Command.run(
        account.running(
            List.of(
                programs.path("initdb"),
                "--pgdata=" + data,
                "--username=" + USER,
                "--auth=scram-sha-256",
                "--pwfile=" + passwordFile,
                "--encoding=UTF8",
                "--locale=C")));
    Files.writeString(
        data.resolve("postgresql.conf"),
        String.join(
            "\n",
            "",
            "listen_addresses = '127.0.0.1'",
            "unix_socket_directories = ''",
            "timezone = 'UTC'",
            "log_timezone = 'UTC'",
            ""),
        StandardOpenOption.APPEND);
    Files.createFile(data.resolve("ready"));
  }

  /**
   * A server that outlived the process which started it is ended. What else may have its number
   * since is left alone: then the file that names it is stale, and PostgreSQL would shy from it.
   */
  private void endLeftOver() throws IOException, InterruptedException {
    Optional<Long> pid = pidOnFile();
    if (pid.isEmpty()) {
      return;
    }
    if (pid.flatMap(this::postmaster).isPresent()) {
      stop();
    } else {
      Files.deleteIfExists(data.resolve("postmaster.pid"));
    }
  }

  private void run() throws IOException, InterruptedException {
    try {
      Command.run(
          account.running(
              List.of(
                  programs.path("pg_ctl"),
                  "start",
                  "--wait",
                  "--silent",
                  "--timeout=" + SECONDS_TO_START,
                  "--pgdata=" + data,
                  "--log=" + log,
                  "--options=-p " + port)));
    } catch (PostgresException e) {
      throw new PostgresException(
          "PostgreSQL did not start; " + log + " says why. " + e.getMessage(), e);
    }
  }

  private void stop() throws IOException, InterruptedException {
    Command.run(
        account.running(
            List.of(
                programs.path("pg_ctl"),
                "stop",
                "--wait",
                "--silent",
                "--mode=fast",
                "--pgdata=" + data)));
  }

  private Optional<Long> pidOnFile() {
    try {
      return Files.readAllLines(data.resolve("postmaster.pid")).stream()
          .findFirst()
          .map(line -> Long.valueOf(line.strip()));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The process of that number, if it is a PostgreSQL. */
  private Optional<ProcessHandle> postmaster(long pid) {
    return ProcessHandle.of(pid)
        .filter(
            process ->
                process.info().command().map(name -> name.endsWith("/postgres")).orElse(false));
  }

  private static FileChannel lock(Path folder) throws IOException {
    FileChannel channel =
        FileChannel.open(
            folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try {
      FileLock lock = channel.tryLock();
      if (lock != null) {
        return channel;
      }
    } catch (OverlappingFileLockException e) {
      // Another server of this process.
    }
    channel.close();
    throw new PostgresException(
        "Another process has a PostgreSQL running in "
            + folder
            + ": end it, or choose another folder.");
  }

  private static void givePassword(Path folder) throws IOException {
    Path file = passwordFile(folder);
    if (Files.exists(file)) {
      return;
    }
    byte[] random = new byte[24];
    new SecureRandom().nextBytes(random);
    Path next = folder.resolve("password.next");
    Files.deleteIfExists(next);
    Files.createFile(
        next, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(next, HexFormat.of().formatHex(random) + "\n");
    Files.move(next, file);
  }

  private static Path passwordFile(Path folder) {
    return folder.resolve("password");
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
