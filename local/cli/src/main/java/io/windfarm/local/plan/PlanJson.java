package io.windfarm.local.plan;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.windfarm.local.plan.Alternatives.Alternative;
import java.util.List;
import java.util.Locale;

/** A plan for programs; numbers are not rounded. */
final class PlanJson {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private PlanJson() {}

  static String of(Plan plan, List<Alternative> alternatives, Figures figures) {
    ObjectNode json = MAPPER.createObjectNode();
    fleet(json.putObject("fleet"), plan.fleet());
    stream(json.putObject("stream"), plan);
    Processing processing = plan.processing();
    json.putObject("flink")
        .put("run_by", plan.setup().flink().name().toLowerCase(Locale.ROOT))
        .put("slots", processing.slots())
        .put("kpus", processing.units())
        .put("machines", processing.machines())
        .put("checkpoint_bytes", processing.stateBytes());
    ArrayNode tables = json.putArray("tables_per_day");
    for (TableLoad table : plan.tables()) {
      tables
          .addObject()
          .put("table", table.table())
          .put("rows", table.rows())
          .put("bytes", table.bytes())
          .put("files", table.files());
    }
    ObjectNode month = json.putObject("month");
    month.put("currency", figures.currency()).put("region", figures.region());
    month.put("prices", figures.priceDates());
    ArrayNode lines = month.putArray("lines");
    for (Cost.Line line : plan.cost()) {
      lines
          .addObject()
          .put("what", line.what())
          .put("amount", line.amount())
          .put("cost", line.monthly());
    }
    month.put("cost", plan.monthly()).put("cost_per_gb", plan.perGb());
    alternatives(json, alternatives);
    try {
      return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(json);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e); // a tree of numbers and texts
    }
  }

  private static void fleet(ObjectNode json, Fleet fleet) {
    json.put("turbines", fleet.turbines())
        .put("sensors", fleet.sensors())
        .put("hz", fleet.hz())
        .put("readings_per_record", fleet.readingsPerRecord())
        .put("event_bytes", fleet.eventBytes())
        .put("readings_per_second", fleet.readingsPerSecond())
        .put("records_per_second", fleet.recordsPerSecond())
        .put("record_bytes", fleet.recordBytes())
        .put("gb_per_month", fleet.gbPerMonth());
  }

  private static void stream(ObjectNode json, Plan plan) {
    Shards shards = plan.shards();
    json.put("mode", plan.setup().stream().name().toLowerCase(Locale.ROOT))
        .put("readers", plan.setup().readers())
        .put("enhanced_fan_out", plan.setup().fanOut())
        .put("retention_hours", plan.setup().retention().toMillis() / 3_600_000.0)
        .put("shards", shards.needed())
        .put("shards_by_records", shards.byRecords())
        .put("shards_by_bytes", shards.byBytes())
        .put("shards_by_reading", shards.byReading())
        .put("shards_by_spread", shards.bySpread());
  }

  private static void alternatives(ObjectNode json, List<Alternative> alternatives) {
    ArrayNode list = json.putArray("alternatives");
    var best = Alternatives.best(alternatives);
    for (Alternative each : alternatives) {
      list.addObject()
          .put("changes", each.changes())
          .put("price", each.price())
          .put("cost", each.plan().monthly())
          .put("cost_per_gb", each.plan().perGb())
          .put("meets_target", each.meetsTarget())
          .put("cheapest", best.filter(each::equals).isPresent());
    }
    json.put("target_per_gb", Alternatives.TARGET_PER_GB);
  }
}
