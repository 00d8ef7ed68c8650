package io.windfarm.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What cfn-lint, which knows every resource's properties, says of the templates. It needs no
 * network. Skipped where it is not installed: {@code ./windfarm test} says so.
 */
class CfnLintTest {
  private record Result(int exitCode, String output) {}

  @BeforeEach
  void needsTheLinter() throws Exception {
    boolean installed;
    try {
      installed = lint("--version").exitCode() == 0;
    } catch (IOException e) {
      installed = false;
    }
    assumeThat(installed).as("cfn-lint is installed (pipx install cfn-lint)").isTrue();
  }

  @Test
  void findsNothing() throws Exception {
    Result result =
        lint(
            Project.infra().resolve("storage.yaml").toString(),
            Project.infra().resolve(PipelineTemplate.FILE).toString(),
            Project.infra().resolve("application.yaml").toString());

    assertThat(result.output()).isEmpty();
    assertThat(result.exitCode()).isZero();
  }

  @Test
  void findsAPropertyThatThereIsNot(@TempDir Path folder) throws Exception {
    String text = Files.readString(Project.infra().resolve(PipelineTemplate.FILE));
    Path planted = folder.resolve("planted.yaml");
    Files.writeString(planted, text.replaceFirst("SerializationLibrary:", "SerialisationLibrary:"));

    Result result = lint(planted.toString());

    assertThat(result.output()).contains("SerialisationLibrary");
    assertThat(result.exitCode()).isNotZero();
  }

  private static Result lint(String... arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of("cfn-lint"));
    command.addAll(List.of(arguments));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    process.getOutputStream().close();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Result(process.waitFor(), output.strip());
  }
}
