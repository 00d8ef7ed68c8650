package io.windfarm.bench.profile;

import io.windfarm.bench.Input;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Records one process of a run, and writes up where its time and memory went. */
public final class Profiler {
  private final String name;
  private final Path folder;
  private Recording recording;

  /**
   * @param name of what is recorded
   * @param folder for the recording, {@code NAME.jfr}, and the flame graph, {@code NAME.html}
   */
  public Profiler(String name, Path folder) {
    this.name = name;
    this.folder = folder;
  }

  /** Begins to record a JVM that runs. */
  public void begin(long pid) throws IOException, InterruptedException {
    recording = Recording.begin(pid);
  }

  /** Ends the recording and returns the budget, a Markdown table of stages. */
  public String end(Input input) throws IOException, InterruptedException {
    Path file = Files.createDirectories(folder).resolve(name + ".jfr");
    ThreadTimes used = recording.end(file);
    Profile profile = Profile.read(file);
    Files.writeString(
        folder.resolve(name + ".html"),
        FlameGraph.of("Where the time of the " + name + " goes", profile.calls()));
    return new Budget(profile, used, input.records()).table();
  }
}
