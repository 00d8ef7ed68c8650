package io.windfarm.kinesis;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A Kinesis-compatible endpoint in this JVM: the JSON protocol of Kinesis Data Streams over plain
 * HTTP, on loopback unless told otherwise.
 *
 * <pre>{@code
 * try (KinesisEndpoint endpoint = KinesisEndpoint.builder().directory(dir).port(0).build().start()) {
 *   URI uri = endpoint.uri(); // for clients
 * }
 * }</pre>
 *
 * <p>With a directory, streams and every record that was acknowledged survive the end of the
 * process, also by {@code kill -9}; a directory serves one endpoint at a time. Without one, records
 * are held on the heap, at most half of it.
 */
public final class KinesisEndpoint implements AutoCloseable {
  static {
    // Read once, when the JDK's server is first loaded. Without it, Nagle's algorithm and delayed
    // acknowledgements add 40 ms to each answer.
    System.setProperty("sun.net.httpserver.nodelay", "true");
    // Clients drop a pooled connection after about a minute. Dropping it before them makes requests
    // fail that meet the closing; the JDK's default is 30 s and 200 connections.
    setUnlessSet("sun.net.httpserver.idleInterval", "300");
    setUnlessSet("sun.net.httpserver.maxIdleConnections", "10000");
  }

  private final Path directory;
  private final String host;
  private final int port;
  private final boolean limited;
  private final Clock clock;
  private final Account account;
  private final Duration subscriptionTime;
  private final Faults faults = new Faults();
  private final Subscriptions subscriptions = new Subscriptions();
  private HttpServer server;
  private ExecutorService workers;
  private Streams streams;
  private StreamOperations streamOperations;

  private KinesisEndpoint(Builder builder) {
    this.directory = builder.directory;
    this.host = builder.host;
    this.port = builder.port;
    this.limited = builder.limited;
    this.clock = builder.clock;
    this.subscriptionTime = builder.subscriptionTime;
    this.account = new Account("000000000000", builder.region);
  }

  public static Builder builder() {
    return new Builder();
  }

  /**
   * Opens the directory and begins to serve. Ready when it returns.
   *
   * @throws IOException if the directory cannot be used or another endpoint uses it, or the port is
   *     taken
   * @throws IllegalStateException if it was started before
   */
  public synchronized KinesisEndpoint start() throws IOException {
    if (server != null) {
      throw new IllegalStateException("The endpoint was started before: build a new one");
    }
    streams = new Streams(directory, clock);
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getByName(host), port), 1024);
    } catch (IOException e) {
      streams.close();
      throw new IOException(
          "Can't listen on " + host + ":" + port + " (" + e.getMessage() + "): choose another port",
          e);
    }
    Service service = new Service(streams, account, clock, faults, limited);
    Map<String, Operation> operations = new HashMap<>();
    streamOperations = new StreamOperations(service);
    streamOperations.register(operations);
    new ShardOperations(service).register(operations);
    new RecordOperations(service).register(operations);
    new ConsumerOperations(service).register(operations);
    AtomicInteger number = new AtomicInteger();
    workers =
        Executors.newCachedThreadPool(
            task -> {
              Thread thread = new Thread(task, "kinesis-" + number.incrementAndGet());
              thread.setDaemon(true);
              return thread;
            });
    Map<String, StreamingOperation> streaming =
        Map.of("SubscribeToShard", new SubscribeToShard(service, subscriptions, subscriptionTime));
    server.createContext("/", new Protocol(operations, streaming, faults));
    server.setExecutor(workers);
    server.start();
    return this;
  }

  /**
   * Where to point clients.
   *
   * @throws IllegalStateException if it was not started
   */
  public URI uri() {
    InetSocketAddress address = started().getAddress();
    String literal = address.getAddress().getHostAddress();
    return URI.create(
        "http://"
            + (literal.contains(":") ? "[" + literal + "]" : literal)
            + ":"
            + address.getPort());
  }

  /** What to make go wrong; can be changed at any time. */
  public Faults faults() {
    return faults;
  }

  /**
   * Makes a stream unless there is one of that name.
   *
   * @throws IllegalArgumentException if the account's limit of shards does not allow it
   * @throws IllegalStateException if the endpoint was not started
   */
  public void createStreamIfMissing(String name, int shards) throws IOException {
    started();
    if (streams.get(name) != null) {
      return;
    }
    try {
      streamOperations.create(name, "PROVISIONED", shards, Map.of());
    } catch (ServiceError e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
  }

  /** Lets go of port and directory; requests under way may go unanswered. Does nothing twice. */
  @Override
  public synchronized void close() throws IOException {
    if (server == null || workers.isShutdown()) {
      return;
    }
    // Before anything else: a subscription that saw its stream closed would tell the client that it
    // is gone for good.
    subscriptions.close();
    server.stop(0);
    workers.shutdown();
    streams.close();
  }

  private HttpServer started() {
    HttpServer running = server;
    if (running == null) {
      throw new IllegalStateException("The endpoint is not started: call start() first");
    }
    return running;
  }

  private static void setUnlessSet(String property, String value) {
    if (System.getProperty(property) == null) {
      System.setProperty(property, value);
    }
  }

  /** What an endpoint can be told. */
  public static final class Builder {
    private Path directory;
    private String host = "127.0.0.1";
    private int port;
    private boolean limited = true;
    private Clock clock = Clock.systemUTC();
    private String region = "us-east-1";
    private Duration subscriptionTime = Duration.ofMinutes(5);

    private Builder() {}

    /** Where data survives a restart; in memory if not called. Made if it is not there. */
    public Builder directory(Path directory) {
      this.directory = Objects.requireNonNull(directory, "directory");
      return this;
    }

    /** Port to listen on; 0, which is also the default, takes any that is free. */
    public Builder port(int port) {
      this.port = port;
      return this;
    }

    /** Address to listen on, loopback by default. Nothing is authenticated: anyone may do all. */
    public Builder host(String host) {
      this.host = Objects.requireNonNull(host, "host");
      return this;
    }

    /**
     * Whether shards have the service's limits, as by default: 1,000 records and 1 MB a second in,
     * 2 MB and 5 reads a second out. Sizes of requests are checked in any case.
     */
    public Builder limits(boolean limited) {
      this.limited = limited;
      return this;
    }

    /** What tells the time for arrivals, limits, retention and iterators. */
    public Builder clock(Clock clock) {
      this.clock = Objects.requireNonNull(clock, "clock");
      return this;
    }

    /** Region that appears in ARNs, us-east-1 by default; requests for any region are served. */
    public Builder region(String region) {
      this.region = Objects.requireNonNull(region, "region");
      return this;
    }

    /** How long a subscription to a shard lasts; five minutes by default, as with the service. */
    public Builder subscriptionTime(Duration subscriptionTime) {
      this.subscriptionTime = Objects.requireNonNull(subscriptionTime, "subscriptionTime");
      return this;
    }

    public KinesisEndpoint build() {
      return new KinesisEndpoint(this);
    }
  }
}
