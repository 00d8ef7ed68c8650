package io.windfarm.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The units of {@code flink-conf/systemd}, as systemd reads them. It needs not be running; where it
 * is not installed, most of this is skipped.
 */
class SystemdUnitsTest {
  private static final String JOB_MANAGER = "flink-jobmanager.service";
  private static final String TASK_MANAGER = "flink-taskmanager@.service";

  /** Tenths of what systemd-analyze calls the exposure level; without any of the keys it is 96. */
  private static final String EXPOSURE = "20";

  /** The first that looks at files rather than at what runs. */
  private static final int OFFLINE = 250;

  @TempDir private Path folder;

  private record Result(int exitCode, String output) {}

  @ParameterizedTest
  @ValueSource(strings = {JOB_MANAGER, TASK_MANAGER})
  void areWhatSystemdUnderstands(String unit) throws Exception {
    needsSystemd();

    Result result = systemd("verify", installed(unit, "", "").toString());

    assertThat(result.output()).isEmpty();
    assertThat(result.exitCode()).isZero();
  }

  @Test
  void aKeyThatThereIsNotIsFound() throws Exception {
    needsSystemd();

    Path planted = installed(JOB_MANAGER, "ProtectSystem=", "ProtectSystm=");

    assertThat(systemd("verify", planted.toString()).output()).contains("ProtectSystm");
  }

  @ParameterizedTest
  @ValueSource(strings = {JOB_MANAGER, TASK_MANAGER})
  void leaveAProcessThatIsTakenOverLittle(String unit) throws Exception {
    needsSystemd();
    String threshold = "--threshold=" + EXPOSURE;

    Path shipped = installed(unit, "", "");
    assertThat(systemd("security", "--offline=yes", threshold, shipped.toString()).exitCode())
        .isZero();
    Path weak = installed(unit, "CapabilityBoundingSet=", "#");
    assertThat(systemd("security", "--offline=yes", threshold, weak.toString()).exitCode())
        .isNotZero();
  }

  /**
   * Flink's own scripts, in the foreground, with settings that the local clusters are given too.
   */
  @ParameterizedTest
  @ValueSource(strings = {JOB_MANAGER, TASK_MANAGER})
  void startFlinksOwnScripts(String unit) throws Exception {
    Matcher start =
        Pattern.compile(
                "(?m)^ExecStart=/opt/flink/bin/(\\S+) start-foreground((?: -D \\S+=\\S+)*)$")
            .matcher(shipped(unit));

    assertThat(start.find()).isTrue();
    assertThat(start.group(1))
        .isEqualTo(unit.equals(JOB_MANAGER) ? "jobmanager.sh" : "taskmanager.sh");
    assertThat(
            Pattern.compile(" -D ([^=]+)=")
                .matcher(start.group(2))
                .results()
                .map(key -> key.group(1)))
        .isNotEmpty()
        .isSubsetOf("io.tmp.dirs", "web.upload.dir", "taskmanager.resource-id");
  }

  @ParameterizedTest
  @ValueSource(strings = {JOB_MANAGER, TASK_MANAGER})
  void areInstalledByThePage(String unit) throws Exception {
    assertThat(Files.readString(Project.home().resolve("docs/standalone-cluster.md")))
        .contains("flink-conf/systemd/*.service", unit.replaceFirst("\\.service$", ""));
  }

  private static String shipped(String unit) throws IOException {
    return Files.readString(Project.flinkConf().resolve("systemd").resolve(unit));
  }

  /** The unit beside an installation of Flink, with something else in it. */
  private Path installed(String unit, String what, String instead) throws IOException {
    Path bin = Files.createDirectories(folder.resolve("flink/bin"));
    for (String script : List.of("jobmanager.sh", "taskmanager.sh")) {
      Path file = Files.writeString(bin.resolve(script), "#!/bin/sh\n");
      assertThat(file.toFile().setExecutable(true)).isTrue();
    }
    String text = shipped(unit).replace("/opt/flink/bin", bin.toString());
    assertThat(text).contains(what, bin.toString());
    return Files.writeString(
        folder.resolve(unit), what.isEmpty() ? text : text.replace(what, instead));
  }

  private static void needsSystemd() throws Exception {
    int version = 0;
    try {
      Matcher said = Pattern.compile("^systemd (\\d+)").matcher(systemd("--version").output());
      version = said.find() ? Integer.parseInt(said.group(1)) : 0;
    } catch (IOException e) {
      // Not installed.
    }
    assumeThat(version)
        .as(
            "systemd is installed, version %s or newer (Debian, Ubuntu: apt install systemd)",
            OFFLINE)
        .isGreaterThanOrEqualTo(OFFLINE);
  }

  private static Result systemd(String... arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of("systemd-analyze"));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("SYSTEMD_PAGER", "");
    Process process = builder.start();
    process.getOutputStream().close();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Result(process.waitFor(), output.strip());
  }
}
