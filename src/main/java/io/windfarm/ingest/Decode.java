package io.windfarm.ingest;

import io.windfarm.model.Arrival;
import io.windfarm.model.RawRecord;
import io.windfarm.model.Reading;
import io.windfarm.model.Rejected;
import java.util.Set;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/**
 * Decodes records: readings go on, what is none goes to {@link #REJECTED}, and every record, as it
 * came, to {@link #RAW}. A record in which regions meet is a row in each, which holds what belongs
 * to that region and nothing else. What belongs to regions that this job does not handle leaves
 * nothing but a count, by way of {@link #ELSEWHERE}.
 */
public final class Decode extends ProcessFunction<Arrival, Reading> {
  private static final long serialVersionUID = 1L;

  public static final OutputTag<Rejected> REJECTED =
      new OutputTag<>("rejected", Types.POJO(Rejected.class));

  public static final OutputTag<RawRecord> RAW =
      new OutputTag<>("raw", Types.POJO(RawRecord.class));

  /** The record, once for each reading or reject in it that is another job's. */
  public static final OutputTag<Arrival> ELSEWHERE =
      new OutputTag<>("elsewhere", Types.POJO(Arrival.class));

  private final EventDecoder decoder;
  private final Set<String> regions;
  private transient Outputs outputs;

  /**
   * @param regions those that are handled here; none for all
   */
  public Decode(EventDecoder decoder, Set<String> regions) {
    this.decoder = decoder;
    this.regions = regions;
  }

  @Override
  public void open(Configuration parameters) {
    outputs = new Outputs();
    // Here because every slot of a job has a subtask of this operator.
    PooledThreads.outliveTheJobOf(getRuntimeContext());
  }

  @Override
  public void processElement(Arrival arrival, Context context, Collector<Reading> out) {
    outputs.begin(arrival, context, out);
    decoder.decode(arrival, outputs);
    if (!outputs.mixed) {
      raw(arrival, outputs.region, context);
      return;
    }
    decoder
        .partsByRegion(arrival)
        .forEach((region, part) -> raw(withPayload(arrival, part), region, context));
  }

  private void raw(Arrival arrival, String region, Context context) {
    if (!isHandled(region)) {
      return;
    }
    RawRecord raw = new RawRecord();
    raw.arrival = arrival;
    raw.region = region;
    context.output(RAW, raw);
  }

  private boolean isHandled(String region) {
    return regions.isEmpty() || regions.contains(region);
  }

  private static Arrival withPayload(Arrival arrival, byte[] payload) {
    Arrival part = new Arrival();
    part.source = arrival.source;
    part.stream = arrival.stream;
    part.shard = arrival.shard;
    part.sequence = arrival.sequence;
    part.partitionKey = arrival.partitionKey;
    part.arrivalTime = arrival.arrivalTime;
    part.payload = payload;
    return part;
  }

  /** Where one record's events go, and the regions they belong to. */
  private final class Outputs implements EventDecoder.Output {
    private Arrival arrival;
    private Context context;
    private Collector<Reading> readings;

    /** Of the first; every record has something in it. */
    private String region;

    private boolean mixed;

    void begin(Arrival arrival, Context context, Collector<Reading> readings) {
      this.arrival = arrival;
      this.context = context;
      this.readings = readings;
      this.region = null;
      this.mixed = false;
    }

    @Override
    public void reading(Reading reading) {
      if (takes(reading.region)) {
        readings.collect(reading);
      }
    }

    @Override
    public void rejected(Rejected rejected) {
      if (takes(rejected.region)) {
        context.output(REJECTED, rejected);
      }
    }

    private boolean takes(String region) {
      if (this.region == null) {
        this.region = region;
      }
      mixed |= !this.region.equals(region);
      if (isHandled(region)) {
        return true;
      }
      context.output(ELSEWHERE, arrival);
      return false;
    }
  }
}
