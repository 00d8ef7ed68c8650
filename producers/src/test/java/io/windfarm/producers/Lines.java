package io.windfarm.producers;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Runs the program in this JVM, at full speed into a file, and reads what it wrote. */
final class Lines {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** What a run left. */
  record Result(int code, String err, byte[] bytes, List<JsonNode> truth, JsonNode summary) {
    /** The events as text, one a line. */
    List<String> lines() {
      return new String(bytes, StandardCharsets.UTF_8).lines().toList();
    }

    /** The ground truth's lines of one kind. */
    List<JsonNode> truth(String kind) {
      return truth.stream().filter(line -> line.get("kind").asText().equals(kind)).toList();
    }

    /** The ground truth's lines about one fault. */
    List<JsonNode> faults(FaultKind fault) {
      return truth("fault").stream()
          .filter(line -> line.get("fault").asText().equals(fault.label()))
          .toList();
    }
  }

  private Lines() {}

  static Result produce(Path dir, String... options) {
    return produceFrom(Instant.parse("2026-11-20T07:00:00Z"), dir, options);
  }

  static Result produceFrom(Instant start, Path dir, String... options) {
    Path out = dir.resolve("out.jsonl");
    Path truth = dir.resolve("truth.jsonl");
    Path summary = dir.resolve("summary.json");
    String[] all =
        Stream.concat(
                Stream.of(options),
                Stream.of(
                    "--speed=max",
                    "--start=" + start,
                    "--quiet",
                    "--out=" + out,
                    "--ground-truth=" + truth,
                    "--summary=" + summary))
            .toArray(String[]::new);
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    int code =
        Produce.run(
            all,
            Map.of(),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            new StopSignal());
    String said = err.toString(StandardCharsets.UTF_8);
    try {
      return code == 0
          ? new Result(
              code,
              said,
              Files.readAllBytes(out),
              Files.readAllLines(truth).stream().map(Lines::json).toList(),
              json(Files.readString(summary)))
          : new Result(code, said, new byte[0], List.of(), null);
    } catch (IOException e) {
      throw new UncheckedIOException(String.join(" ", Arrays.asList(all)), e);
    }
  }

  static JsonNode json(String text) {
    try {
      return JSON.readTree(text);
    } catch (IOException e) {
      throw new UncheckedIOException(text, e);
    }
  }

  /** Whether the text is one event that could be read. */
  static boolean isJson(String text) {
    try {
      return JSON.readTree(text).isObject();
    } catch (IOException e) {
      return false;
    }
  }
}
