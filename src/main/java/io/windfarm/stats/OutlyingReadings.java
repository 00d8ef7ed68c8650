package io.windfarm.stats;

import io.windfarm.model.Anomaly;
import io.windfarm.model.CleanedReading;
import io.windfarm.model.Quality;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.util.Collector;

/**
 * Finds the readings that lie beyond k sigma of their own turbine, sensor and period. Mean and
 * sigma are known when the period is over, so its readings have to be held; a sensor whose cadence
 * promises more than the most that is held, or of which more come, is passed over for that period.
 * Takes cleaned readings keyed by turbine, some of a turbine's at a time, in event-time order for
 * each sensor, and looks at those that enter statistics, filled gaps included.
 */
public class OutlyingReadings
    extends PerPeriod<List<CleanedReading>, CleanedReading, HeldReadings, Anomaly> {
  private static final long serialVersionUID = 1L;

  private final double sigma;
  private final int most;

  /** What was put aside, by sensor and number. */
  private transient MapState<String, byte[]> chunks;

  /**
   * @param sigma the k of k sigma
   * @param most readings of a sensor and period that are held; 0 finds none
   */
  public OutlyingReadings(Periods periods, double sigma, int most) {
    super(periods, HeldReadings.class);
    this.sigma = sigma;
    this.most = most;
  }

  @Override
  public void open(OpenContext context) throws Exception {
    super.open(context);
    chunks =
        getRuntimeContext()
            .getMapState(
                new MapStateDescriptor<>(
                    "chunks", Types.STRING, PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO));
  }

  @Override
  List<CleanedReading> elementsOf(List<CleanedReading> turn) {
    return turn;
  }

  @Override
  boolean concerns(CleanedReading cleaned) {
    return most > 0 && cleaned.quality != Quality.BAD && !cleaned.reading.isAside();
  }

  @Override
  String sensorOf(CleanedReading cleaned) {
    return cleaned.reading.sensor;
  }

  @Override
  long timeOf(CleanedReading cleaned) {
    return cleaned.reading.eventTime;
  }

  @Override
  HeldReadings begin() {
    return new HeldReadings();
  }

  @Override
  boolean add(CleanedReading cleaned, HeldReadings period) throws Exception {
    if (period.passedOver) {
      return false;
    }
    String sensor = cleaned.reading.sensor;
    boolean tooFast = cleaned.cadence > 0 && (period.end - period.start) / cleaned.cadence > most;
    if (tooFast || period.count == most) {
      for (int i = 0; i < period.chunks; i++) {
        chunks.remove(key(sensor, i));
      }
      period.passOver();
      return true;
    }
    period.farmId = cleaned.reading.farmId;
    period.region = cleaned.reading.region;
    period.countryCode = cleaned.reading.countryCode;
    period.unit = cleaned.reading.unit;
    period.add(cleaned.reading.eventTime, cleaned.value, cleaned.reading.id);
    if (period.isFull()) {
      chunks.put(key(sensor, period.chunks), period.takeChunk());
    }
    return true;
  }

  @Override
  void complete(String turbineId, String sensor, HeldReadings period, Collector<Anomaly> out)
      throws Exception {
    List<byte[]> held = new ArrayList<>(period.chunks + 1);
    for (int i = 0; i < period.chunks; i++) {
      held.add(chunks.get(key(sensor, i)));
      chunks.remove(key(sensor, i));
    }
    held.add(period.takeChunk());
    Moments moments = new Moments();
    for (byte[] chunk : held) {
      HeldReadings.read(chunk, (time, value, id) -> moments.add(value));
    }
    for (byte[] chunk : held) {
      HeldReadings.read(
          chunk,
          (time, value, id) -> {
            if (Math.abs(moments.zScore(value)) > sigma) {
              out.collect(anomaly(turbineId, sensor, period, moments, time, value, id));
            }
          });
    }
  }

  private Anomaly anomaly(
      String turbineId,
      String sensor,
      HeldReadings period,
      Moments moments,
      long time,
      double value,
      String id) {
    Anomaly anomaly = new Anomaly();
    anomaly.kind = Anomaly.Kind.READING;
    anomaly.turbineId = turbineId;
    anomaly.farmId = period.farmId;
    anomaly.region = period.region;
    anomaly.countryCode = period.countryCode;
    anomaly.sensor = sensor;
    anomaly.unit = period.unit;
    anomaly.eventTime = time;
    anomaly.periodStart = period.start;
    anomaly.periodEnd = period.end;
    anomaly.readingId = id;
    anomaly.value = value;
    anomaly.expected = moments.mean();
    anomaly.stddev = moments.stddev();
    anomaly.zScore = moments.zScore(value);
    anomaly.threshold = sigma;
    return anomaly;
  }

  private static String key(String sensor, int number) {
    return sensor + '/' + number;
  }
}
