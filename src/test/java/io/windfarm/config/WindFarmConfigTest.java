package io.windfarm.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.windfarm.clean.OutlierPolicy;
import io.windfarm.config.WindFarmOptions.SourceType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WindFarmConfigTest {
  @TempDir Path folder;

  @Test
  void needsNothingButALakeRoot() {
    WindFarmConfig config = WindFarmConfig.of(Map.of("lake.root", "s3://bucket/lake"));

    assertThat(config.get(WindFarmOptions.SOURCE_TYPE)).isEqualTo(SourceType.KINESIS);
    assertThat(config.get(WindFarmOptions.INGEST_OUT_OF_ORDERNESS))
        .isEqualTo(Duration.ofSeconds(5));
    assertThat(config.get(WindFarmOptions.CLEAN_OUTLIERS)).isEqualTo(OutlierPolicy.IMPUTE);
  }

  @Test
  void listsAllFaultsTogether() {
    assertThatThrownBy(
            () ->
                WindFarmConfig.of(
                    Map.of(
                        "source.strem", "x",
                        "source.type", "kinesys",
                        "ingest.out-of-orderness", "soon",
                        "ingest.zone", "Mars/Olympus",
                        "alerts.notifications-per-hour", "1")))
        .hasMessageContaining("6 fault(s)")
        .hasMessageContaining("'source.strem'; did you mean 'source.stream'?")
        .hasMessageContaining("source.type = 'kinesys'")
        .hasMessageContaining("ingest.out-of-orderness = 'soon'")
        .hasMessageContaining("ingest.zone = 'Mars/Olympus'")
        .hasMessageContaining("at least 2")
        .hasMessageContaining("lake.root is missing");
  }

  @Test
  void printsEveryKeyAndNoSecret() {
    String printed =
        WindFarmConfig.of(
                Map.of(
                    "lake.root", "s3://bucket/lake",
                    "source.credentials", "basic",
                    "source.access-key", "AKIAEXAMPLE",
                    "source.secret-key", "wJalrXUtnFEMI"))
            .toString();

    assertThat(printed).contains("lake.root = s3://bucket/lake", "source.secret-key = ******");
    assertThat(printed).doesNotContain("wJalrXUtnFEMI").doesNotContain("AKIAEXAMPLE");
    assertThat(printed.lines()).hasSize(WindFarmOptions.ALL.size());
  }

  @Test
  void wantsKeysForBasicCredentials() {
    assertThatThrownBy(
            () ->
                WindFarmConfig.of(
                    Map.of("lake.root", "s3://bucket/lake", "source.credentials", "basic")))
        .hasMessageContaining("give source.access-key and source.secret-key");
  }

  @Test
  void readsAPropertiesFileAndLetsArgumentsWin() throws Exception {
    Path file =
        Files.writeString(
            folder.resolve("job.properties"), "lake.root = s3://a/lake\nsource.stream = one\n");

    assertThat(JobArguments.read(new String[] {"--conf", file.toString(), "--source.stream=two"}))
        .isEqualTo(Map.of("lake.root", "s3://a/lake", "source.stream", "two"));
  }

  @Test
  void readsThePropertyGroupsOfManagedServiceForApacheFlink() throws Exception {
    Path file =
        Files.writeString(
            folder.resolve("application_properties.json"),
            "[{\"PropertyGroupId\":\"source\",\"PropertyMap\":{\"stream\":\"one\"}},"
                + "{\"PropertyGroupId\":\"lake\",\"PropertyMap\":{\"root\":\"s3://a/lake\"}}]");

    assertThat(JobArguments.read(new String[] {"--conf", file.toString()}))
        .isEqualTo(new HashMap<>(Map.of("lake.root", "s3://a/lake", "source.stream", "one")));
  }

  @Test
  void saysWhatIsWrongWithArguments() {
    assertThatThrownBy(() -> JobArguments.read(new String[] {"source.stream", "--lake.root"}))
        .hasMessageContaining("Argument 1 is no option")
        .hasMessageContaining("--lake.root has no value");
    assertThatThrownBy(() -> JobArguments.read(new String[] {"--conf", "nowhere.properties"}))
        .hasMessageContaining("there is no such file");
  }
}
