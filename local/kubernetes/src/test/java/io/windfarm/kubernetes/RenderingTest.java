package io.windfarm.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * {@code k8s/rendered} is what kustomize makes of the overlays, where there is a kustomize to ask.
 */
class RenderingTest {
  private static final Map<String, List<String>> TOOLS =
      Map.of("kubectl", List.of("kustomize"), "kustomize", List.of("build"));

  static Stream<Overlay> overlays() {
    return Overlay.all().stream();
  }

  @ParameterizedTest
  @MethodSource("overlays")
  void isWhatTheOverlayIs(Overlay overlay) throws IOException, InterruptedException {
    Path folder = Overlay.folder(overlay.name());
    List<String> command =
        Stream.concat(
                TOOLS.entrySet().stream()
                    .flatMap(
                        tool ->
                            find(tool.getKey()).stream()
                                .flatMap(
                                    file ->
                                        Stream.concat(
                                            Stream.of(file.toString()), tool.getValue().stream())))
                    .limit(2),
                Stream.of(folder.toString()))
            .toList();
    if (command.size() < 3) {
      abort("Neither kubectl nor kustomize is here: k8s/rendered is not compared with its source.");
    }
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    String made = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).isZero();
    // As documents: versions of kustomize differ in order and line breaks.
    assertThat(Overlay.documents(made))
        .as("Run: kubectl kustomize %s > %s", folder, Overlay.rendered(overlay.name()))
        .containsExactlyInAnyOrderElementsOf(overlay.documents());
  }

  private static Optional<Path> find(String program) {
    return Pattern.compile(Pattern.quote(File.pathSeparator))
        .splitAsStream(System.getenv("PATH"))
        .map(folder -> Path.of(folder, program))
        .filter(Files::isExecutable)
        .findFirst();
  }
}
