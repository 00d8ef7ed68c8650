package io.windfarm.ingest;

import io.windfarm.ledger.Journal;
import io.windfarm.ledger.Post;
import io.windfarm.ledger.Posting;
import io.windfarm.metrics.Metrics;
import io.windfarm.model.Arrival;
import io.windfarm.model.RawRecord;
import io.windfarm.model.Reading;
import io.windfarm.model.RefilledReading;
import io.windfarm.model.Rejected;
import java.util.Set;
import java.util.TreeSet;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.ChainingStrategy;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.util.OutputTag;

/**
 * Decodes records: readings go on, what is none goes to {@link #REJECTED}, and every record, as it
 * came, to {@link #RAW}. A record in which regions meet is a row in each, which holds what belongs
 * to that region and nothing else. What belongs to regions that this job does not handle leaves
 * nothing but a count. All that was received is posted to the ledger here, by way of {@link
 * Post#ENTRIES}: an operator each for that would have Flink copy every element once for each.
 *
 * <p>A reading is filled again when the next one is decoded, and so is a record, by its source:
 * what takes them must not keep them. Rows of {@link #RAW} and {@link #REJECTED} may be kept.
 */
public final class Decode extends AbstractStreamOperator<Reading>
    implements OneInputStreamOperator<Arrival, Reading> {
  private static final long serialVersionUID = 1L;

  public static final OutputTag<Rejected> REJECTED =
      new OutputTag<>("rejected", Types.POJO(Rejected.class));

  public static final OutputTag<RawRecord> RAW =
      new OutputTag<>("raw", Types.POJO(RawRecord.class));

  private static final Posting<RawRecord> RECORD = Posting.record();
  private static final Posting<Reading> READING = Posting.received();
  private static final Posting<Rejected> REJECT = Posting.rejected();

  private final EventDecoder decoder;
  private final Set<String> regions;
  private final boolean keepsRecords;

  private transient Posting<Arrival> elsewhere;
  private transient Journal journal;
  private transient Contents contents;

  /** The record at hand; kept by nobody. */
  private transient RawRecord record;

  /**
   * @param regions those that are handled here; none for all
   * @param keepsRecords whether {@link #RAW} is wanted: each row is a copy
   */
  public Decode(EventDecoder decoder, Set<String> regions, boolean keepsRecords) {
    this.decoder = decoder;
    this.regions = regions;
    this.keepsRecords = keepsRecords;
    chainingStrategy = ChainingStrategy.ALWAYS;
  }

  @Override
  public void open() throws Exception {
    super.open();
    Metrics registered = Metrics.of(metrics, getExecutionConfig().getGlobalJobParameters());
    if (regions.isEmpty()) {
      journal = new Journal(registered, RECORD, READING, REJECT);
    } else {
      elsewhere = Posting.elsewhere(new TreeSet<>(regions).first());
      journal = new Journal(registered, RECORD, READING, REJECT, elsewhere);
    }
    contents = new Contents();
    record = new RawRecord();
    // Here because every slot of a job has a subtask of this operator.
    PooledThreads.outliveTheJobOf(getRuntimeContext());
  }

  @Override
  public void processElement(StreamRecord<Arrival> element) {
    Arrival arrival = element.getValue();
    contents.begin(arrival);
    decoder.decode(arrival, contents);
    if (contents.mixed) {
      decoder
          .partsByRegion(arrival)
          .forEach((region, part) -> received(arrival.with(part), region));
    } else {
      received(arrival, contents.region);
    }
  }

  private void received(Arrival arrival, String region) {
    if (!isHandled(region)) {
      return;
    }
    record.arrival = arrival;
    record.region = region;
    journal.post(RECORD, record);
    if (keepsRecords) {
      RawRecord row = new RawRecord();
      row.arrival = arrival.with(arrival.bytes());
      row.region = region;
      output.collect(RAW, new StreamRecord<>(row));
    }
  }

  private boolean isHandled(String region) {
    return regions.isEmpty() || regions.contains(region);
  }

  @Override
  public void prepareSnapshotPreBarrier(long checkpointId) {
    journal.flush(output);
  }

  @Override
  public void finish() throws Exception {
    journal.flush(output);
    super.finish();
  }

  /** Where one record's events go, and the regions they belong to. */
  private final class Contents implements EventDecoder.Output {
    private final Reading blank = new RefilledReading();
    private final StreamRecord<Reading> outgoing = new StreamRecord<>(null);
    private Arrival arrival;

    /** Of the first; every record has something in it. */
    private String region;

    private boolean mixed;

    void begin(Arrival arrival) {
      this.arrival = arrival;
      this.region = null;
      this.mixed = false;
    }

    @Override
    public Reading blank() {
      return blank;
    }

    @Override
    public void reading(Reading reading) {
      if (takes(reading.region)) {
        journal.post(READING, reading);
        output.collect(outgoing.replace(reading));
      }
    }

    @Override
    public void rejected(Rejected rejected) {
      if (takes(rejected.region)) {
        journal.post(REJECT, rejected);
        output.collect(REJECTED, new StreamRecord<>(rejected));
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
      journal.post(elsewhere, arrival);
      return false;
    }
  }
}
