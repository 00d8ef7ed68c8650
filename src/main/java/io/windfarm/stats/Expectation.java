package io.windfarm.stats;

import io.windfarm.model.Anomaly;
import io.windfarm.model.Statistic;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Holds the power of every ten minutes against the turbine's own {@link PowerCurve}, which it
 * learns as it goes: first what earlier windows taught is asked, then the window teaches. What lies
 * beyond k sigma of its bin is an anomaly, and teaches too: a curve that learned only from what it
 * expected would find less and less. So a fault that lasts becomes what is expected.
 *
 * <p>Takes the statistics of a turbine, of which it reads the aligned ten minutes of wind speed and
 * power.
 */
public class Expectation extends KeyedProcessFunction<String, Statistic, Anomaly> {
  private static final long serialVersionUID = 1L;

  private static final String WIND_SPEED = "wind_speed";
  private static final String POWER = "power_output";

  private final double sigma;
  private transient ValueState<PowerCurve> curve;
  private transient ValueState<Unpaired> unpaired;

  /**
   * @param sigma the k of k sigma
   */
  public Expectation(double sigma) {
    this.sigma = sigma;
  }

  @Override
  public void open(OpenContext context) {
    curve =
        getRuntimeContext()
            .getState(new ValueStateDescriptor<>("curve", Types.POJO(PowerCurve.class)));
    unpaired =
        getRuntimeContext()
            .getState(new ValueStateDescriptor<>("unpaired", Types.POJO(Unpaired.class)));
  }

  @Override
  public void processElement(Statistic window, Context context, Collector<Anomaly> out)
      throws Exception {
    boolean isPower = POWER.equals(window.sensor);
    if (window.windowMillis != ClosedPanes.TEN_MINUTES
        || !window.aligned
        || window.count == 0
        || !(isPower || WIND_SPEED.equals(window.sensor))) {
      return;
    }
    Unpaired waiting = unpaired.value();
    if (waiting == null) {
      waiting = new Unpaired();
    }
    double other = waiting.pair(window);
    unpaired.update(waiting);
    if (Double.isNaN(other)) {
      return;
    }
    double wind = isPower ? other : window.mean;
    double power = isPower ? window.mean : other;
    PowerCurve known = curve.value();
    if (known == null) {
      known = new PowerCurve();
    }
    Moments expected = known.at(wind);
    if (expected != null && Math.abs(expected.zScore(power)) > sigma) {
      out.collect(anomaly(window, isPower ? window.unit : waiting.unit, power, expected));
    }
    known.learn(wind, power);
    curve.update(known);
  }

  private Anomaly anomaly(Statistic window, String unit, double power, Moments expected) {
    Anomaly anomaly = new Anomaly();
    anomaly.kind = Anomaly.Kind.EXPECTATION;
    anomaly.turbineId = window.turbineId;
    anomaly.farmId = window.farmId;
    anomaly.region = window.region;
    anomaly.countryCode = window.countryCode;
    anomaly.sensor = POWER;
    anomaly.unit = unit;
    anomaly.eventTime = window.windowEnd;
    anomaly.periodStart = window.windowStart;
    anomaly.periodEnd = window.windowEnd;
    anomaly.readingId = "";
    anomaly.value = power;
    anomaly.expected = expected.mean();
    anomaly.stddev = expected.stddev();
    anomaly.zScore = expected.zScore(power);
    anomaly.threshold = sigma;
    return anomaly;
  }
}
