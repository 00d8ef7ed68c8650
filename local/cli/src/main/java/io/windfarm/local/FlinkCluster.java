package io.windfarm.local;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

/**
 * A real Flink cluster on this machine: JobManagers and TaskManagers, each a process of its own,
 * with the S3 file system as a plugin and the web UI on the loopback interface; with {@link
 * Builder#highlyAvailable} also a ZooKeeper. Configured by {@code flink-conf/} and what {@link
 * Builder#set} adds. Any process may be killed, and another one started, while it runs: {@link
 * FlinkJob} tells when a job has recovered.
 */
public final class FlinkCluster implements AutoCloseable {
  private static final Duration START = Duration.ofMinutes(5);

  private final FlinkProcess processes;
  private final Map<String, String> settings;
  private final List<Integer> webPorts;
  private final PrometheusTargets metrics;
  private final FlinkMemory jobManagerMemory;
  private final FlinkMemory taskManagerMemory;
  private final Optional<ZooKeeper> zooKeeper;
  private final List<JobManager> jobManagers = new CopyOnWriteArrayList<>();
  private final List<ChildProcess> taskManagers = new CopyOnWriteArrayList<>();
  private final FlinkRest rest = new FlinkRest(this::webAddresses);

  private FlinkCluster(Builder builder, FlinkProcess processes, Optional<ZooKeeper> zooKeeper)
      throws IOException, InterruptedException {
    this.processes = processes;
    this.settings = Map.copyOf(builder.settings);
    this.webPorts = List.copyOf(builder.webPorts);
    this.metrics = new PrometheusTargets(builder.directory.resolve("metrics"));
    this.zooKeeper = zooKeeper;
    try (FlinkMemory.Calculation ofJobManager = memory(FlinkMemory.Role.JOB_MANAGER);
        FlinkMemory.Calculation ofTaskManager = memory(FlinkMemory.Role.TASK_MANAGER)) {
      this.jobManagerMemory = ofJobManager.result();
      this.taskManagerMemory = ofTaskManager.result();
    }
  }

  private FlinkMemory.Calculation memory(FlinkMemory.Role role) throws IOException {
    Path log = processes.logs().resolve("memory-" + role.name().toLowerCase(Locale.ROOT) + ".out");
    return FlinkMemory.calculate(role, processes.configuration(), settings, log);
  }

  /** A cluster that keeps its scratch files and logs under {@code directory}. */
  public static Builder in(Path directory) {
    return new Builder(directory);
  }

  /**
   * Starts a JobManager in the place of one that was killed, and waits until its web UI answers.
   * With high availability it goes on with the jobs, or stands by for the one that leads; without,
   * it knows of no job.
   *
   * @throws Failure if as many as the cluster was made for are alive
   */
  public void startJobManager() throws IOException, InterruptedException {
    awaitWeb(launchJobManager());
  }

  private JobManager launchJobManager() throws IOException {
    int port =
        webPorts.stream()
            .filter(free -> jobManagers.stream().noneMatch(other -> holds(other, free)))
            .findFirst()
            .orElseThrow(() -> new Failure("All JobManagers are alive: kill one first."));
    int number = jobManagers.size() + 1;
    String logName = number == 1 ? "jobmanager" : "jobmanager-" + number;
    Path log = processes.log(logName);
    long logStart = Files.exists(log) ? Files.size(log) : 0;
    Map<String, String> own = new LinkedHashMap<>(settings);
    own.put("rest.port", String.valueOf(port));
    metrics.add(logName, own);
    ChildProcess process =
        processes.start(
            "JobManager " + number,
            logName,
            "org.apache.flink.runtime.entrypoint.StandaloneSessionClusterEntrypoint",
            jobManagerMemory,
            ChildProcess.LIGHT,
            own);
    JobManager jobManager =
        new JobManager(process, URI.create("http://127.0.0.1:" + port), log, logStart);
    jobManagers.add(jobManager);
    return jobManager;
  }

  private static boolean holds(JobManager jobManager, int port) {
    return jobManager.isAlive() && jobManager.web().getPort() == port;
  }

  private void awaitWeb(JobManager jobManager) throws InterruptedException {
    FlinkRest own = new FlinkRest(() -> List.of(jobManager.web()));
    jobManager.process().await("its web UI answered", START, own::answers);
  }

  /** Kills the JobManager that leads (signal 9); waits until one does. */
  public void killJobManager() throws InterruptedException {
    JobManager[] leader = new JobManager[1];
    liveJobManager()
        .process()
        .await("a JobManager led", START, () -> (leader[0] = leader().orElse(null)) != null);
    leader[0].process().kill();
  }

  /** The JobManager that leads; empty while none does. */
  public Optional<JobManager> leader() {
    return jobManagers.stream().filter(JobManager::leads).findFirst();
  }

  private JobManager liveJobManager() {
    return jobManagers.stream()
        .filter(JobManager::isAlive)
        .findFirst()
        .orElseThrow(() -> new Failure("No JobManager is alive: start one first."));
  }

  /** Starts one more TaskManager; {@link #awaitTaskManagers} waits for it. */
  public ChildProcess startTaskManager() throws IOException {
    int number = taskManagers.size() + 1;
    Map<String, String> own = new LinkedHashMap<>(settings);
    own.put("taskmanager.resource-id", "taskmanager-" + number);
    metrics.add("taskmanager-" + number, own);
    ChildProcess taskManager =
        processes.start(
            "TaskManager " + number,
            "taskmanager-" + number,
            "org.apache.flink.runtime.taskexecutor.TaskManagerRunner",
            taskManagerMemory,
            taskManagerTuning(),
            own);
    taskManagers.add(taskManager);
    return taskManager;
  }

  /**
   * Flink's own scripts take more from the same variable; words between blanks. One that chooses a
   * garbage collector takes the place of the shipped choice: a JVM refuses two.
   */
  private static List<String> taskManagerTuning() {
    String more = System.getenv().getOrDefault("FLINK_ENV_JAVA_OPTS_TM", "");
    List<String> own = more.contains("GC") ? List.of() : FlinkProcess.taskManagerOptions();
    return Stream.concat(
            own.stream(), Stream.of(more.split(" +", -1)).filter(word -> !word.isEmpty()))
        .toList();
  }

  /** Kills a TaskManager (signal 9): the one at this place of {@link #taskManagers}. */
  public void killTaskManager(int index) throws InterruptedException {
    taskManagers.get(index).kill();
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

  /** All that were started, the ended ones included, in order. */
  public List<JobManager> jobManagers() {
    return List.copyOf(jobManagers);
  }

  /** All that were started, the ended ones included, in order. */
  public List<ChildProcess> taskManagers() {
    return List.copyOf(taskManagers);
  }

  /** Empty without high availability. */
  public Optional<ZooKeeper> zooKeeper() {
    return zooKeeper;
  }

  /** To submit and to watch jobs; its address is also the web UI's. */
  public FlinkRest rest() {
    return rest;
  }

  public Path logs() {
    return processes.logs();
  }

  /** Where Prometheus finds the metrics of every process. */
  public PrometheusTargets metrics() {
    return metrics;
  }

  /** Of the JobManagers that live; of all places for one, if none does. */
  private List<URI> webAddresses() {
    List<URI> live = jobManagers.stream().filter(JobManager::isAlive).map(JobManager::web).toList();
    return live.isEmpty()
        ? webPorts.stream().map(port -> URI.create("http://127.0.0.1:" + port)).toList()
        : live;
  }

  /** Ends all processes; jobs end without a savepoint. */
  @Override
  public void close() {
    taskManagers.forEach(ChildProcess::close);
    jobManagers.forEach(jobManager -> jobManager.process().close());
    zooKeeper.ifPresent(ZooKeeper::close);
  }

  /** What the cluster is made of. */
  public static final class Builder {
    private final Path directory;
    private final Map<String, String> settings = new LinkedHashMap<>();
    private final List<String> confFiles = new ArrayList<>();
    private final List<Integer> webPorts = new ArrayList<>();
    private final List<Path> classpath = new ArrayList<>();
    private Path logs;
    private int jobManagers = 1;
    private int taskManagers = 1;
    private int webPort;
    private boolean highlyAvailable;
    private boolean plugins = true;

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

    /** The web UI's port, of the first JobManager; 0, the default, takes a free one. */
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

    /** Adds jars, or folders of classes, to all processes, as if they lay in Flink's lib folder. */
    public Builder classpath(Path... jarsOrFolders) {
      classpath.addAll(List.of(jarsOrFolders));
      return this;
    }

    /** Leaves out what lies in Flink's plugins folder: the S3 file system, among others. */
    public Builder withoutPlugins() {
      plugins = false;
      return this;
    }

    /** Keeps checkpoints and savepoints under a root such as {@code s3://windfarm/flink}. */
    public Builder checkpoints(String root) {
      set("execution.checkpointing.dir", root + "/checkpoints");
      return set("execution.checkpointing.savepoint-dir", root + "/savepoints");
    }

    /**
     * With a ZooKeeper and {@code flink-conf/ha.yaml}: jobs survive the loss of any JobManager.
     *
     * @param root such as {@code s3://windfarm/flink}
     * @param count of JobManagers: one leads, the others stand by
     */
    public Builder highlyAvailable(String root, int count) {
      highlyAvailable = true;
      jobManagers = count;
      confFiles.add(FlinkConf.HIGH_AVAILABILITY);
      return set("high-availability.storageDir", root + "/ha");
    }

    /** With {@code flink-conf/rocksdb.yaml}: state on disk instead of on the heap. */
    public Builder rocksDb() {
      confFiles.add(FlinkConf.ROCKSDB);
      return this;
    }

    /**
     * Starts all processes and waits until the TaskManagers have registered.
     *
     * @throws StartFailure if one does not come up; the others are ended
     */
    public FlinkCluster start() throws IOException, InterruptedException {
      Path scratch = Files.createDirectories(directory.resolve("tmp"));
      for (int i = 0; i < jobManagers; i++) {
        webPorts.add(i > 0 || webPort == 0 ? FreePort.find() : webPort);
      }
      settings.putIfAbsent("jobmanager.rpc.port", String.valueOf(FreePort.find()));
      settings.putIfAbsent("blob.server.port", "0");
      settings.putIfAbsent("io.tmp.dirs", scratch.toString());
      // Shared, so that a jar that one JobManager was sent can be run by another.
      settings.putIfAbsent("web.upload.dir", scratch.resolve("uploads").toString());
      Path configuration = FlinkConf.directory(confFiles, directory);
      Optional<ZooKeeper> zooKeeper = Optional.empty();
      if (highlyAvailable) {
        zooKeeper = Optional.of(ZooKeeper.start(directory.resolve("zookeeper"), logs));
        set("high-availability.zookeeper.quorum", zooKeeper.get().quorum());
      }
      FlinkCluster cluster = null;
      try {
        cluster =
            new FlinkCluster(
                this,
                new FlinkProcess(configuration, logs, List.copyOf(classpath), pluginFolder()),
                zooKeeper);
        // Together: a TaskManager asks until there is a JobManager.
        for (int i = 0; i < taskManagers; i++) {
          cluster.startTaskManager();
        }
        for (int i = 0; i < jobManagers; i++) {
          cluster.launchJobManager();
        }
        for (JobManager jobManager : cluster.jobManagers) {
          cluster.awaitWeb(jobManager);
        }
        cluster.awaitTaskManagers();
        return cluster;
      } catch (IOException | InterruptedException | RuntimeException e) {
        if (cluster != null) {
          cluster.close();
        } else {
          zooKeeper.ifPresent(ZooKeeper::close);
        }
        throw e;
      }
    }

    private Path pluginFolder() throws IOException {
      return plugins
          ? Project.flinkPlugins()
          : Files.createDirectories(directory.resolve("no-plugins"));
    }
  }
}
