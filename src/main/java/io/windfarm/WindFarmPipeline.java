package io.windfarm;

import io.windfarm.alert.Alerting;
import io.windfarm.clean.Clean;
import io.windfarm.clean.HoldBack;
import io.windfarm.clean.OnceInOrder;
import io.windfarm.clean.OneByOne;
import io.windfarm.config.SensorCatalog;
import io.windfarm.config.WindFarmConfig;
import io.windfarm.config.WindFarmOptions;
import io.windfarm.config.WindFarmOptions.AtEnd;
import io.windfarm.config.WindFarmOptions.SourceType;
import io.windfarm.exchange.Exchanged;
import io.windfarm.ingest.EventDecoder;
import io.windfarm.ingest.Ingest;
import io.windfarm.ledger.Book;
import io.windfarm.ledger.Post;
import io.windfarm.ledger.Posting;
import io.windfarm.model.Alert;
import io.windfarm.model.Anomaly;
import io.windfarm.model.CleanedReading;
import io.windfarm.model.LedgerEntry;
import io.windfarm.model.Reading;
import io.windfarm.model.Statistic;
import io.windfarm.model.Summary;
import io.windfarm.stats.Statistics;
import io.windfarm.stats.Summarizing;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.DataStreamUtils;
import org.apache.flink.streaming.api.datastream.KeyedStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;

/**
 * The graph:
 *
 * <pre>
 * a front ───┐
 * per source ┴─► keyed by turbine ─► once, in order ─► clean ─► statistics ─► summaries, anomalies
 *   │                                    │               │          │             │   │
 *   ├─► lake (raw)                       │               └──────────┴─► lake ◄────┘   │
 *   └─► lake (rejected)                  └─► alerts ◄──────────────── of fleets ──────┘
 *                                              └─► alerts stream or topic, lake
 * every stage ─► ledger ─► lake
 * </pre>
 *
 * One shuffle of readings; what follows it stays on the turbine's subtask, and there the readings
 * of a turbine go together that have their turn together. What comes before it, in {@link Front},
 * stays with the source.
 */
public final class WindFarmPipeline {
  private final WindFarmConfig config;
  private final SensorCatalog sensors;

  public WindFarmPipeline(WindFarmConfig config, SensorCatalog sensors) {
    this.config = config;
    this.sensors = sensors;
  }

  /** Draws the graph from {@code sources}, one or more, to {@code outputs}. */
  public void build(List<Ingest> sources, Outputs outputs) {
    List<Front> fronts =
        sources.stream()
            .map(
                source ->
                    new Front(
                        source, decoder(), config.regions(sensors), outputs.raw().takesRows()))
            .collect(Collectors.toList());
    SingleOutputStreamOperator<List<Reading>> inOrder = inOrder(united(fronts, Front::readings));
    SingleOutputStreamOperator<List<CleanedReading>> cleaned = clean(byTurbine(inOrder));
    DataStream<List<CleanedReading>> heldBack = heldBack(cleaned);
    DataStream<Statistic> statistics = statistics(heldBack);
    Summarizing summarizing = new Summarizing(config);
    SingleOutputStreamOperator<Summary> summaries = summarizing.summaries(statistics);
    Alerting alerting = new Alerting(sensors, config);
    DataStream<Alert> alerts =
        alerting.alerts(byTurbine(inOrder)).union(alerting.alerts(summaries));

    outputs.raw().write(united(fronts, Front::raw), "lake-raw", "Lake: raw");
    outputs.rejected().write(united(fronts, Front::rejected), "lake-rejected", "Lake: rejected");
    outputs.readings().write(oneByOne(cleaned), "lake-readings", "Lake: readings");
    outputs.statistics().write(statistics, "lake-statistics", "Lake: statistics");
    outputs.summaries().write(summaries, "lake-summaries", "Lake: summaries");
    if (outputs.anomalies().takesRows()) {
      DataStream<Anomaly> anomalies = summarizing.anomalies(heldBack, statistics, summaries);
      outputs.anomalies().write(anomalies, "lake-anomalies", "Lake: anomalies");
    }
    outputs.alerts().write(alerts, "lake-alerts", "Lake: alerts");
    notify(alerts, outputs);
    if (outputs.ledger().takesRows()) {
      DataStream<LedgerEntry> booked =
          book(
              united(fronts, Front::entries).union(entries(duplicates(inOrder)), entries(cleaned)));
      outputs.ledger().write(booked, "lake-ledger", "Lake: ledger");
    }
  }

  private EventDecoder decoder() {
    return new EventDecoder(sensors, decoding(config, sensors));
  }

  /** How records are decoded. */
  public static EventDecoder.Options decoding(WindFarmConfig config, SensorCatalog sensors) {
    String template = config.get(WindFarmOptions.INGEST_TURBINE_TEMPLATE);
    String home = config.get(WindFarmOptions.SOURCE_REGION);
    return EventDecoder.Options.defaults()
        .withZone(config.zone())
        .withTurbineTemplate(template.isEmpty() ? null : template)
        .withMaxFuture(config.get(WindFarmOptions.INGEST_MAX_FUTURE))
        .withDefaultRegion(sensors.hasRegion(home) ? home : "");
  }

  private static <T> DataStream<T> united(
      List<Front> fronts, Function<Front, DataStream<T>> stream) {
    return fronts.stream()
        .map(stream)
        .reduce((one, other) -> one.union(other))
        .orElseThrow(() -> new IllegalArgumentException("A pipeline needs a source"));
  }

  private SingleOutputStreamOperator<List<Reading>> inOrder(DataStream<Reading> received) {
    return received
        .keyBy(reading -> reading.turbineId, Types.STRING)
        .transform(
            "Once, in order",
            Exchanged.READINGS,
            new OnceInOrder(config.get(WindFarmOptions.INGEST_DUPLICATE_MEMORY)))
        .uid("once-in-order");
  }

  private static KeyedStream<List<Reading>, String> byTurbine(DataStream<List<Reading>> inOrder) {
    return DataStreamUtils.reinterpretAsKeyedStream(
        inOrder, turn -> turn.get(0).turbineId, Types.STRING);
  }

  private SingleOutputStreamOperator<List<CleanedReading>> clean(
      KeyedStream<List<Reading>, String> readings) {
    return readings
        .process(
            new Clean(
                sensors,
                config.get(WindFarmOptions.CLEAN_OUTLIERS),
                maxLookahead(),
                config.get(WindFarmOptions.CLEAN_FILL_LIMIT)))
        .returns(Exchanged.CLEANED_READINGS)
        .uid("clean")
        .name("Clean")
        .transform("Post cleaned", Exchanged.CLEANED_READINGS, new Post<>(Posting.cleaned()))
        .uid("post-cleaned");
  }

  private static DataStream<CleanedReading> oneByOne(DataStream<List<CleanedReading>> cleaned) {
    return cleaned
        .transform("Cleaned, one by one", Exchanged.CLEANED_READING, new OneByOne<>())
        .uid("cleaned-one-by-one");
  }

  /** Nobody waits for what is in files, and theirs is often a reading an hour. */
  private static final Duration LOOKAHEAD_IN_FILES = Duration.ofDays(1);

  private Duration maxLookahead() {
    Duration configured = config.get(WindFarmOptions.CLEAN_MAX_LOOKAHEAD);
    if (config.get(WindFarmOptions.SOURCE_TYPE) != SourceType.FILES) {
      return configured;
    }
    // Where the input ends, a verdict may wait for it.
    if (config.get(WindFarmOptions.SOURCE_AT_END) == AtEnd.FINISH) {
      return Clean.UNLIMITED;
    }
    return configured.compareTo(LOOKAHEAD_IN_FILES) < 0 ? LOOKAHEAD_IN_FILES : configured;
  }

  private DataStream<List<CleanedReading>> heldBack(DataStream<List<CleanedReading>> cleaned) {
    return cleaned
        .transform(
            "Hold back watermarks", Exchanged.CLEANED_READINGS, new HoldBack<>(maxLookahead()))
        .uid("hold-back");
  }

  private DataStream<Statistic> statistics(DataStream<List<CleanedReading>> heldBack) {
    return DataStreamUtils.reinterpretAsKeyedStream(
            heldBack, turn -> turn.get(0).reading.turbineId, Types.STRING)
        .process(new Statistics(config.get(WindFarmOptions.STATS_ROLLING)))
        .uid("statistics")
        .name("Statistics");
  }

  private static void notify(DataStream<Alert> alerts, Outputs outputs) {
    if (outputs.alertsStream().isEmpty() && outputs.alertsTopic().isEmpty()) {
      return;
    }
    DataStream<Alert> notified =
        alerts
            // One subtask tells of a turbine, so that nobody hears of an end before its beginning.
            .keyBy(alert -> alert.turbineId)
            .filter(alert -> alert.notified)
            .uid("notified-alerts")
            .name("Notified alerts");
    outputs
        .alertsStream()
        .ifPresent(stream -> notified.sinkTo(stream).uid("alerts-stream").name("Alerts stream"));
    outputs
        .alertsTopic()
        .ifPresent(topic -> notified.sinkTo(topic).uid("alerts-topic").name("Alerts topic"));
  }

  private static SingleOutputStreamOperator<Reading> duplicates(
      SingleOutputStreamOperator<List<Reading>> inOrder) {
    return inOrder
        .getSideOutput(OnceInOrder.DUPLICATES)
        .transform("Post duplicates", Exchanged.READING, new Post<>(Posting.duplicate()))
        .uid("post-duplicates");
  }

  private static DataStream<LedgerEntry> entries(SingleOutputStreamOperator<?> posted) {
    return posted.getSideOutput(Post.ENTRIES);
  }

  private SingleOutputStreamOperator<LedgerEntry> book(DataStream<LedgerEntry> entries) {
    return entries
        .transform("Book", Types.POJO(LedgerEntry.class), new Book(settles()))
        .uid("book")
        .setParallelism(1)
        .setMaxParallelism(1);
  }

  /** How much longer one reading may take through all stages than another. */
  private Duration settles() {
    return config
        .get(WindFarmOptions.INGEST_OUT_OF_ORDERNESS)
        .plus(config.get(WindFarmOptions.INGEST_MAX_FUTURE))
        .plus(config.get(WindFarmOptions.INGEST_IDLE_TIMEOUT))
        .plus(maxLookahead())
        .plusMinutes(1);
  }
}
