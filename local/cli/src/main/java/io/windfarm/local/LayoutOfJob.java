package io.windfarm.local;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** Asks the job where it puts the lake: it alone knows what its settings mean. */
final class LayoutOfJob {
  private static final String MAIN = "io.windfarm.LakeLayout";

  private LayoutOfJob() {}

  /**
   * The layout for the job's arguments.
   *
   * @throws Failure with what the job says of them, if it refuses them
   */
  static LakeLayout of(List<String> arguments) throws IOException, InterruptedException {
    Path folder = Files.createTempDirectory("windfarm-layout");
    Path output = folder.resolve("layout.json");
    try (ChildProcess job =
        ChildProcess.java("The job's layout", MAIN)
            .classpath(Project.jobJar())
            .classpath(Project.flinkLib())
            .jvmOptions(ChildProcess.LIGHT)
            .arguments(arguments)
            .log(output)
            .start()) {
      int exitCode = job.await();
      String printed = job.output();
      if (exitCode != 0) {
        throw new Failure(withoutTrace(printed));
      }
      return LakeLayout.parse(json(printed));
    } catch (JsonProcessingException e) {
      throw new Failure("The job's layout can't be read: " + e.getOriginalMessage(), e);
    } finally {
      Files.deleteIfExists(output);
      Files.delete(folder);
    }
  }

  /** Flink's libraries may have something to say before and after. */
  private static String json(String printed) {
    int start = printed.indexOf('{');
    int end = printed.lastIndexOf('}');
    if (start < 0 || end < start) {
      throw new Failure("The job printed no layout, but: " + printed.strip());
    }
    return printed.substring(start, end + 1);
  }

  private static String withoutTrace(String printed) {
    return printed
        .lines()
        .filter(line -> !line.startsWith("\t"))
        .collect(Collectors.joining("\n"))
        .replaceFirst("Exception in thread \"main\" [\\w.$]+: ", "");
  }
}
