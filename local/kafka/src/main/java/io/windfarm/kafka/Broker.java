package io.windfarm.kafka;

import java.io.IOException;
import java.io.PrintStream;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;

/**
 * Kafka in KRaft mode, broker and controller in one, on the loopback interface. A new directory is
 * formatted; one that was used before is continued.
 */
final class Broker implements AutoCloseable {
  private static final int NODE = 1;
  private static final String CONTROLLER = "CONTROLLER";

  /** The same for ever, as a directory belongs to one cluster: "windfarm-local-1". */
  private static final String CLUSTER = "d2luZGZhcm0tbG9jYWwtMQ";

  private final KafkaRaftServer server;
  private final String address;

  private Broker(KafkaRaftServer server, String address) {
    this.server = server;
    this.address = address;
  }

  /**
   * Starts it and waits until it takes requests.
   *
   * @param port 0 for a free one
   * @throws IOException if the port is taken, or the directory can't be used
   */
  static Broker start(Path directory, int port) throws IOException {
    int brokerPort;
    int controllerPort;
    // Clients and the broker's own half are told both ports beforehand, so 0 will not do for Kafka.
    try (ServerSocket broker = listen(port);
        ServerSocket controller = listen(0)) {
      brokerPort = broker.getLocalPort();
      controllerPort = controller.getLocalPort();
    } catch (BindException e) {
      throw new IOException("Port " + port + " is taken: choose another one, or 0 for any.", e);
    }
    Files.createDirectories(directory);
    format(directory);
    KafkaRaftServer server =
        new KafkaRaftServer(
            new KafkaConfig(settings(directory, brokerPort, controllerPort)), Time.SYSTEM);
    server.startup();
    return new Broker(server, "127.0.0.1:" + brokerPort);
  }

  private static ServerSocket listen(int port) throws IOException {
    ServerSocket socket = new ServerSocket();
    try {
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      return socket;
    } catch (IOException e) {
      socket.close();
      throw e;
    }
  }

  private static void format(Path directory) throws IOException {
    try {
      new Formatter()
          .setPrintStream(new PrintStream(PrintStream.nullOutputStream()))
          .setNodeId(NODE)
          .setClusterId(CLUSTER)
          .addDirectory(directory.toString())
          .setMetadataLogDirectory(directory.toString())
          .setControllerListenerName(CONTROLLER)
          .setIgnoreFormatted(true)
          .run();
    } catch (Exception e) {
      throw new IOException("Kafka can't use " + directory + ": " + e.getMessage(), e);
    }
  }

  /** What one node needs, and little memory. */
  private static Properties settings(Path directory, int port, int controllerPort) {
    Properties settings = new Properties();
    settings.putAll(
        Map.ofEntries(
            Map.entry("process.roles", "broker,controller"),
            Map.entry("node.id", String.valueOf(NODE)),
            Map.entry("log.dirs", directory.toString()),
            Map.entry(
                "listeners",
                "PLAINTEXT://127.0.0.1:"
                    + port
                    + ","
                    + CONTROLLER
                    + "://127.0.0.1:"
                    + controllerPort),
            Map.entry("advertised.listeners", "PLAINTEXT://127.0.0.1:" + port),
            Map.entry("controller.listener.names", CONTROLLER),
            Map.entry("controller.quorum.voters", NODE + "@127.0.0.1:" + controllerPort),
            Map.entry(
                "listener.security.protocol.map",
                "PLAINTEXT:PLAINTEXT," + CONTROLLER + ":PLAINTEXT"),
            // There is nobody to replicate to.
            Map.entry("default.replication.factor", "1"),
            Map.entry("min.insync.replicas", "1"),
            Map.entry("offsets.topic.replication.factor", "1"),
            Map.entry("offsets.topic.num.partitions", "1"),
            Map.entry("transaction.state.log.replication.factor", "1"),
            Map.entry("transaction.state.log.min.isr", "1"),
            Map.entry("transaction.state.log.num.partitions", "1"),
            Map.entry("group.initial.rebalance.delay.ms", "0"),
            // A mistyped name is an error, not a topic.
            Map.entry("auto.create.topics.enable", "false"),
            // The default, 128 MB, is half of the heap.
            Map.entry("log.cleaner.dedupe.buffer.size", "4194304"),
            Map.entry("num.network.threads", "2"),
            Map.entry("num.io.threads", "2")));
    return settings;
  }

  /** Where clients find it, such as {@code 127.0.0.1:41234}. */
  String address() {
    return address;
  }

  /**
   * Makes topics, by name, with so many partitions, unless they are there. The broker dates their
   * records, as Kinesis does: a sender's clock may be wrong.
   */
  void createMissing(Map<String, Integer> topics) throws IOException, InterruptedException {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", address))) {
      Set<String> present = admin.listTopics().names().get();
      List<NewTopic> missing =
          topics.entrySet().stream()
              .filter(topic -> !present.contains(topic.getKey()))
              .map(
                  topic ->
                      new NewTopic(topic.getKey(), topic.getValue(), (short) 1)
                          .configs(Map.of("message.timestamp.type", "LogAppendTime")))
              .toList();
      admin.createTopics(missing).all().get();
    } catch (ExecutionException e) {
      throw new IOException("Kafka makes no topics: " + e.getCause().getMessage(), e);
    }
  }

  @Override
  public void close() {
    server.shutdown();
  }
}
