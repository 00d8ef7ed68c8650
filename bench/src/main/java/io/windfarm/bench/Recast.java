package io.windfarm.bench;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;

/**
 * The events of an input in another order, or in lines of another kind. The same input gives the
 * same file.
 */
final class Recast {
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  /** The input as it is. */
  static final Recast NONE = new Recast("", () -> Recast::write);

  private final String suffix;
  private final Supplier<Writing> writing;

  private Recast(String suffix, Supplier<Writing> writing) {
    this.suffix = suffix;
    this.writing = writing;
  }

  /** Writes one file. */
  private interface Writing {
    /** Takes the next line. */
    void line(String line, BufferedWriter to) throws IOException;

    /** There are no more. */
    default void end(BufferedWriter to) throws IOException {}
  }

  /** Each stretch of so many lines is in no order. */
  static Recast disordered(long lines) {
    return new Recast("disorder-" + lines, () -> new Disordered(lines));
  }

  private static final class Disordered implements Writing {
    private final long lines;
    private final Random random;
    private final List<String> stretch = new ArrayList<>();

    Disordered(long lines) {
      this.lines = lines;
      this.random = new Random(lines);
    }

    @Override
    public void line(String line, BufferedWriter to) throws IOException {
      stretch.add(line);
      if (stretch.size() == lines) {
        end(to);
      }
    }

    @Override
    public void end(BufferedWriter to) throws IOException {
      Collections.shuffle(stretch, random);
      for (String each : stretch) {
        write(each, to);
      }
      stretch.clear();
    }
  }

  /**
   * Events have fields of no meaning, as many as make them at least so long. What is no whole
   * object stays as it is.
   */
  static Recast padded(int bytes) {
    return new Recast("padded-" + bytes, () -> (line, to) -> write(padded(line, bytes), to));
  }

  private static String padded(String line, int bytes) {
    if (!line.endsWith("}") || line.length() >= bytes) {
      return line;
    }
    StringBuilder longer = new StringBuilder(line).deleteCharAt(line.length() - 1);
    for (int i = 0; longer.length() < bytes - 1; i++) {
      longer.append(",\"vendor_field_").append(i).append("\":\"of no meaning to us\"");
    }
    return longer.append('}').toString();
  }

  /**
   * A line is an array of so many events of one turbine, in their order. What is no whole object
   * stays alone, so that it damages no other; the last of a turbine are fewer.
   */
  static Recast packed(int events) {
    return new Recast("packed-" + events, () -> new Packed(events));
  }

  private static final class Packed implements Writing {
    private final int events;
    private final Map<String, List<String>> open = new LinkedHashMap<>();

    Packed(int events) {
      this.events = events;
    }

    @Override
    public void line(String line, BufferedWriter to) throws IOException {
      String turbine = turbineIn(line);
      if (turbine.isEmpty()) {
        write(line, to);
        return;
      }
      List<String> own = open.computeIfAbsent(turbine, none -> new ArrayList<>());
      own.add(line);
      if (own.size() == events) {
        write(array(own), to);
        own.clear();
      }
    }

    @Override
    public void end(BufferedWriter to) throws IOException {
      for (List<String> own : open.values()) {
        if (!own.isEmpty()) {
          write(array(own), to);
        }
      }
    }
  }

  /** Empty where the line is no whole event: in an array it would cost those behind it. */
  private static String turbineIn(String line) {
    try {
      return JSON.readTree(line.getBytes(StandardCharsets.ISO_8859_1)).path("turbine_id").asText();
    } catch (IOException e) {
      return "";
    }
  }

  private static String array(List<String> events) {
    return events.size() == 1 ? events.get(0) : "[" + String.join(",", events) + "]";
  }

  private static void write(String line, BufferedWriter to) throws IOException {
    to.write(line);
    to.write('\n');
  }

  /** A file of the same events, beside that of the input, with its time of arrival. */
  Input of(Input input) throws IOException {
    if (suffix.isEmpty()) {
      return input;
    }
    Writing each = writing.get();
    String name = input.file().getFileName().toString().replace(".jsonl", "-" + suffix + ".jsonl");
    Path file = input.file().resolveSibling(name);
    FileTime arrival = Files.getLastModifiedTime(input.file());
    try (BufferedReader from = Files.newBufferedReader(input.file(), StandardCharsets.ISO_8859_1);
        BufferedWriter to = Files.newBufferedWriter(file, StandardCharsets.ISO_8859_1)) {
      for (String line = from.readLine(); line != null; line = from.readLine()) {
        each.line(line, to);
      }
      each.end(to);
    }
    Files.setLastModifiedTime(file, arrival);
    return new Input(file, input.records(), Files.size(file), input.faults(), input.emergencies());
  }
}
