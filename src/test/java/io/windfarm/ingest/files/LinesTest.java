package io.windfarm.ingest.files;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.windfarm.model.Arrival;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LinesTest {
  @Test
  void findsEveryLineAndItsPlaceHoweverTheFileIsReadAndHoweverLongTheyAre() throws IOException {
    Random random = new Random(42);
    for (int i = 0; i < 200; i++) {
      List<String> sent = new ArrayList<>();
      StringBuilder text = new StringBuilder();
      for (int line = random.nextInt(60); line > 0; line--) {
        String content = content(random);
        sent.add(content);
        text.append(content).append(random.nextBoolean() ? "\r\n" : "\n");
      }
      byte[] bytes = text.toString().getBytes(ISO_8859_1);

      List<String> found = new ArrayList<>();
      Arrival record = new Arrival();
      try (Lines lines = Lines.of(inPieces(bytes, random))) {
        while (lines.next()) {
          String line = new String(lines.copy(), ISO_8859_1);
          found.add(line);
          lines.giveTo(record);
          assertThat(new String(record.bytes(), ISO_8859_1)).isEqualTo(line);
          int begin = (int) lines.last().position;
          assertThat(new String(bytes, begin, line.length(), ISO_8859_1)).isEqualTo(line);
          assertThat(bytes[(int) lines.position() - 1]).isEqualTo((byte) '\n');
          assertThat(lines.number()).isEqualTo(found.size());
        }
        assertThat(lines.position()).isEqualTo(bytes.length);
      }
      assertThat(found).isEqualTo(sent);
    }
  }

  @Test
  void takesWhatStandsBehindTheLastLineEndForALineOrLeavesIt(@TempDir Path folder)
      throws IOException {
    Path file = Files.writeString(folder.resolve("a.jsonl"), "one\ntwo");

    try (Lines lines = Lines.open(file.toString(), Place.START, true)) {
      assertThat(lines.next()).isTrue();
      assertThat(lines.next()).isTrue();
      assertThat(new String(lines.copy(), ISO_8859_1)).isEqualTo("two");
      assertThat(lines.position()).isEqualTo(7);
      assertThat(lines.next()).isFalse();
    }
    try (Lines lines = Lines.open(file.toString(), Place.START, false)) {
      assertThat(lines.next()).isTrue();
      assertThat(lines.next()).isFalse();
      assertThat(lines.position()).isEqualTo(4);
    }
  }

  /** Mostly short; some longer than what is read at a time. */
  private static String content(Random random) {
    int length = random.nextInt(10) == 0 ? random.nextInt(100_000) : random.nextInt(300);
    return "abcdefgh\rxyz".repeat(1 + length / 12).substring(0, length).replaceAll("\r$", "x");
  }

  /** As files on a network give their bytes: some at a time. */
  private static InputStream inPieces(byte[] bytes, Random random) {
    return new ByteArrayInputStream(bytes) {
      @Override
      public synchronized int read(byte[] into, int from, int length) {
        return super.read(into, from, Math.min(length, 1 + random.nextInt(40_000)));
      }
    };
  }
}
