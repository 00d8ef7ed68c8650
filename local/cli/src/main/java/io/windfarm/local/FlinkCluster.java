package io.windfarm.local;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A real Flink cluster on this machine: a JobManager and TaskManagers, each a process of its own,
 * with the S3 file system as a plugin and the web UI on the loopback interface. Configured by
 * {@code flink-conf/} and what {@link Builder#set} adds. Any process may be killed, and another
 * TaskManager started, while it runs.
 */
public final class FlinkCluster implements AutoCloseable {
  private static final Duration START = Duration.ofSeconds(60);

  /** What Flink's own scripts pass on Java 17 ({@code env.java.opts.all} of its default config). */
  private static final List<String> OPENED_PACKAGES =
      List.of(
          "java.base/java.lang",
          "java.base/java.net",
          "java.base/java.io",
          "java.base/java.nio",
          "java.base/sun.nio.ch",
          "java.base/java.lang.reflect",
          "java.base/java.text",
          "java.base/java.time",
          "java.base/java.util",
          "java.base/java.util.concurrent",
          "java.base/java.util.concurrent.atomic",
          "java.base/java.util.concurrent.locks");

  private static final List<String> EXPORTED_PACKAGES =
      List.of(
          "java.base/sun.net.util",
          "java.rmi/sun.rmi.registry",
          "java.security.jgss/sun.security.krb5");

  /**
   * Emulators of Kinesis speak JSON only; the connector's shaded SDK has a name of its own for it.
   */
  private static final List<String> AWS_OPTIONS =
      List.of(
          "-Dorg.apache.flink.kinesis.shaded.com.amazonaws.sdk.disableCbor=true",
          "-Daws.cborEnabled=false",
          "-Daws.java.v1.disableDeprecationAnnouncement=true");

  private final Path logs;
  private final Map<String, String> settings;
  private final FlinkMemory jobManagerMemory;
  private final FlinkMemory taskManagerMemory;
  private final List<ChildProcess> taskManagers = new ArrayList<>();
  private final FlinkRest rest;
  private ChildProcess jobManager;
  private int taskManagersStarted;

  private FlinkCluster(
      Path logs, Map<String, String> settings, FlinkMemory jobManager, FlinkMemory taskManager) {
    this.logs = logs;
    this.settings = settings;
    this.jobManagerMemory = jobManager;
    this.taskManagerMemory = taskManager;
    this.rest = new FlinkRest(URI.create("http://127.0.0.1:" + settings.get("rest.port")));
  }

  /** A cluster that keeps its scratch files and logs under {@code directory}. */
  public static Builder in(Path directory) {
    return new Builder(directory);
  }

  /** Starts a JobManager, at first or after the last one was killed, and waits for its web UI. */
  public void startJobManager() throws IOException, InterruptedException {
    jobManager =
        start(
            "The JobManager",
            "jobmanager",
            "org.apache.flink.runtime.entrypoint.StandaloneSessionClusterEntrypoint",
            jobManagerMemory,
            ChildProcess.LIGHT,
            settings);
    jobManager.await("its web UI answered", START, rest::answers);
  }

  /** Starts one more TaskManager; {@link #awaitTaskManagers} waits for it. */
  public ChildProcess startTaskManager() throws IOException {
    int number = ++taskManagersStarted;
    Map<String, String> own = new LinkedHashMap<>(settings);
    own.put("taskmanager.resource-id", "taskmanager-" + number);
    ChildProcess taskManager =
        start(
            "TaskManager " + number,
            "taskmanager-" + number,
            "org.apache.flink.runtime.taskexecutor.TaskManagerRunner",
            taskManagerMemory,
            List.of("-XX:+UseG1GC"),
            own);
    taskManagers.add(taskManager);
    return taskManager;
  }

  /** Waits until as many TaskManagers as are alive have registered. */
  public void awaitTaskManagers() throws InterruptedException {
    for (ChildProcess taskManager : taskManagers) {
      if (taskManager.isAlive()) {
        taskManager.await(
            "it registered",
            START,
            () -> rest.answers() && rest.taskManagers() >= liveTaskManagers());
      }
    }
  }

  private long liveTaskManagers() {
    return taskManagers.stream().filter(ChildProcess::isAlive).count();
  }

  public ChildProcess jobManager() {
    return jobManager;
  }

  /** All that were started, the ended ones included, in order. */
  public List<ChildProcess> taskManagers() {
    return List.copyOf(taskManagers);
  }

  /** To submit and to watch jobs; its address is also the web UI's. */
  public FlinkRest rest() {
    return rest;
  }

  public Path logs() {
    return logs;
  }

  /** Ends all processes; jobs end without a savepoint. */
  @Override
  public void close() {
    taskManagers.forEach(ChildProcess::close);
    if (jobManager != null) {
      jobManager.close();
    }
  }

  private ChildProcess start(
      String name,
      String logName,
      String mainClass,
      FlinkMemory memory,
      List<String> tuning,
      Map<String, String> configuration)
      throws IOException {
    List<String> jvm = new ArrayList<>(memory.jvmOptions());
    jvm.addAll(tuning);
    OPENED_PACKAGES.forEach(opened -> jvm.add("--add-opens=" + opened + "=ALL-UNNAMED"));
    EXPORTED_PACKAGES.forEach(exported -> jvm.add("--add-exports=" + exported + "=ALL-UNNAMED"));
    jvm.addAll(AWS_OPTIONS);
    jvm.add("-Dlog.file=" + logs.resolve(logName + ".log"));
    jvm.add("-Dlog4j.configurationFile=" + Project.flinkConf().resolve("log4j.properties").toUri());
    List<String> arguments =
        new ArrayList<>(List.of("--configDir", Project.flinkConf().toString()));
    configuration.forEach((key, value) -> arguments.addAll(List.of("-D", key + "=" + value)));
    arguments.addAll(memory.arguments());
    return ChildProcess.java(name, mainClass)
        .classpath(Project.flinkLib())
        .jvmOptions(jvm)
        .arguments(arguments)
        .environment(
            Map.of(
                "FLINK_CONF_DIR", Project.flinkConf().toString(),
                "FLINK_LIB_DIR", Project.flinkLib().toString(),
                "FLINK_PLUGINS_DIR", Project.flinkPlugins().toString(),
                // The client of an endpoint on this machine must not look for an instance role.
                "AWS_EC2_METADATA_DISABLED", "true"))
        .log(logs.resolve(logName + ".out"))
        .start();
  }

  /** What the cluster is made of. */
  public static final class Builder {
    private final Path directory;
    private final Map<String, String> settings = new LinkedHashMap<>();
    private Path logs;
    private int taskManagers = 1;
    private int webPort;

    private Builder(Path directory) {
      this.directory = directory;
      this.logs = directory.resolve("logs");
    }

    public Builder logs(Path folder) {
      logs = folder;
      return this;
    }

    public Builder taskManagers(int count) {
      taskManagers = count;
      return this;
    }

    /** The web UI's port; 0, the default, takes a free one. */
    public Builder webPort(int port) {
      webPort = port;
      return this;
    }

    /** Adds or replaces one key of {@code flink-conf/config.yaml}. */
    public Builder set(String key, String value) {
      settings.put(key, value);
      return this;
    }

    /** Reads and writes {@code s3://} at this endpoint. */
    public Builder s3(URI endpoint, Aws aws) {
      set("s3.endpoint", endpoint.toString());
      set("s3.endpoint.region", aws.region());
      set("s3.access-key", aws.accessKeyId());
      return set("s3.secret-key", aws.secretAccessKey());
    }

    /** Keeps checkpoints and savepoints under a root such as {@code s3://windfarm/flink}. */
    public Builder checkpoints(String root) {
      set("execution.checkpointing.dir", root + "/checkpoints");
      return set("execution.checkpointing.savepoint-dir", root + "/savepoints");
    }

    /**
     * Starts all processes and waits until the TaskManagers have registered.
     *
     * @throws StartFailure if one does not come up; the others are ended
     */
    public FlinkCluster start() throws IOException, InterruptedException {
      Path scratch = Files.createDirectories(directory.resolve("tmp"));
      settings.putIfAbsent("jobmanager.rpc.port", String.valueOf(freePort()));
      settings.putIfAbsent("rest.port", String.valueOf(webPort == 0 ? freePort() : webPort));
      settings.putIfAbsent("blob.server.port", "0");
      settings.putIfAbsent("io.tmp.dirs", scratch.toString());
      settings.putIfAbsent("web.upload.dir", scratch.resolve("uploads").toString());
      FlinkCluster cluster =
          new FlinkCluster(
              logs,
              settings,
              FlinkMemory.of(FlinkMemory.Role.JOB_MANAGER, settings, logs.resolve("memory.out")),
              FlinkMemory.of(FlinkMemory.Role.TASK_MANAGER, settings, logs.resolve("memory.out")));
      try {
        // Together: a TaskManager asks until there is a JobManager.
        for (int i = 0; i < taskManagers; i++) {
          cluster.startTaskManager();
        }
        cluster.startJobManager();
        cluster.awaitTaskManagers();
        return cluster;
      } catch (IOException | InterruptedException | RuntimeException e) {
        cluster.close();
        throw e;
      }
    }

    private static int freePort() throws IOException {
      try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
        return socket.getLocalPort();
      }
    }
  }
}
