package io.windfarm.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.windfarm.config.InvalidConfigException;
import io.windfarm.config.JobArguments;
import io.windfarm.config.SensorCatalog;
import io.windfarm.config.WindFarmConfig;
import io.windfarm.config.WindFarmOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The job is started with arguments and properties that it takes. */
class JobTest {
  private static final Pattern BUCKET = Pattern.compile("s3://([^/\\s\"]+)");

  @TempDir private Path folder;

  static Stream<Overlay> overlays() {
    return Overlay.all().stream();
  }

  @ParameterizedTest
  @MethodSource("overlays")
  void takesItsArgumentsAndTheProperties(Overlay overlay) throws IOException {
    WindFarmConfig config = config(overlay, "");
    assertThat(config.get(WindFarmOptions.LAKE_ROOT)).startsWith("s3://");
    assertThat(config.regions(SensorCatalog.load(null))).isEmpty();
  }

  @Test
  void wouldRefuseAKeyThatItDoesNotKnow() {
    assertThatThrownBy(() -> config(Overlay.of("prod"), "\nsource.streem = x\n"))
        .isInstanceOf(InvalidConfigException.class)
        .hasMessageContaining("did you mean 'source.stream'");
  }

  /** As the job reads them in its pod, but for where the volume is mounted. */
  private WindFarmConfig config(Overlay overlay, String more) throws IOException {
    JsonNode pod = overlay.flink().at("/spec/podTemplate/spec");
    JsonNode volume = named(pod.get("volumes"), "properties");
    JsonNode mount = named(pod.at("/containers/0/volumeMounts"), "properties");
    JsonNode files = overlay.the("ConfigMap", volume.at("/configMap/name").asText()).get("data");
    files
        .fields()
        .forEachRemaining(
            file -> {
              try {
                Files.writeString(folder.resolve(file.getKey()), file.getValue().asText() + more);
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            });
    List<String> arguments = new ArrayList<>();
    overlay
        .flink()
        .at("/spec/job/args")
        .forEach(
            argument ->
                arguments.add(
                    argument.asText().replace(mount.get("mountPath").asText(), folder.toString())));
    assertThat(arguments.toString()).contains(folder.toString());
    return WindFarmConfig.of(JobArguments.read(arguments.toArray(String[]::new)));
  }

  private static JsonNode named(JsonNode list, String name) {
    for (JsonNode item : list) {
      if (item.path("name").asText().equals(name)) {
        return item;
      }
    }
    throw new AssertionError("No " + name + " in " + list);
  }

  @ParameterizedTest
  @MethodSource("overlays")
  void isTheClassThatTheJarStarts(Overlay overlay) throws ReflectiveOperationException {
    String main = overlay.flink().at("/spec/job/entryClass").asText();
    assertThat(Class.forName(main).getMethod("main", String[].class)).isNotNull();
    assertThat(Overlay.text(Overlay.HOME.resolve("pom.xml")))
        .contains("<mainClass>" + main + "</mainClass>");
  }

  /** So that one who replaces account and region everywhere has replaced them everywhere. */
  @Test
  void prodIsOneAccountAndOneRegion() {
    String prod = Overlay.text(Overlay.rendered("prod"));
    List<String> buckets = BUCKET.matcher(prod).results().map(found -> found.group(1)).toList();
    assertThat(buckets)
        .hasSizeGreaterThan(6)
        .allMatch(bucket -> bucket.endsWith("-111122223333-eu-west-1"));
    assertThat(Pattern.compile("\\b\\d{12}\\b").matcher(prod).results().map(match -> match.group()))
        .containsOnly("111122223333");
    assertThat(
            Pattern.compile("\\b[a-z]{2}-[a-z]+-\\d\\b")
                .matcher(prod)
                .results()
                .map(match -> match.group()))
        .containsOnly("eu-west-1");
  }

  @Test
  void devHasOneEndpointForAll() throws IOException {
    Overlay dev = Overlay.of("dev");
    String endpoint = config(dev, "").get(WindFarmOptions.SOURCE_ENDPOINT);
    assertThat(endpoint).isEqualTo("http://localstack.localstack.svc.cluster.local:4566");
    assertThat(dev.flinkConfiguration()).containsEntry("s3.endpoint", endpoint);
    JsonNode backfill =
        dev.the("CronJob", "windfarm-backfill")
            .at("/spec/jobTemplate/spec/template/spec/containers/0/env");
    assertThat(named(backfill, "AWS_ENDPOINT_URL_S3").get("value").asText()).isEqualTo(endpoint);
    // A service's host begins with its name and its namespace.
    URI at = URI.create(endpoint);
    for (String policy : List.of("windfarm", "windfarm-backfill")) {
      assertThat(dev.the("NetworkPolicy", policy).at("/spec/egress"))
          .anyMatch(
              way ->
                  way.at("/ports/0/port").asInt() == at.getPort()
                      && way.at("/to/0/namespaceSelector/matchLabels")
                          .toString()
                          .contains("\"" + at.getHost().split("\\.", -1)[1] + "\""));
    }
  }
}
