package io.windfarm.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonParser;
import io.windfarm.model.RejectReason;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** No input makes decoding fail, and every byte of it is accounted for exactly once. */
class AccountingTest {
  private static final List<String> PIECES =
      List.of(
          "{\"id\":\"1\",\"turbine_id\":\"T\",\"type\":\"power_factor\",\"data\":0.97,"
              + "\"date\":\"2026-11-20T07:15:00Z\"}",
          "{\"idtemp\":\"1\",\"powerfactor\":\"0.8\",\"temperature\":\"x\"}",
          "{\"id\": 3, \"type\": \"tempeature\", \"data\": null,\n \"timestamp\": \"26/10/2022\"}",
          "{\"type\":\"?\",\"data\":[1,{\"a\":\"}\\\"\"}]}",
          "{}",
          "[",
          "]",
          ",",
          "\n",
          "\r\n",
          " ",
          "{",
          "}",
          "\"",
          "\"é\u20ac\"",
          "12",
          "nul",
          "NaN",
          "{\"a\":",
          "\\",
          "\0",
          "\ufeff");

  @Property(tries = 3_000, seed = "42")
  void accountsForEveryByteOfPiecesInAnyOrder(@ForAll("records") byte[] payload) {
    account(payload);
  }

  @Property(tries = 3_000, seed = "42")
  void accountsForEveryByteOfRecordsWithRandomDamage(@ForAll("damaged") byte[] payload) {
    account(payload);
  }

  @Property(seed = "42")
  void accountsForEveryByteOfNoise(@ForAll byte[] payload) {
    account(payload);
  }

  @Provide
  Arbitrary<byte[]> records() {
    return Arbitraries.of(PIECES)
        .list()
        .ofMaxSize(12)
        .map(pieces -> String.join("", pieces).getBytes(StandardCharsets.UTF_8));
  }

  @Provide
  Arbitrary<byte[]> damaged() {
    return Combinators.combine(
            Arbitraries.of(PIECES.subList(0, 5)).list().ofMinSize(1).ofMaxSize(5),
            Arbitraries.of("", "\n", ",", " "),
            Arbitraries.integers().between(0, Integer.MAX_VALUE).list().ofMinSize(1).ofMaxSize(3),
            Arbitraries.bytes().list().ofSize(3))
        .as(
            (objects, between, places, damage) -> {
              String text = String.join(between, objects);
              byte[] bytes =
                  (between.equals(",") ? "[" + text + "]" : text).getBytes(StandardCharsets.UTF_8);
              for (int i = 0; i < places.size(); i++) {
                bytes[places.get(i) % bytes.length] = damage.get(i);
              }
              return bytes;
            });
  }

  private static void account(byte[] payload) {
    Spans spans = new Spans();
    Decoded decoded = new Decoded();
    new RecordReader(Decoded.CATALOG, Decoded.OPTIONS, spans)
        .read(Decoded.arrival(payload), decoded);

    assertThat(decoded.readings.size() + decoded.rejected.size()).isPositive();
    int at = 0;
    for (int[] span : spans.spans) {
      assertThat(span[0]).as("begins behind the last").isGreaterThanOrEqualTo(at);
      assertThat(between(payload, at, span[0])).isEmpty();
      at = span[1];
    }
    assertThat(between(payload, at, payload.length)).isEmpty();
    assertThat(decoded.rejected).allMatch(row -> !row.detail.contains("\n"));
  }

  /** What stands there besides white space, the punctuation of an array and a byte order mark. */
  private static String between(byte[] payload, int from, int to) {
    int begin = from == 0 && startsWithMark(payload) && to >= 3 ? 3 : from;
    return new String(payload, begin, to - begin, StandardCharsets.ISO_8859_1)
        .replaceAll("[ \\t\\r\\n\\[\\],]", "");
  }

  private static boolean startsWithMark(byte[] payload) {
    return payload.length >= 3
        && payload[0] == (byte) 0xef
        && payload[1] == (byte) 0xbb
        && payload[2] == (byte) 0xbf;
  }

  /** Notes which bytes went to objects that were read and which to rejected rows. */
  private static final class Spans extends Record {
    final List<int[]> spans = new ArrayList<>();

    @Override
    void atEndOfObject(JsonParser parser, int parserFrom, int from) {
      super.atEndOfObject(parser, parserFrom, from);
      spans.add(new int[] {from, endOfObject()});
      assertReadable(from, endOfObject());
    }

    @Override
    void atEndOfObject(int from, int to) {
      super.atEndOfObject(from, to);
      spans.add(new int[] {from, to});
      assertReadable(from, to);
    }

    @Override
    void rejectBytes(int from, int to, RejectReason reason, String detail) {
      super.rejectBytes(from, to, reason, detail);
      spans.add(new int[] {from, to});
    }

    private void assertReadable(int from, int to) {
      String object = new String(bytes(), from, to - from, StandardCharsets.UTF_8);
      assertThat(object).startsWith("{").endsWith("}");
    }
  }

  @Property(tries = 1, seed = "42")
  void takesTheDialectsThroughTheSameAccounts() throws IOException {
    for (String file : List.of("array.json", "wide-strings.jsonl", "scada-wide.jsonl")) {
      account(Decoded.resource(file));
    }
  }
}
