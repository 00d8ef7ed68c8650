package io.windfarm.lake.parquet;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class TextPlacesTest {
  private final TextPlaces places = new TextPlaces();

  @Property(tries = 200)
  void knowsTheTextsThatItHasBeenGivenAndNoOthers(@ForAll("texts") List<String> texts) {
    Map<String, Integer> expected = new HashMap<>();
    for (String text : texts) {
      assertThat(places.placeOf(text)).isEqualTo(expected.getOrDefault(text, TextPlaces.NONE));
      if (expected.putIfAbsent(text, expected.size()) == null) {
        places.put(text, expected.size() - 1);
      }
    }

    for (String text : texts) {
      assertThat(places.placeOf(text)).isEqualTo(expected.get(text));
      assertThat(places.placeOf(new String(text.toCharArray()))).isEqualTo(expected.get(text));
    }
    places.clear();
    assertThat(texts).allSatisfy(text -> assertThat(places.placeOf(text)).isEqualTo(-1));
  }

  /** Many of them, and many with one hash: of "Aa" and "BB" each in the place of the other. */
  @Provide
  Arbitrary<List<String>> texts() {
    Arbitrary<String> alike =
        Arbitraries.of("Aa", "BB")
            .list()
            .ofMinSize(1)
            .ofMaxSize(6)
            .map(parts -> String.join("", parts));
    Arbitrary<String> numbered = Arbitraries.integers().between(0, 500).map(i -> "WT-" + i);
    return Arbitraries.oneOf(alike, numbered).list().ofMaxSize(400);
  }
}
