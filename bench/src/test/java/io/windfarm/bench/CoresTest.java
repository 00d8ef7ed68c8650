package io.windfarm.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.windfarm.local.ChildProcess;
import io.windfarm.local.Project;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CoresTest {
  @TempDir private Path folder;

  @Test
  void keepsWhatIsStartedToOneCoreAndItselfHasAllAgain() throws Exception {
    String before = allowed("self");
    int last = Runtime.getRuntime().availableProcessors() - 1;
    ChildProcess.Builder process =
        ChildProcess.java("Counting", CountsCores.class.getName())
            .classes(Project.codeOf(CountsCores.class))
            .log(folder.resolve("log"));

    try (ChildProcess counting = Cores.start(process, last)) {
      counting.awaitLine(Pattern.compile("1 of them"), Duration.ofSeconds(30));
      assertThat(allowed(String.valueOf(counting.pid()))).isEqualTo(String.valueOf(last));
    }
    assertThat(allowed("self")).isEqualTo(before);
  }

  private static String allowed(String pid) throws Exception {
    try (Stream<String> status = Files.lines(Path.of("/proc", pid, "status"))) {
      return status
          .filter(line -> line.startsWith("Cpus_allowed_list:"))
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .findFirst()
          .orElseThrow();
    }
  }

  /** Says how many cores it has. */
  public static final class CountsCores {
    private CountsCores() {}

    public static void main(String[] args) throws Exception {
      System.out.println(Runtime.getRuntime().availableProcessors() + " of them");
      Thread.sleep(Duration.ofSeconds(60).toMillis());
    }
  }
}
