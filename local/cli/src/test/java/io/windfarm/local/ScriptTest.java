package io.windfarm.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The {@code windfarm} script on machines that lack something. */
class ScriptTest {
  private static final String ENGINES_JDK = "WINDFARM_ENGINES_JAVA_HOME";

  @TempDir private Path bin;

  /** A PATH with the ordinary tools, and neither Java nor Maven. */
  @BeforeEach
  void linkTools() throws IOException {
    for (String tool :
        List.of("bash", "env", "sh", "dirname", "readlink", "sed", "find", "head", "mkdir", "mv")) {
      for (String folder : List.of("/bin/", "/usr/bin/")) {
        Path found = Path.of(folder + tool);
        if (Files.exists(found) && !Files.exists(bin.resolve(tool))) {
          Files.createSymbolicLink(bin.resolve(tool), found);
        }
      }
    }
  }

  @Test
  void saysWhatToInstallWhereThereIsNoJdk() throws Exception {
    Result result = run(Project.home().resolve("windfarm"), "help");

    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(result.output()).contains("needs a JDK 17", "Install a JDK 17");
  }

  @Test
  void refusesAnotherJdkByItsVersion() throws Exception {
    fake("java", "");
    fake("javac", "echo javac 11.0.2");

    Result result = run(Project.home().resolve("windfarm"), "help");

    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(result.output()).contains("is version 11.0.2", "Install a JDK 17");
  }

  @Test
  void saysWhatToInstallWhereThereIsNoMaven() throws Exception {
    fake("java", "");
    fake("javac", "echo javac 17.0.1");

    Result result = run(Project.home().resolve("windfarm"), "help");

    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(result.output()).contains("no mvn on the PATH", "Install Maven 3.8");
  }

  @Test
  void refusesAnOldMaven() throws Exception {
    fake("java", "");
    fake("javac", "echo javac 17.0.1");
    fake("mvn", "echo Apache Maven 3.6.3");

    Result result = run(Project.home().resolve("windfarm"), "test");

    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(result.output()).contains("is version 3.6.3", "Install Maven 3.8");
  }

  @Test
  void runsTheReactorsTestsFromAnyDirectoryAndThroughALink() throws Exception {
    fakeBuildTools();
    Path link =
        Files.createSymbolicLink(bin.resolve("front door"), Project.home().resolve("windfarm"));

    Result result = run(link, "test", "-o");

    assertThat(result.exitCode()).isZero();
    assertThat(result.output().lines())
        .containsExactly(
            "No JDK 22 or newer for Trino here: the lake is not read by Trino and Spark."
                + " See docs/engines.md.",
            "No Node here: the Kinesis scenarios run against our own endpoint only.",
            "No cfn-lint here: the templates of infra/ are held against our own rules only.",
            "No kubectl here: k8s/rendered is not compared with the overlays that it is made from.",
            "No Prometheus here: alert rules are not run, and the dashboards' queries not asked.",
            "mvn -f " + Project.home().toRealPath() + "/build/pom.xml verify -T1C -Pmsf -o");
  }

  @Test
  void readsTheLakeWithQueryEnginesWhereThereIsAJdkForThem() throws Exception {
    fakeBuildTools();
    Path jdk = jdk("22.0.2");

    Result result = run(Map.of(ENGINES_JDK, jdk.toString()), "test", "-o");

    assertThat(result.exitCode()).isZero();
    assertThat(result.output().lines())
        .contains(
            "The lake is also read by Spark, and by Trino on " + jdk + ".",
            "mvn -f "
                + Project.home().toRealPath()
                + "/build/pom.xml verify -T1C -Pmsf -Pengines -Dengines.java.home="
                + jdk
                + " -o");
  }

  @Test
  void findsThatJdkOnThePath() throws Exception {
    fakeBuildTools();
    Path jdk = jdk("25");

    Result result =
        run(Map.of("PATH", bin + ":" + jdk.resolve("bin"), ENGINES_JDK, ""), "test", "--engines");

    assertThat(result.output()).contains("by Trino on " + jdk);
  }

  @Test
  void saysWhatToInstallWhereQueryEnginesAreAskedForAndCannotRun() throws Exception {
    fakeBuildTools();
    Path jdk = jdk("21.0.4");

    Result result = run(Map.of(ENGINES_JDK, jdk.toString()), "test", "--engines");

    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(result.output())
        .contains("needs a JDK 22 or newer", ENGINES_JDK + "=" + jdk, "Install one")
        .doesNotContain("mvn -f");
  }

  private void fakeBuildTools() throws IOException {
    fake("java", "");
    fake("javac", "echo javac 17.0.1");
    fake("mvn", "case $1 in -version) echo Apache Maven 3.9.9 ;; *) echo mvn \"$@\" ;; esac");
  }

  /** A folder that looks like a JDK of a version. */
  private Path jdk(String version) throws IOException {
    Path jdk = Files.createDirectories(bin.resolve("jdk-" + version));
    Path java = Files.writeString(Files.createDirectory(jdk.resolve("bin")).resolve("java"), "");
    assertThat(java.toFile().setExecutable(true)).isTrue();
    Files.writeString(jdk.resolve("release"), "JAVA_VERSION=\"" + version + "\"\n");
    return jdk;
  }

  private void fake(String tool, String script) throws IOException {
    Path file = Files.writeString(bin.resolve(tool), "#!/bin/sh\n" + script + "\n");
    assertThat(file.toFile().setExecutable(true)).isTrue();
  }

  private Result run(Path script, String... args) throws Exception {
    return run(script, Map.of(), args);
  }

  private Result run(Map<String, String> environment, String... args) throws Exception {
    return run(Project.home().resolve("windfarm"), environment, args);
  }

  private Result run(Path script, Map<String, String> environment, String... args)
      throws Exception {
    List<String> command = new ArrayList<>(List.of(script.toString()));
    command.addAll(List.of(args));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.directory(bin.toFile());
    builder.environment().clear();
    builder.environment().put("PATH", bin.toString());
    // Whatever JDKs this machine has.
    builder.environment().put(ENGINES_JDK, "none");
    builder.environment().putAll(environment);
    Process process = builder.start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Result(process.waitFor(), output);
  }

  private record Result(int exitCode, String output) {}
}
