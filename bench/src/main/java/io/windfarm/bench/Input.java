package io.windfarm.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.windfarm.local.ChildProcess;
import io.windfarm.local.Failure;
import io.windfarm.local.Producers;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The file of a {@link Workload}: an event a line, unless it was {@link Recast}.
 *
 * @param file where it lies
 * @param records events in it, which throughput is counted in
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

  /** A file of the lines of both, in order of their dates; a line without one follows its own. */
  Input mergedWith(Input other) throws IOException {
    String name =
        other.file.getFileName().toString().replace(".jsonl", "") + "-and-" + file.getFileName();
    Path merged = file.resolveSibling(name);
    try (DatedLines these = new DatedLines(file);
        DatedLines others = new DatedLines(other.file);
        BufferedWriter to = Files.newBufferedWriter(merged, StandardCharsets.ISO_8859_1)) {
      while (these.line() != null || others.line() != null) {
        DatedLines earlier = these.isBefore(others) ? these : others;
        to.write(earlier.line());
        to.write('\n');
        earlier.next();
      }
    }
    Map<String, Long> all = new LinkedHashMap<>(faults);
    other.faults.forEach((fault, count) -> all.merge(fault, count, Long::sum));
    FileTime one = Files.getLastModifiedTime(file);
    FileTime another = Files.getLastModifiedTime(other.file);
    Files.setLastModifiedTime(merged, one.compareTo(another) > 0 ? one : another);
    return new Input(
        merged,
        records + other.records,
        Files.size(merged),
        Map.copyOf(all),
        emergencies + other.emergencies);
  }

  /**
   * About how many events there are in the first bytes: lines are alike, here and there in the
   * file.
   */
  long eventsTo(long position) {
    return Math.round((double) records * position / bytes);
  }
}
