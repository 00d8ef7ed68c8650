package io.windfarm.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.sun.security.auth.module.UnixSystem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PostgresServerTest {
  /** Shared by all tests: unpacking takes longer than most of them. */
  private static final Path PROGRAMS = Path.of("target", "postgres");

  @TempDir private Path folder;

  @Test
  void keepsRowsThroughARestart() throws Exception {
    try (PostgresServer server = start()) {
      execute(server, "CREATE TABLE kept AS SELECT 42 AS answer");
    }
    try (PostgresServer server = start()) {
      assertThat(value(server, "SELECT answer FROM kept")).isEqualTo("42");
    }
  }

  @Test
  void isForThisMachineAndThoseWithThePassword() throws Exception {
    try (PostgresServer server = start()) {
      assertThat(value(server, "SHOW listen_addresses")).isEqualTo("127.0.0.1");
      assertThat(value(server, "SHOW unix_socket_directories")).isEmpty();
      assertThatThrownBy(
              () -> DriverManager.getConnection(server.jdbcUrl(), server.user(), "guessed"))
          .hasMessageContaining("password authentication failed");
      assertThat(PosixFilePermissions.toString(permissions(folder.resolve("password"))))
          .isEqualTo("rw-------");
    }
  }

  @Test
  void recoversFromBeingKilled() throws Exception {
    try (PostgresServer server = start()) {
      execute(server, "CREATE TABLE kept AS SELECT 42 AS answer");
      ProcessHandle process = ProcessHandle.of(server.pid()).orElseThrow();
      process.destroyForcibly();
      process.onExit().get(10, TimeUnit.SECONDS);
    }
    assertThat(folder.resolve("data/postmaster.pid")).exists();
    try (PostgresServer server = start()) {
      assertThat(value(server, "SELECT answer FROM kept")).isEqualTo("42");
    }
  }

  @Test
  void endsTheServerThatAKilledProcessLeft() throws Exception {
    Process starter =
        new ProcessBuilder(starter()).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    long left = Long.parseLong(starter.inputReader().readLine());
    starter.destroyForcibly().waitFor();
    assertThat(ProcessHandle.of(left)).hasValueSatisfying(ProcessHandle::isAlive);

    try (PostgresServer server = start()) {
      assertThat(server.pid()).isNotEqualTo(left);
      assertThat(value(server, "SELECT answer FROM kept")).isEqualTo("42");
    }
    Awaitility.await()
        .atMost(Duration.ofSeconds(10))
        .until(() -> ProcessHandle.of(left).map(process -> !process.isAlive()).orElse(true));
  }

  @Test
  void leavesAloneWhoeverHasTheNumberOfAServerThatIsGone() throws Exception {
    start().close();
    Process stranger = new ProcessBuilder("sleep", "600").start();
    try {
      Files.writeString(
          folder.resolve("data/postmaster.pid"),
          stranger.pid() + "\n" + folder.resolve("data") + "\n1\n5432\n\n127.0.0.1\n");

      start().close();

      assertThat(stranger.isAlive()).isTrue();
    } finally {
      stranger.destroy();
    }
  }

  @Test
  void letsNoTwoUseAFolder() throws Exception {
    try (PostgresServer server = start()) {
      assertThatThrownBy(this::start)
          .isInstanceOf(PostgresException.class)
          .hasMessageContaining("choose another folder");
      assertThat(value(server, "SELECT 1")).isEqualTo("1");
    }
  }

  @Test
  void runsAsNobodyWhereRootHasNoNamespaceOfItsOwn() throws Exception {
    assumeThat(new UnixSystem().getUid()).as("only root can be nobody").isZero();
    try (PostgresServer server = PostgresServer.start(folder, PROGRAMS, 0, Account.nobody())) {
      assertThat(ProcessHandle.of(server.pid()).flatMap(process -> process.info().user()))
          .contains("nobody");
      assertThat(value(server, "SELECT 1")).isEqualTo("1");
    }
  }

  @Test
  void saysWhereNobodyCanNotGo() throws Exception {
    assumeThat(new UnixSystem().getUid()).as("only root can be nobody").isZero();
    Path inner = Files.createDirectories(folder.resolve("closed/data"));
    Files.setPosixFilePermissions(
        folder.resolve("closed"), PosixFilePermissions.fromString("rwx------"));

    assertThatThrownBy(() -> PostgresServer.start(inner, PROGRAMS, 0, Account.nobody()))
        .isInstanceOf(PostgresException.class)
        .hasMessageContaining("choose a folder");
  }

  @Test
  void saysWhatToDoWhereRootCanBeNobodyElse() {
    assertThatThrownBy(() -> Account.insteadOfRoot(List.of()))
        .isInstanceOf(PostgresException.class)
        .hasMessageContaining("run this as another user");
  }

  private PostgresServer start() throws IOException, InterruptedException {
    return PostgresServer.start(folder, PROGRAMS, 0);
  }

  private List<String> starter() {
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-XX:TieredStopAtLevel=1",
        "-cp",
        System.getProperty("java.class.path"),
        Starter.class.getName(),
        folder.toString(),
        PROGRAMS.toString());
  }

  private static Set<PosixFilePermission> permissions(Path file) throws IOException {
    return Files.getPosixFilePermissions(file);
  }

  private static void execute(PostgresServer server, String sql) throws SQLException {
    try (Connection connection = connect(server);
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static String value(PostgresServer server, String sql) throws SQLException {
    try (Connection connection = connect(server);
        Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      assertThat(result.next()).isTrue();
      return result.getString(1);
    }
  }

  private static Connection connect(PostgresServer server) throws SQLException {
    return DriverManager.getConnection(server.jdbcUrl(), server.user(), server.password());
  }

  /** Starts a server with a row, prints its process, and waits to be killed. */
  static final class Starter {
    private Starter() {}

    public static void main(String[] args) throws Exception {
      PostgresServer server = PostgresServer.start(Path.of(args[0]), Path.of(args[1]), 0);
      execute(server, "CREATE TABLE kept AS SELECT 42 AS answer");
      System.out.println(server.pid());
      Thread.currentThread().join();
    }
  }
}
