package io.windfarm;

import io.windfarm.alert.Alerting;
import io.windfarm.clean.Clean;
import io.windfarm.clean.HoldBack;
import io.windfarm.clean.OnceInOrder;
import io.windfarm.config.SensorCatalog;
import io.windfarm.config.WindFarmConfig;
import io.windfarm.config.WindFarmOptions;
import io.windfarm.config.WindFarmOptions.SourceType;
import io.windfarm.ingest.Decode;
import io.windfarm.ingest.EventDecoder;
import io.windfarm.ingest.ShardWatermarks;
import io.windfarm.ledger.Book;
import io.windfarm.ledger.Post;
import io.windfarm.ledger.Posting;
import io.windfarm.model.Alert;
import io.windfarm.model.Arrival;
import io.windfarm.model.CleanedReading;
import io.windfarm.model.LedgerEntry;
import io.windfarm.model.RawRecord;
import io.windfarm.model.Reading;
import io.windfarm.model.Rejected;
import io.windfarm.model.Statistic;
import io.windfarm.stats.Statistics;
import java.time.Duration;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.DataStreamUtils;
import org.apache.flink.streaming.api.datastream.KeyedStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;

/**
 * The graph:
 *
 * <pre>
 * arrivals ─► decode ─► keyed by turbine ─► once, in order ─► clean ─► statistics ─► lake
 *               │                               │               └────────────────► lake (readings)
 *               ├─► lake (raw)                  └─► alerts ─► alerts stream, lake
 *               └─► lake (rejected)             every stage ─► ledger ─► lake
 * </pre>
 *
 * One shuffle of readings; what follows it stays on the turbine's subtask.
 */
public final class WindFarmPipeline {
  private final WindFarmConfig config;
  private final SensorCatalog sensors;

  public WindFarmPipeline(WindFarmConfig config, SensorCatalog sensors) {
    this.config = config;
    this.sensors = sensors;
  }

  /** Draws the graph from {@code arrivals} to {@code outputs}. */
  public void build(DataStream<Arrival> arrivals, ShardWatermarks watermarks, Outputs outputs) {
    SingleOutputStreamOperator<Reading> decoded = decode(arrivals);
    SingleOutputStreamOperator<Reading> received = received(decoded);
    SingleOutputStreamOperator<Reading> inOrder = inOrder(received, watermarks);
    SingleOutputStreamOperator<CleanedReading> cleaned = clean(byTurbine(inOrder));
    DataStream<Alert> alerts = new Alerting(sensors, config).alerts(byTurbine(inOrder));

    cleaned.sinkTo(outputs.readings()).uid("lake-readings").name("Lake: readings");
    statistics(cleaned)
        .sinkTo(outputs.statistics())
        .uid("lake-statistics")
        .name("Lake: statistics");
    alerts.sinkTo(outputs.alerts()).uid("lake-alerts").name("Lake: alerts");
    notify(alerts, outputs);

    DataStream<LedgerEntry> entries =
        entries(received)
            .union(
                entries(raw(decoded, outputs)),
                entries(rejected(decoded, outputs)),
                entries(duplicates(inOrder)),
                entries(cleaned));
    book(entries)
        .sinkTo(outputs.ledger())
        .uid("lake-ledger")
        .name("Lake: ledger")
        .setParallelism(1);
  }

  private SingleOutputStreamOperator<Reading> decode(DataStream<Arrival> arrivals) {
    String template = config.get(WindFarmOptions.INGEST_TURBINE_TEMPLATE);
    String home = config.get(WindFarmOptions.SOURCE_REGION);
    String homeRegion = sensors.hasRegion(home) ? home : SensorCatalog.UNKNOWN_REGION;
    EventDecoder.Options options =
        EventDecoder.Options.defaults()
            .withZone(config.zone())
            .withTurbineTemplate(template.isEmpty() ? null : template)
            .withMaxFuture(config.get(WindFarmOptions.INGEST_MAX_FUTURE))
            .withDefaultRegion(sensors.hasRegion(home) ? home : "");
    return arrivals
        .process(new Decode(new EventDecoder(sensors, options), homeRegion))
        .returns(Types.POJO(Reading.class))
        .uid("decode")
        .name("Decode");
  }

  private static SingleOutputStreamOperator<Reading> received(DataStream<Reading> decoded) {
    return decoded
        .transform("Post received", Types.POJO(Reading.class), new Post<>(Posting.received()))
        .uid("post-received");
  }

  private SingleOutputStreamOperator<Reading> inOrder(
      DataStream<Reading> received, ShardWatermarks watermarks) {
    return received
        .transform("Watermarks by shard", Types.POJO(Reading.class), watermarks)
        .uid("shard-watermarks")
        .keyBy(reading -> reading.turbineId, Types.STRING)
        .transform(
            "Once, in order",
            Types.POJO(Reading.class),
            new OnceInOrder(config.get(WindFarmOptions.INGEST_DUPLICATE_MEMORY)))
        .uid("once-in-order");
  }

  private static KeyedStream<Reading, String> byTurbine(DataStream<Reading> inOrder) {
    return DataStreamUtils.reinterpretAsKeyedStream(
        inOrder, reading -> reading.turbineId, Types.STRING);
  }

  private SingleOutputStreamOperator<CleanedReading> clean(KeyedStream<Reading, String> readings) {
    return readings
        .process(
            new Clean(
                sensors,
                config.get(WindFarmOptions.CLEAN_OUTLIERS),
                maxLookahead(),
                config.get(WindFarmOptions.CLEAN_FILL_LIMIT)))
        .uid("clean")
        .name("Clean")
        .transform("Post cleaned", Types.POJO(CleanedReading.class), new Post<>(Posting.cleaned()))
        .uid("post-cleaned");
  }

  /** Where the input ends, a verdict may wait for it. */
  private Duration maxLookahead() {
    return config.get(WindFarmOptions.SOURCE_TYPE) == SourceType.FILES
        ? Clean.UNLIMITED
        : config.get(WindFarmOptions.CLEAN_MAX_LOOKAHEAD);
  }

  private DataStream<Statistic> statistics(DataStream<CleanedReading> cleaned) {
    DataStream<CleanedReading> heldBack =
        cleaned
            .transform(
                "Hold back watermarks",
                Types.POJO(CleanedReading.class),
                new HoldBack(maxLookahead()))
            .uid("hold-back");
    return DataStreamUtils.reinterpretAsKeyedStream(
            heldBack, cleanedReading -> cleanedReading.reading.turbineId, Types.STRING)
        .process(new Statistics())
        .uid("statistics")
        .name("Statistics");
  }

  private static void notify(DataStream<Alert> alerts, Outputs outputs) {
    outputs
        .notifications()
        .ifPresent(
            notifications ->
                alerts
                    .filter(alert -> alert.notified)
                    .uid("notified-alerts")
                    .name("Notified alerts")
                    .sinkTo(notifications)
                    .uid("alerts-stream")
                    .name("Alerts stream"));
  }

  private static SingleOutputStreamOperator<RawRecord> raw(
      SingleOutputStreamOperator<Reading> decoded, Outputs outputs) {
    SingleOutputStreamOperator<RawRecord> raw =
        decoded
            .getSideOutput(Decode.RAW)
            .transform("Post records", Decode.RAW.getTypeInfo(), new Post<>(Posting.record()))
            .uid("post-records");
    raw.sinkTo(outputs.raw()).uid("lake-raw").name("Lake: raw");
    return raw;
  }

  private static SingleOutputStreamOperator<Rejected> rejected(
      SingleOutputStreamOperator<Reading> decoded, Outputs outputs) {
    SingleOutputStreamOperator<Rejected> rejected =
        decoded
            .getSideOutput(Decode.REJECTED)
            .transform(
                "Post rejected", Decode.REJECTED.getTypeInfo(), new Post<>(Posting.rejected()))
            .uid("post-rejected");
    rejected.sinkTo(outputs.rejected()).uid("lake-rejected").name("Lake: rejected");
    return rejected;
  }

  private static SingleOutputStreamOperator<Reading> duplicates(
      SingleOutputStreamOperator<Reading> inOrder) {
    return inOrder
        .getSideOutput(OnceInOrder.DUPLICATES)
        .transform("Post duplicates", Types.POJO(Reading.class), new Post<>(Posting.duplicate()))
        .uid("post-duplicates");
  }

  private static DataStream<LedgerEntry> entries(SingleOutputStreamOperator<?> posted) {
    return posted.getSideOutput(Post.ENTRIES);
  }

  private static SingleOutputStreamOperator<LedgerEntry> book(DataStream<LedgerEntry> entries) {
    return entries
        .transform("Book", Types.POJO(LedgerEntry.class), new Book())
        .uid("book")
        .setParallelism(1)
        .setMaxParallelism(1);
  }
}
