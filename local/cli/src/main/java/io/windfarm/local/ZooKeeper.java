package io.windfarm.local;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * A ZooKeeper of one server, from the classes that Flink brings, on the loopback interface. What it
 * knows lies in a directory and survives any end of the process.
 */
public final class ZooKeeper implements AutoCloseable {
  private static final Duration START = Duration.ofSeconds(60);

  private static final int ANSWER_MILLIS = 2000;

  private final Path directory;
  private final Path logs;
  private final int port;
  private ChildProcess process;

  private ZooKeeper(Path directory, Path logs, int port) {
    this.directory = directory;
    this.logs = logs;
    this.port = port;
  }

  /**
   * Starts it on a free port and waits until it serves.
   *
   * @throws StartFailure if it does not come up
   */
  public static ZooKeeper start(Path directory, Path logs)
      throws IOException, InterruptedException {
    ZooKeeper zooKeeper = new ZooKeeper(directory, logs, FreePort.find());
    zooKeeper.start();
    return zooKeeper;
  }

  /** Starts it where it was, after it was killed. */
  public void start() throws IOException, InterruptedException {
    Path configuration = Files.createDirectories(directory).resolve("zoo.cfg");
    Files.write(
        configuration,
        List.of(
            "dataDir=" + Files.createDirectories(directory.resolve("data")),
            "clientPort=" + port,
            "clientPortAddress=127.0.0.1",
            "admin.enableServer=false",
            // Flink's entry point wants the list, even of one; a server alone opens no such ports.
            "server.1=127.0.0.1:2888:3888"));
    process =
        ChildProcess.java(
                "ZooKeeper", "org.apache.flink.runtime.zookeeper.FlinkZooKeeperQuorumPeer")
            .classpath(Project.flinkLib())
            .jvmOptions(ChildProcess.LIGHT)
            .jvmOptions(List.of("-Xmx128m"))
            .jvmOptions(FlinkProcess.logging(logs.resolve("zookeeper.log")))
            .arguments(List.of("--zkConfigFile", configuration.toString(), "--peerId", "1"))
            .log(logs.resolve("zookeeper.out"))
            .start();
    try {
      process.await("it served", START, this::serves);
    } catch (StartFailure | InterruptedException e) {
      process.close();
      throw e;
    }
  }

  /** What Flink's {@code high-availability.zookeeper.quorum} is set to. */
  public String quorum() {
    return "127.0.0.1:" + port;
  }

  public ChildProcess process() {
    return process;
  }

  @Override
  public void close() {
    process.close();
  }

  /** Asks as an operator would: {@code echo srvr | nc}. */
  private boolean serves() {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      // Asked while it starts, it may fail to close the connection.
      socket.setSoTimeout(ANSWER_MILLIS);
      socket.getOutputStream().write("srvr".getBytes(StandardCharsets.US_ASCII));
      socket.shutdownOutput();
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII)
          .contains("Mode:");
    } catch (IOException e) {
      return false;
    }
  }
}
