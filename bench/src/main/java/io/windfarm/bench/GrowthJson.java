package io.windfarm.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.windfarm.local.CheckpointFigures;
import java.io.IOException;
import java.nio.file.Path;

/** Growth for programs: what was sent to what at each point, and every run. */
final class GrowthJson {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private GrowthJson() {}

  /** Writes what was measured so far. */
  static void write(Path file, Growth growth) throws IOException {
    ObjectNode json = MAPPER.createObjectNode();
    Machine.describe(json.putObject("machine"));
    ArrayNode points = json.putArray("points");
    for (Measured measured : growth.measured()) {
      Result result = measured.result();
      ObjectNode point = points.addObject();
      describe(measured.point(), point);
      BenchJson.figures(result, point);
      CheckpointFigures checkpoints = measured.checkpoints();
      point
          .putObject("checkpoints")
          .put("completed", checkpoints.completed())
          .put("state_bytes", checkpoints.mostStateBytes())
          .put("state_bytes_per_key", Math.round(measured.stateBytesAKey()))
          .put("new_bytes_median", checkpoints.medianNewBytes())
          .put("millis_median", checkpoints.medianMillis())
          .put("millis_p99", checkpoints.p99Millis())
          .put("millis_longest", checkpoints.longestMillis());
      BenchJson.runs(point.putArray("runs"), result.runs());
    }
    if (growth.control() != null) {
      ObjectNode cores = json.putObject("cores_sharing_nothing");
      growth.control().writeTo(cores);
    }
    GrowthReport.timesOfJob(growth.measured())
        .ifPresent(times -> json.put("job_times_on_all_cores", times));
    ArrayNode failed = json.putArray("not_measured");
    growth
        .failed()
        .forEach((point, why) -> describe(point, failed.addObject().put("because", why)));
    MAPPER.writerWithDefaultPrettyPrinter().writeValue(file.toFile(), json);
  }

  private static void describe(GrowthPoint point, ObjectNode json) {
    json.put("curve", point.curve()).put("point", point.name()).put("at", point.at());
    ArrayNode workloads = json.putArray("workloads");
    point
        .workloads()
        .forEach(
            workload ->
                workloads
                    .addObject()
                    .put("turbines", workload.turbines())
                    .put("readings_a_second_and_sensor", workload.hz())
                    .put("seconds_of_event_time", workload.span().toMillis() / 1e3));
    json.put("keys", point.keys());
    Terms terms = point.terms();
    json.put("slots", terms.slots()).put("state", terms.rocksDb() ? "rocksdb" : "heap");
    json.put(
        "cores", point.cores() == 0 ? Runtime.getRuntime().availableProcessors() : point.cores());
    ArrayNode tables = json.putArray("tables");
    terms.tables().names().forEach(tables::add);
    ObjectNode flink = json.putObject("flink");
    terms.flink().forEach(flink::put);
    ArrayNode settings = json.putArray("settings");
    terms.jobSettings().forEach(settings::add);
  }
}
