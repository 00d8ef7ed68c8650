package io.windfarm.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.windfarm.local.ChildProcess;
import io.windfarm.local.Failure;
import io.windfarm.local.Producers;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * The file of a {@link Workload}, a record a line.
 *
 * @param file where it lies
 * @param records lines in it: the events that throughput is counted in
 * @param bytes its length
 * @param faults how many readings have each
 * @param emergencies in it
 */
public record Input(
    Path file, long records, long bytes, Map<String, Long> faults, int emergencies) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * The file of a workload below {@code folder}: the one that is there, or written now.
   *
   * @throws Failure if the simulators refuse
   */
  public static Input of(Workload workload, Path folder) throws IOException, InterruptedException {
    Path file = Files.createDirectories(folder).resolve(workload.name() + ".jsonl");
    Path summary = folder.resolve(workload.name() + ".json");
    if (!Files.exists(file) || !Files.exists(summary)) {
      write(workload, file, summary);
    }
    Files.setLastModifiedTime(file, FileTime.from(workload.arrival()));
    JsonNode account = JSON.readTree(summary.toFile());
    Map<String, Long> faults = new LinkedHashMap<>();
    account
        .path("faults")
        .fields()
        .forEachRemaining(fault -> faults.put(fault.getKey(), fault.getValue().asLong()));
    return new Input(
        file,
        account.path("records").asLong(),
        Files.size(file),
        Map.copyOf(faults),
        account.path("emergencies").size());
  }

  private static void write(Workload workload, Path file, Path summary)
      throws IOException, InterruptedException {
    Path unfinished = file.resolveSibling(file.getFileName() + ".unfinished");
    List<String> arguments = new ArrayList<>(workload.arguments());
    arguments.addAll(List.of("--quiet", "--out", unfinished.toString()));
    arguments.addAll(List.of("--summary", summary.toString()));
    Path log = file.resolveSibling("producers.log");
    Files.deleteIfExists(unfinished);
    Files.deleteIfExists(log);
    try (ChildProcess producers = Producers.process(arguments).log(log).start()) {
      if (producers.await() != 0) {
        throw new Failure("The simulators refused the workload: " + producers.output().strip());
      }
    }
    Files.move(unfinished, file, StandardCopyOption.REPLACE_EXISTING);
  }

  /**
   * A file of the same lines, of which each stretch of so many is in no order, always the same
   * none.
   */
  public Input disordered(long lines) throws IOException {
    String name = file.getFileName().toString().replace(".jsonl", "-disorder-" + lines + ".jsonl");
    Path disordered = file.resolveSibling(name);
    Instant arrival = Files.getLastModifiedTime(file).toInstant();
    Random random = new Random(lines);
    try (BufferedReader from = Files.newBufferedReader(file, StandardCharsets.ISO_8859_1);
        BufferedWriter to = Files.newBufferedWriter(disordered, StandardCharsets.ISO_8859_1)) {
      List<String> stretch = new ArrayList<>();
      for (String line = from.readLine(); line != null; line = from.readLine()) {
        stretch.add(line);
        if (stretch.size() == lines) {
          write(stretch, random, to);
        }
      }
      write(stretch, random, to);
    }
    Files.setLastModifiedTime(disordered, FileTime.from(arrival));
    return new Input(disordered, records, bytes, faults, emergencies);
  }

  private static void write(List<String> stretch, Random random, BufferedWriter to)
      throws IOException {
    Collections.shuffle(stretch, random);
    for (String line : stretch) {
      to.write(line);
      to.write('\n');
    }
    stretch.clear();
  }

  /**
   * A file of the first lines alone, to see what a start costs.
   *
   * @throws Failure if this one is not longer
   */
  public Input head(long lines) throws IOException {
    if (lines >= records) {
      throw new Failure("Give the bench more than " + lines + " events: that many only start it.");
    }
    String name = file.getFileName().toString().replace(".jsonl", "-first-" + lines + ".jsonl");
    Path head = file.resolveSibling(name);
    Instant arrival = Files.getLastModifiedTime(file).toInstant();
    try (BufferedReader from = Files.newBufferedReader(file, StandardCharsets.ISO_8859_1);
        BufferedWriter to = Files.newBufferedWriter(head, StandardCharsets.ISO_8859_1)) {
      for (long i = 0; i < lines; i++) {
        to.write(from.readLine());
        to.write('\n');
      }
    }
    Files.setLastModifiedTime(head, FileTime.from(arrival));
    return new Input(head, lines, Files.size(head), Map.of(), 0);
  }
}
