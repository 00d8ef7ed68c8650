package io.windfarm.ingest;

import io.windfarm.model.Arrival;
import io.windfarm.model.RawRecord;
import io.windfarm.model.Reading;
import io.windfarm.model.Rejected;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/**
 * Decodes records: readings go on, what is none goes to {@link #REJECTED}, and every record, as it
 * came, to {@link #RAW}.
 */
public final class Decode extends ProcessFunction<Arrival, Reading> {
  private static final long serialVersionUID = 1L;

  public static final OutputTag<Rejected> REJECTED =
      new OutputTag<>("rejected", Types.POJO(Rejected.class));

  public static final OutputTag<RawRecord> RAW =
      new OutputTag<>("raw", Types.POJO(RawRecord.class));

  private final EventDecoder decoder;
  private final String homeRegion;
  private transient Outputs outputs;

  /**
   * @param homeRegion the region of records without a reading that has one
   */
  public Decode(EventDecoder decoder, String homeRegion) {
    this.decoder = decoder;
    this.homeRegion = homeRegion;
  }

  @Override
  public void open(Configuration parameters) {
    outputs = new Outputs();
    // Here because every slot of a job has a subtask of this operator.
    PooledThreads.outliveTheJobOf(getRuntimeContext());
  }

  @Override
  public void processElement(Arrival arrival, Context context, Collector<Reading> out) {
    outputs.begin(context, out);
    decoder.decode(arrival, outputs);
    RawRecord raw = new RawRecord();
    raw.arrival = arrival;
    raw.region = outputs.region == null ? homeRegion : outputs.region;
    context.output(RAW, raw);
  }

  /** Where one record's events go, and the region of the first. */
  private static final class Outputs implements EventDecoder.Output {
    private Context context;
    private Collector<Reading> readings;
    private String region;

    void begin(Context context, Collector<Reading> readings) {
      this.context = context;
      this.readings = readings;
      this.region = null;
    }

    @Override
    public void reading(Reading reading) {
      if (region == null) {
        region = reading.region;
      }
      readings.collect(reading);
    }

    @Override
    public void rejected(Rejected rejected) {
      context.output(REJECTED, rejected);
    }
  }
}
