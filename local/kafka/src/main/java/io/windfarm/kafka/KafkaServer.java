package io.windfarm.kafka;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A Kafka broker on the loopback interface over a directory: {@code KafkaServer DIRECTORY PORT
 * [TOPIC:PARTITIONS…]}. Topics, records and offsets survive any end of the process; topics that are
 * missing are made. PORT 0 takes a free one. Prints {@code listening on HOST:PORT} once all that is
 * done.
 */
public final class KafkaServer {
  private static final String USAGE = "Usage: KafkaServer DIRECTORY PORT [TOPIC:PARTITIONS…]";

  private KafkaServer() {}

  /** Runs until the process is ended; exit code 2 for wrong arguments, 1 if it can't start. */
  public static void main(String[] args) throws Exception {
    Map<String, Integer> topics = new LinkedHashMap<>();
    int port;
    try {
      port = Integer.parseInt(args[1]);
      for (int i = 2; i < args.length; i++) {
        int colon = args[i].lastIndexOf(':');
        topics.put(args[i].substring(0, colon), Integer.valueOf(args[i].substring(colon + 1)));
      }
    } catch (IndexOutOfBoundsException | NumberFormatException e) {
      System.err.println(USAGE);
      System.exit(2);
      return;
    }
    try {
      Broker broker = Broker.start(Path.of(args[0]), port);
      Runtime.getRuntime().addShutdownHook(new Thread(broker::close, "ending"));
      broker.createMissing(topics);
      System.out.println("listening on " + broker.address());
    } catch (IOException e) {
      System.err.println(e.getMessage());
      System.exit(1);
    }
  }
}
