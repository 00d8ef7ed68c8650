package io.windfarm.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The images are made of what the build makes, and are what the manifests take them for. */
class DockerfileTest {
  private static final String VERSION = System.getProperty("windfarm.version");
  private static final String FLINK = System.getProperty("flink.version");

  private final List<List<String>> stages = stages();

  static Stream<Overlay> overlays() {
    return Overlay.all().stream();
  }

  /** Instructions, a line each, from FROM to FROM. */
  private static List<List<String>> stages() {
    List<List<String>> stages = new ArrayList<>();
    Overlay.text(Overlay.HOME.resolve("k8s/Dockerfile"))
        .replaceAll("(?m)^#.*\n", "")
        .replaceAll("\\\\\n", " ")
        .lines()
        .filter(line -> !line.isBlank())
        .forEach(
            line -> {
              if (line.startsWith("FROM ")) {
                stages.add(new ArrayList<>());
              }
              stages.get(stages.size() - 1).add(line);
            });
    return stages;
  }

  @Test
  void theJobRunsOnTheFlinkThatItIsBuiltAndTestedWith() {
    assertThat(stages).hasSize(2);
    assertThat(stages.get(0).get(0)).isEqualTo("FROM flink:" + FLINK + "-scala_2.12-java17 AS job");
    assertThat(only(0, "RUN"))
        .contains("opt/flink-s3-fs-hadoop-" + FLINK + ".jar")
        .contains("flink-metrics-prometheus-" + FLINK + ".jar");
    assertThat(stages.get(1).get(0)).startsWith("FROM eclipse-temurin:17-jre");
  }

  @ParameterizedTest
  @MethodSource("overlays")
  void theJarIsWhereTheDeploymentLooks(Overlay overlay) {
    String[] copy = only(0, "COPY").split(" ", -1);
    assertThat(copy[copy.length - 2]).isEqualTo("target/windfarm-" + VERSION + ".jar");
    assertThat(overlay.flink().at("/spec/job/jarURI").asText())
        .isEqualTo("local://" + copy[copy.length - 1]);
  }

  @ParameterizedTest
  @MethodSource("overlays")
  void imagesAreOfThisVersionAndRunAsTheUserThatPodsRunAs(Overlay overlay) {
    assertThat(overlay.flink().at("/spec/image").asText()).endsWith("windfarm:" + VERSION);
    assertThat(
            overlay
                .the("CronJob", "windfarm-backfill")
                .at("/spec/jobTemplate/spec/template/spec/containers/0/image")
                .asText())
        .endsWith("windfarm-backfill:" + VERSION);
    for (JsonNode pod : NamesTest.pods(overlay)) {
      String user = pod.at("/securityContext/runAsUser").asText();
      assertThat(List.of(only(0, "USER"), only(1, "USER")))
          .containsOnly("USER " + user + ":" + user);
    }
  }

  /** A number alone is not enough for Hadoop; flink has a name in Flink's image. */
  @Test
  void theUserOfTheBackfillHasAName() {
    String user = only(1, "USER").replaceAll("USER (\\d+):.*", "$1");
    assertThat(only(1, "RUN")).contains("useradd --system --uid " + user + " --gid " + user);
  }

  /** Project, in local/cli, has these places; below windfarm.home. */
  @Test
  void theBackfillHasAllThatItStarts() throws IOException {
    String project =
        Overlay.text(
            Overlay.HOME.resolve("local/cli/src/main/java/io/windfarm/local/Project.java"));
    for (String place :
        List.of("target/windfarm-", "local/flink/target/lib", "local/flink/target/plugins")) {
      assertThat(project).contains("built(\"" + place);
      assertThat(copied()).anyMatch(source -> source.startsWith(place));
    }
    assertThat(project).contains("home().resolve(\"flink-conf\")");
    assertThat(copied()).contains("flink-conf/");
    List<String> start = new ArrayList<>();
    new ObjectMapper()
        .readTree(only(1, "ENTRYPOINT").substring("ENTRYPOINT".length()))
        .forEach(word -> start.add(word.asText()));
    String home = only(1, "WORKDIR").substring("WORKDIR ".length());
    assertThat(start).startsWith("java").contains("-Dwindfarm.home=" + home);
    for (String part : start.get(start.indexOf("-cp") + 1).split(":", -1)) {
      assertThat(copied()).contains(part.substring(home.length() + 1).replaceAll("\\*$", ""));
    }
    assertThat(
            Overlay.HOME.resolve(
                "local/cli/src/main/java/"
                    + start.get(start.size() - 1).replace('.', '/')
                    + ".java"))
        .exists();
    assertThat(Overlay.text(Overlay.HOME.resolve("windfarm")))
        .contains(start.get(start.size() - 1));
  }

  /** Where they are copied from is where they are copied to. */
  private List<String> copied() {
    List<String> sources = new ArrayList<>();
    for (String line : stages.get(1)) {
      if (line.startsWith("COPY ")) {
        String[] words = line.split(" ", -1);
        assertThat(words[1]).startsWith(words[2]);
        sources.add(words[1]);
      }
    }
    return sources;
  }

  @Test
  void nothingThatIsCopiedIsIgnored() {
    List<String> kept =
        Overlay.text(Overlay.HOME.resolve("k8s/Dockerfile.dockerignore"))
            .lines()
            .filter(line -> line.startsWith("!"))
            .map(line -> line.substring(1))
            .toList();
    List<String> sources = new ArrayList<>(copied());
    String[] jar = only(0, "COPY").split(" ", -1);
    sources.add(jar[jar.length - 2]);
    assertThat(sources)
        .allMatch(
            source ->
                kept.stream()
                    .anyMatch(
                        pattern ->
                            FileSystems.getDefault()
                                .getPathMatcher("glob:" + pattern)
                                .matches(Path.of(source))));
    assertThat(Files.exists(Overlay.HOME.resolve("flink-conf/config.yaml"))).isTrue();
  }

  private String only(int stage, String instruction) {
    List<String> found =
        stages.get(stage).stream().filter(line -> line.startsWith(instruction + " ")).toList();
    assertThat(found).as(instruction).hasSize(1);
    return found.get(0);
  }
}
