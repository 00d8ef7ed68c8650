package io.windfarm.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

class CharBytesTest {
  @Property(seed = "42", tries = 2_000)
  void givesBackEveryStringUnpairedSurrogatesAmongThem(@ForAll("texts") String text) {
    byte[] bytes = bytes(text);

    assertThat(CharBytes.string(bytes, 1, bytes.length - 1)).isEqualTo(text);
  }

  @Property(seed = "42", tries = 2_000)
  void areThoseOfARecordInUtf8(@ForAll("texts") String text) {
    String inRecords = text.replaceAll("[\\ud800-\\udfff]", "");
    byte[] bytes = bytes(inRecords);

    assertThat(Arrays.copyOfRange(bytes, 1, bytes.length - 1)).isEqualTo(inRecords.getBytes(UTF_8));
  }

  @Property(seed = "42", tries = 2_000)
  void findsWhereBlanksEndAndBegin(@ForAll("texts") String text) {
    byte[] bytes = bytes(text);
    int start = CharBytes.afterBlanks(bytes, 1, bytes.length - 1);
    int end = CharBytes.beforeBlanks(bytes, 1, bytes.length - 1);

    assertThat(CharBytes.string(bytes, start, bytes.length - 1)).isEqualTo(text.stripLeading());
    assertThat(CharBytes.string(bytes, 1, end)).isEqualTo(text.stripTrailing());
  }

  @Provide
  Arbitrary<String> texts() {
    Arbitrary<Character> any =
        Arbitraries.frequencyOf(
            Tuple.of(3, Arbitraries.of(' ', '\t', '\u001f', '\u2003', '\u3000')),
            Tuple.of(3, Arbitraries.of('a', '~', '\u0080', '\u07ff', '\u00a0')),
            Tuple.of(1, Arbitraries.chars().all()));
    return any.list()
        .ofMaxSize(30)
        .map(
            chars -> {
              StringBuilder text = new StringBuilder();
              chars.forEach(text::append);
              return text.toString();
            });
  }

  /** Between two others. */
  private static byte[] bytes(String text) {
    byte[] bytes = new byte[CharBytes.MOST * text.length() + 2];
    bytes[0] = 'x';
    int to = CharBytes.put(text.toCharArray(), 0, text.length(), bytes, 1);
    bytes[to] = 'x';
    return Arrays.copyOf(bytes, to + 1);
  }
}
