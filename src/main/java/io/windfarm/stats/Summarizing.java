package io.windfarm.stats;

import io.windfarm.config.WindFarmConfig;
import io.windfarm.config.WindFarmOptions;
import io.windfarm.model.Anomaly;
import io.windfarm.model.CleanedReading;
import io.windfarm.model.Statistic;
import io.windfarm.model.Summary;
import java.util.List;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.DataStreamUtils;
import org.apache.flink.streaming.api.datastream.KeyedStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;

/**
 * The stage behind statistics: summaries over periods, and anomalies of three kinds. Readings and
 * statistics stay on the subtask of the turbine; only summaries, one a sensor and period, are sent
 * on to meet those of their fleet.
 */
public final class Summarizing {
  private final Periods periods;
  private final double sigma;
  private final int readingsPerPeriod;

  public Summarizing(WindFarmConfig config) {
    this.periods = new Periods(config.get(WindFarmOptions.STATS_PERIOD), config.statsZone());
    this.sigma = config.get(WindFarmOptions.ANOMALIES_SIGMA);
    this.readingsPerPeriod = config.get(WindFarmOptions.ANOMALIES_READINGS_PER_PERIOD);
  }

  /** Summaries with their fleets' figures; those beyond k sigma also in {@link #anomalies}. */
  public SingleOutputStreamOperator<Summary> summaries(DataStream<Statistic> statistics) {
    return byTurbine(statistics)
        .process(new Summaries(periods))
        .uid("summaries")
        .name("Summaries")
        .keyBy(Fleet::keyOf, Types.STRING)
        .process(new Fleet(sigma))
        .uid("fleet")
        .name("Fleet");
  }

  /**
   * Anomalies of every kind.
   *
   * @param heldBack cleaned readings, in event-time order behind held-back watermarks
   * @param statistics made of them
   * @param summaries given by {@link #summaries}
   */
  public DataStream<Anomaly> anomalies(
      DataStream<List<CleanedReading>> heldBack,
      DataStream<Statistic> statistics,
      SingleOutputStreamOperator<Summary> summaries) {
    DataStream<Anomaly> readings =
        DataStreamUtils.reinterpretAsKeyedStream(
                heldBack, turn -> turn.get(0).reading.turbineId, Types.STRING)
            .process(new OutlyingReadings(periods, sigma, readingsPerPeriod))
            .uid("outlying-readings")
            .name("Outlying readings");
    DataStream<Anomaly> unexpected =
        byTurbine(statistics)
            .process(new Expectation(sigma))
            .uid("expectation")
            .name("Expectation");
    return readings.union(summaries.getSideOutput(Fleet.ANOMALIES), unexpected);
  }

  private static KeyedStream<Statistic, String> byTurbine(DataStream<Statistic> statistics) {
    return DataStreamUtils.reinterpretAsKeyedStream(
        statistics, statistic -> statistic.turbineId, Types.STRING);
  }
}
