package io.windfarm;

import io.windfarm.exchange.Exchanged;
import io.windfarm.ingest.Decode;
import io.windfarm.ingest.EventDecoder;
import io.windfarm.ingest.Ingest;
import io.windfarm.ledger.Post;
import io.windfarm.model.LedgerEntry;
import io.windfarm.model.RawRecord;
import io.windfarm.model.Reading;
import io.windfarm.model.Rejected;
import java.util.Set;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;

/**
 * What is done with a source's records before they meet those of another: decoded, posted to the
 * ledger, given watermarks, all in one chain with the source, which alone knows its shards.
 */
final class Front {
  private final SingleOutputStreamOperator<Reading> decoded;
  private final SingleOutputStreamOperator<Reading> readings;

  /**
   * @param regions those that the job handles; none for all
   * @param keepsRecords whether {@link #raw} is wanted
   */
  Front(Ingest ingest, EventDecoder decoder, Set<String> regions, boolean keepsRecords) {
    decoded =
        ingest.beside(
            ingest
                .arrivals()
                .transform(
                    ingest.title("Decode"),
                    Exchanged.READING,
                    new Decode(decoder, regions, keepsRecords))
                .uid(ingest.uid("decode")));
    readings =
        ingest.beside(
            decoded
                .transform(
                    ingest.title("Watermarks by shard"), Exchanged.READING, ingest.watermarks())
                .uid(ingest.uid("shard-watermarks")));
  }

  /** Not to be kept: they are filled again. */
  DataStream<Reading> readings() {
    return readings;
  }

  DataStream<RawRecord> raw() {
    return decoded.getSideOutput(Decode.RAW);
  }

  DataStream<Rejected> rejected() {
    return decoded.getSideOutput(Decode.REJECTED);
  }

  /** The ledger's entries of what was received, what was rejected and what is another job's. */
  DataStream<LedgerEntry> entries() {
    return decoded.getSideOutput(Post.ENTRIES);
  }
}
