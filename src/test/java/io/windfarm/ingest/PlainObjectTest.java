package io.windfarm.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** The quick reader against the parser that can read everything. */
class PlainObjectTest {
  private static final List<String> NAMES =
      List.of("id", "type", "data", "date", "turbine_id", "Turbine Id", "unit", "nothing", "", "°");

  private static final List<String> VALUES =
      List.of(
          "\"WT-1\"",
          "\"°C 風 é\"",
          "\"\"",
          "\"seven77\"",
          "\"2026-11-20T07:00:00.000Z\"",
          "\"° in the first of more than eight\"",
          "\"in the last of more than eight 風\"",
          "\"eight88\\\"\"",
          "\"broken off\u0001 by a control character\"",
          "\"a\\u0041\\n\"",
          "\"😀\"",
          "\"\t\"",
          "\"\u0085\u2028\"",
          "1",
          "-0",
          "-1.50e+07",
          "0.1E-3",
          "01",
          "1.",
          ".5",
          "+1",
          "-",
          "1e",
          "NaN",
          "true",
          "false",
          "null",
          "nul",
          "truest",
          "{}",
          "[1]",
          "{\"a\":1}",
          "");

  private final Vocabulary vocabulary = new Vocabulary(Decoded.CATALOG);

  private static final Fields FIELDS = new Fields();

  /** One for all: what it remembers of one object must not tell in the next. */
  private static final PlainObject PLAIN = new PlainObject(new Vocabulary(Decoded.CATALOG), FIELDS);

  @Property(seed = "42", tries = 5_000)
  void readsTheFieldsThatTheParserReads(@ForAll("objects") String object) throws IOException {
    hold(object.getBytes(UTF_8));
  }

  @Property(seed = "42", tries = 5_000)
  void readsNothingThatTheParserRefuses(
      @ForAll("objects") String object, @ForAll byte damage, @ForAll int place) throws IOException {
    byte[] bytes = object.getBytes(UTF_8);
    bytes[1 + Math.floorMod(place, bytes.length - 1)] = damage;
    hold(bytes);
  }

  @Example
  void readsWhatTheProducersSend() {
    String event =
        "{\"id\":\"WT-0199-bt-1\",\"turbine_id\":\"WT-0199\",\"farm_id\":\"B\",\"data\":20.2,"
            + "\"unit\":\"°C\",\"date\":\"2026-11-20T07:00:00.000Z\"}";

    assertThat(PLAIN.read(event.getBytes(UTF_8), 0, event.getBytes(UTF_8).length))
        .isEqualTo(event.getBytes(UTF_8).length);
  }

  @Provide
  Arbitrary<String> objects() {
    Arbitrary<String> blanks = Arbitraries.of("", "", "", " ", "\n", "\t\r ");
    Arbitrary<String> field =
        Combinators.combine(blanks, Arbitraries.of(NAMES), blanks, Arbitraries.of(VALUES), blanks)
            .as((a, name, b, value, c) -> a + '"' + name + '"' + b + ":" + c + value);
    return Combinators.combine(
            field.list().ofMaxSize(9), blanks, Arbitraries.of("", " ", "{}", "x"))
        .as((fields, blank, after) -> "{" + String.join(",", fields) + blank + "}" + after);
  }

  private void hold(byte[] bytes) throws IOException {
    int end = PLAIN.read(bytes, 0, bytes.length);
    if (end != PlainObject.NOT_PLAIN) {
      assertThat(Utf8.isValid(bytes, 0, end)).isTrue();
      Fields expected = new Fields();
      assertThatCode(() -> parse(bytes, end, expected)).doesNotThrowAnyException();
      assertThat(list(FIELDS)).isEqualTo(list(expected));
      assertThat(FIELDS.marks()).isEqualTo(expected.marks());
    }
  }

  /** As {@link RecordReader} does; all of the bytes must be one object. */
  private void parse(byte[] bytes, int end, Fields fields) throws IOException {
    try (JsonParser parser = new JsonFactory().createParser(bytes, 0, end)) {
      assertThat(parser.nextToken()).isEqualTo(JsonToken.START_OBJECT);
      fields.clear();
      for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
        Key key = vocabulary.key(name);
        JsonToken token = parser.nextToken();
        if (key.isOurs()) {
          fields.add(key, token, parser);
        }
      }
      assertThat(parser.currentLocation().getByteOffset()).isEqualTo(end);
      assertThat(parser.nextToken()).isNull();
    }
  }

  private static List<String> list(Fields fields) {
    List<String> list = new ArrayList<>();
    for (int i = 0; i < fields.size(); i++) {
      list.add(
          fields.key(i).word
              + fields.key(i).unit
              + " "
              + fields.kind(i)
              + fields.isContested(i)
              + CharBytes.string(fields.text(), fields.from(i), fields.to(i)));
    }
    return list;
  }
}
