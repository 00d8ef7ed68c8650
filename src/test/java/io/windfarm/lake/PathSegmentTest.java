package io.windfarm.lake;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import net.jqwik.api.Assume;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.StringLength;

class PathSegmentTest {
  @Property
  void makesAnyTextSafeInAPath(@ForAll @StringLength(max = 400) String text) {
    String segment = PathSegment.encode(text);
    assertThat(segment).matches("([A-Za-z0-9_.-]|%[0-9A-F]{2})*(~[0-9A-F]{32})?");
    assertThat(segment.length()).isLessThanOrEqualTo(PathSegment.MAX_LENGTH);
    assertThat(Path.of("/lake/region=" + segment).normalize().getParent())
        .isEqualTo(Path.of("/lake"));
  }

  @Property
  void readsBackWhatItWrote(@ForAll @StringLength(max = 42) String text) {
    // At most 126 bytes, each of which may take three characters: only some of them fit.
    String segment = PathSegment.encode(text);
    Assume.that(!segment.contains("~"));
    assertThat(PathSegment.decode(segment)).isEqualTo(withoutUnpairedSurrogates(text));
  }

  @Property
  void readsBackEveryTextOfUpToTenCharacters(@ForAll @StringLength(max = 10) String text) {
    assertThat(PathSegment.decode(PathSegment.encode(text)))
        .isEqualTo(withoutUnpairedSurrogates(text));
  }

  @Property
  void tellsDifferentTextsApart(
      @ForAll @StringLength(max = 200) String one, @ForAll @StringLength(max = 200) String other) {
    Assume.that(!withoutUnpairedSurrogates(one).equals(withoutUnpairedSurrogates(other)));
    assertThat(PathSegment.encode(one)).isNotEqualTo(PathSegment.encode(other));
  }

  @Example
  void shortensALongTextButNotInTheMiddleOfAnEscape() {
    String long1 = "é".repeat(200);
    String long2 = "é".repeat(201);
    assertThat(PathSegment.encode(long1))
        .startsWith("%C3%A9%C3%A9")
        .matches("(%[0-9A-F]{2})+~.{32}");
    assertThat(PathSegment.encode(long1)).isNotEqualTo(PathSegment.encode(long2));
  }

  @Example
  void leavesRegionNamesAlone() {
    assertThat(PathSegment.encode("ap-southeast-1")).isEqualTo("ap-southeast-1");
  }

  @Example
  void writesHivesEscapes() {
    assertThat(PathSegment.encode("a=b/c\r\n%2F")).isEqualTo("a%3Db%2Fc%0D%0A%252F");
  }

  private static String withoutUnpairedSurrogates(String text) {
    return new String(text.getBytes(UTF_8), UTF_8);
  }
}
