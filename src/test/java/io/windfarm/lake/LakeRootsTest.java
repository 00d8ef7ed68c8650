package io.windfarm.lake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
  void doesNotLetRowsLeaveARegionThatHasItsOwnRoot() {
    LakeRoots roots = LakeRoots.at("s3://bucket").with("raw", "eu-west-1", "s3://bronze-eu");
    Lake lake = Lake.at(roots).build();
    assertThatThrownBy(lake::raw)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("eu-west-1");
    assertThat(lake.readings()).isNotNull();
  }
}
