package io.windfarm.database;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TextKeeperTest {
  /** What a page of PostgreSQL's lets an index row have, for its three longest keys. */
  private static final int INDEX_ROW_BYTES = 2_704;

  private final TextKeeper texts = new TextKeeper();

  @Test
  void leavesATextAsItIs() {
    assertThat(texts.of("O'Neill \\ \"π\" 風 🌬")).isEqualTo("O'Neill \\ \"π\" 風 🌬");
    assertThat(texts.takeAltered()).isFalse();
  }

  @Test
  void writesNulAsASignForItAndSaysSo() {
    assertThat(texts.of("WT\0-1")).isEqualTo("WT␀-1");
    assertThat(texts.takeAltered()).isTrue();
    assertThat(texts.takeAltered()).isFalse();
  }

  @Test
  void writesHalfASurrogatePairAsTheLakeDoes() {
    String half = "WT\ud83c-1";

    assertThat(texts.key(half)).isEqualTo(new String(half.getBytes(UTF_8), UTF_8));
    assertThat(texts.takeAltered()).isTrue();
  }

  @Test
  void cutsAKeyThatNoIndexWouldTake() {
    String wide = "風".repeat(5_000);
    String key = texts.key(wide);

    assertThat(key).startsWith("風風風").hasSize(TextKeeper.KEY_CHARACTERS).contains("~");
    assertThat(texts.takeAltered()).isTrue();
    assertThat(key).isEqualTo(texts.key(wide)).isNotEqualTo(texts.key(wide + "!"));
    assertThat(4 * "風".repeat(TextKeeper.KEY_CHARACTERS).getBytes(UTF_8).length)
        .isLessThan(INDEX_ROW_BYTES);
  }

  @Test
  void cutsNoPairInTwo() {
    // 135 characters are kept: the pair that begins with the last of them is left out.
    String key = texts.key("x".repeat(134) + "🌬".repeat(100));

    assertThat(key).startsWith("x".repeat(134) + "~");
  }

  @Test
  void takesNoTextForNoText() {
    assertThat(texts.orNull(null)).isNull();
    assertThat(texts.orNull("")).isNull();
    assertThat(texts.key("")).isEmpty();
  }
}
