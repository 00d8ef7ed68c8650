package io.windfarm.lake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LakeRootsTest {
  @Test
  void putsEveryTableBelowOneRoot() {
    LakeRoots roots = LakeRoots.at("s3://bucket/lake/");
    assertThat(roots.folder("raw")).hasToString("s3://bucket/lake/raw");
    assertThat(roots.folder("raw", "eu-west-1")).hasToString("s3://bucket/lake/raw");
  }

  @Test
  void givesATableAndARegionRootsOfTheirOwn() {
    LakeRoots roots =
        LakeRoots.at("s3://bucket")
            .with("raw", "s3://bronze")
            .with("raw", "eu-west-1", "s3://bronze-eu");
    assertThat(roots.folder("raw")).hasToString("s3://bronze/raw");
    assertThat(roots.folder("raw", "eu-west-1")).hasToString("s3://bronze-eu/raw");
    assertThat(roots.folder("readings", "eu-west-1")).hasToString("s3://bucket/readings");
    assertThat(roots.apart("raw")).containsOnlyKeys("eu-west-1");
  }

  @Test
  void refusesARootWithoutAScheme() {
    assertThatThrownBy(() -> LakeRoots.at("/data/lake"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("/data/lake")
        .hasMessageContaining("file:///data/lake");
    assertThatThrownBy(() -> LakeRoots.at(" ")).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void refusesATableThatTheLakeDoesNotHave() {
    assertThatThrownBy(() -> LakeRoots.at("s3://bucket").with("reading", "s3://other"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'reading'")
        .hasMessageContaining("readings");
  }

  @Test
  void letsARegionsRootBeStrongerThanATables() {
    LakeRoots roots =
        LakeRoots.of(
            "s3://bucket",
            Map.of(
                "raw", "s3://bronze",
                "eu-west-1", "s3://europe",
                "alerts.eu-west-1", "s3://emergency-europe"),
            List.of("eu-west-1", "us-east-1"));
    assertThat(roots.folder("raw", "us-east-1")).hasToString("s3://bronze/raw");
    assertThat(roots.folder("raw", "eu-west-1")).hasToString("s3://europe/raw");
    assertThat(roots.folder("readings", "eu-west-1")).hasToString("s3://europe/readings");
    assertThat(roots.folder("alerts", "eu-west-1")).hasToString("s3://emergency-europe/alerts");
    assertThat(roots.folder("alerts", "us-east-1")).hasToString("s3://bucket/alerts");
  }

  @Test
  void refusesARootForWhatIsNeitherTableNorRegion() {
    for (String what : List.of("eu-west-2", "readings.eu-west-2", "reading.eu-west-1", "raw.")) {
      assertThatThrownBy(
              () -> LakeRoots.of("s3://bucket", Map.of(what, "s3://x"), List.of("eu-west-1")))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("lake.roots." + what)
          .hasMessageContaining("eu-west-1")
          .hasMessageContaining("readings");
    }
  }
}
