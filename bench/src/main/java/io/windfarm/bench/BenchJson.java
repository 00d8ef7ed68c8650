package io.windfarm.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Results for programs: medians, and every run that they are the medians of. */
final class BenchJson {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private BenchJson() {}

  static void write(Path file, Workload workload, Input input, Tables tables, List<Result> results)
      throws IOException {
    ObjectNode json = MAPPER.createObjectNode();
    Machine.describe(json.putObject("machine"));
    ObjectNode sent = json.putObject("workload");
    sent.put("events", input.records()).put("bytes", input.bytes());
    sent.put("turbines", workload.turbines()).put("seed", workload.seed());
    sent.put("emergencies", input.emergencies());
    ObjectNode faults = sent.putObject("faults");
    input.faults().forEach(faults::put);
    ArrayNode names = json.putArray("tables");
    tables.names().forEach(names::add);
    ArrayNode contestants = json.putArray("contestants");
    for (Result result : results) {
      ObjectNode contestant = contestants.addObject().put("contestant", result.contestant());
      figures(result, contestant);
      runs(contestant.putArray("runs"), result.runs());
    }
    MAPPER.writerWithDefaultPrettyPrinter().writeValue(file.toFile(), json);
  }

  /** Adds medians. */
  static void figures(Result result, ObjectNode json) {
    json.put("events_per_cpu_second", Math.round(result.perCpuSecond()));
    json.put("events_per_second", Math.round(result.perSecond()));
    json.put("allocated_bytes_per_event", Math.round(result.allocatedPerEvent()));
    json.put("resident_bytes", Math.round(result.residentBytes()));
    json.put("start_cpu_seconds", result.startCpuSeconds());
    json.put("start_seconds", result.startSeconds());
  }

  /** Adds runs, with their parts. */
  static void runs(ArrayNode array, List<Run> runs) {
    for (Run run : runs) {
      ObjectNode parts = array.addObject();
      cost(parts.putObject("start"), run.start());
      cost(parts.putObject("warm_up"), run.warmUp());
      cost(parts.putObject("work"), run.work());
      cost(parts.putObject("end"), run.end());
    }
  }

  private static void cost(ObjectNode json, Cost cost) {
    json.put("events", cost.events())
        .put("cpu_seconds", cost.cpuSeconds())
        .put("seconds", cost.wallSeconds())
        .put("allocated_bytes", cost.allocatedBytes())
        .put("resident_bytes", cost.residentBytes())
        .put("endpoint_cpu_seconds", cost.endpointCpuSeconds());
  }
}
