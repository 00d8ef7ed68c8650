package io.windfarm.local;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A JVM that this process started and that ends with it: through {@link ParentWatch} even when this
 * process is killed. Ctrl-C reaches a whole terminal at once, so a child ignores SIGINT and SIGHUP
 * unless {@link Builder#heedsInterrupt()}: its parent decides the order in which things end.
 */
public final class ChildProcess implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(15);
  private static final long POLL_MILLIS = 50;

  private final String name;
  private final Process process;
  private final Path log;
  private final long logStart;

  private ChildProcess(String name, Process process, Path log, long logStart) {
    this.name = name;
    this.process = process;
    this.log = log;
    this.logStart = logStart;
  }

  /**
   * For processes that leave the work to others: their code is compiled quickly rather than well,
   * so that the cores are the job's while it warms up.
   */
  public static final List<String> LIGHT = List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");

  /** A child that will be called {@code name} in messages and run {@code mainClass}. */
  public static Builder java(String name, String mainClass) {
    return new Builder(name, mainClass);
  }

  public String name() {
    return name;
  }

  public long pid() {
    return process.pid();
  }

  public boolean isAlive() {
    return process.isAlive();
  }

  /** The file that holds the child's output. */
  public Path log() {
    return log;
  }

  /** Waits for the child to end by itself; returns its exit code. */
  public int await() throws InterruptedException {
    return process.waitFor();
  }

  /** Completes when the child has ended, however that came. */
  CompletableFuture<ChildProcess> end() {
    return process.onExit().thenApply(ended -> this);
  }

  /** The child's exit code; only when it has ended. */
  public int exitCode() {
    return process.exitValue();
  }

  /**
   * Waits until the child has written a line that contains a match.
   *
   * @throws StartFailure if the child ends first or the time is up
   */
  public Matcher awaitLine(Pattern pattern, Duration timeout) throws InterruptedException {
    Matcher[] found = new Matcher[1];
    await(
        "it printed " + pattern,
        timeout,
        () -> {
          Matcher matcher = pattern.matcher(output());
          found[0] = matcher;
          return matcher.find();
        });
    return found[0];
  }

  /**
   * Waits until a condition holds.
   *
   * @param what completes the sentence "… waited for until"
   * @throws StartFailure if the child ends first or the time is up
   */
  public void await(String what, Duration timeout, BooleanSupplier condition)
      throws InterruptedException {
    long deadline = System.nanoTime() + timeout.toNanos();
    while (!condition.getAsBoolean()) {
      if (!isAlive()) {
        throw new StartFailure(name + " ended with exit code " + exitCode() + ".", log, output());
      }
      if (System.nanoTime() > deadline) {
        throw new StartFailure(
            name + " was not ready in " + timeout.toSeconds() + " s (waited until " + what + ").",
            log,
            output());
      }
      Thread.sleep(POLL_MILLIS);
    }
  }

  /** What this run of the child has written so far. */
  public String output() {
    if (log == null || !Files.exists(log)) {
      return "";
    }
    try {
      byte[] bytes = Files.readAllBytes(log);
      int start = (int) Math.min(logStart, bytes.length);
      return new String(bytes, start, bytes.length - start, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Ends the child at once, as a crash would (signal 9), and waits until it is gone. */
  public void kill() throws InterruptedException {
    process.destroyForcibly();
    process.waitFor();
  }

  /** Ends the child in order (signal 15), and by force if that takes too long. */
  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
        kill();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }

  /** What to start and how. */
  public static final class Builder {
    private final String name;
    private final String mainClass;
    private final List<String> classpath = new ArrayList<>();
    private final List<String> jvmOptions = new ArrayList<>();
    private final List<String> arguments = new ArrayList<>();
    private final Map<String, String> environment = new LinkedHashMap<>();
    private Path javaHome = Path.of(System.getProperty("java.home"));
    private Path log;
    private boolean heedsInterrupt;

    private Builder(String name, String mainClass) {
      this.name = name;
      this.mainClass = mainClass;
    }

    /** Runs it on another JDK than this process's. */
    public Builder on(Path otherJavaHome) {
      javaHome = otherJavaHome;
      return this;
    }

    /** Adds a jar, or all jars of a folder. */
    public Builder classpath(Path jarOrFolder) {
      classpath.add(
          Files.isDirectory(jarOrFolder)
              ? jarOrFolder + File.separator + "*"
              : jarOrFolder.toString());
      return this;
    }

    /** Adds a folder of classes, or a jar. */
    public Builder classes(Path folderOrJar) {
      classpath.add(folderOrJar.toString());
      return this;
    }

    public Builder jvmOptions(List<String> options) {
      jvmOptions.addAll(options);
      return this;
    }

    public Builder arguments(List<String> values) {
      arguments.addAll(values);
      return this;
    }

    public Builder environment(Map<String, String> values) {
      environment.putAll(values);
      return this;
    }

    /** Appends all output to a file; without it the child writes where this process does. */
    public Builder log(Path file) {
      log = file;
      return this;
    }

    /** Lets Ctrl-C reach the child as well. */
    public Builder heedsInterrupt() {
      heedsInterrupt = true;
      return this;
    }

    public ChildProcess start() throws IOException {
      List<String> command = new ArrayList<>();
      if (!heedsInterrupt) {
        // A signal that is ignored when a JVM starts stays ignored in it; the JDK can't ask for
        // that.
        command.addAll(List.of("/bin/sh", "-c", "trap '' INT HUP; exec \"$@\"", "sh"));
      }
      command.add(javaHome.resolve("bin").resolve("java").toString());
      command.addAll(jvmOptions);
      command.add("-cp");
      command.add(
          classpath.stream().collect(Collectors.joining(File.pathSeparator))
              + File.pathSeparator
              + Project.codeOf(ParentWatch.class));
      command.add(ParentWatch.class.getName());
      command.add(mainClass);
      command.addAll(arguments);
      ProcessBuilder builder = new ProcessBuilder(command);
      builder.environment().putAll(environment);
      long logStart = 0;
      if (log == null) {
        builder.redirectOutput(ProcessBuilder.Redirect.INHERIT);
        builder.redirectError(ProcessBuilder.Redirect.INHERIT);
      } else {
        Files.createDirectories(log.getParent());
        logStart = Files.exists(log) ? Files.size(log) : 0;
        builder.redirectErrorStream(true);
        builder.redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
      }
      return new ChildProcess(name, builder.start(), log, logStart);
    }
  }
}
