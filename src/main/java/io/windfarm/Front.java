package io.windfarm;

import io.windfarm.exchange.Exchanged;
import io.windfarm.ingest.Decode;
import io.windfarm.ingest.EventDecoder;
import io.windfarm.ingest.Ingest;
import io.windfarm.ledger.Post;
import io.windfarm.ledger.Posting;
import io.windfarm.model.Arrival;
import io.windfarm.model.LedgerEntry;
import io.windfarm.model.RawRecord;
import io.windfarm.model.Reading;
import io.windfarm.model.Rejected;
import java.util.Set;
import java.util.TreeSet;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;

/**
 * What is done with a source's records before they meet those of another: decoded, posted to the
 * ledger, given watermarks, all in one chain with the source, which alone knows its shards.
 */
final class Front {
  private final SingleOutputStreamOperator<Reading> readings;
  private final SingleOutputStreamOperator<RawRecord> raw;
  private final SingleOutputStreamOperator<Rejected> rejected;
  private DataStream<LedgerEntry> entries;

  /**
   * @param regions those that the job handles; none for all
   */
  Front(Ingest ingest, EventDecoder decoder, Set<String> regions) {
    SingleOutputStreamOperator<Reading> decoded =
        ingest.beside(
            ingest
                .arrivals()
                .process(new Decode(decoder, regions))
                .returns(Exchanged.READING)
                .uid(ingest.uid("decode"))
                .name(ingest.title("Decode")));
    SingleOutputStreamOperator<Reading> received =
        ingest.beside(
            decoded
                .transform(
                    ingest.title("Post received"),
                    Exchanged.READING,
                    new Post<>(Posting.received()))
                .uid(ingest.uid("post-received")));
    readings =
        ingest.beside(
            received
                .transform(
                    ingest.title("Watermarks by shard"), Exchanged.READING, ingest.watermarks())
                .uid(ingest.uid("shard-watermarks")));
    raw =
        ingest.beside(
            decoded
                .getSideOutput(Decode.RAW)
                .transform(
                    ingest.title("Post records"),
                    Decode.RAW.getTypeInfo(),
                    new Post<>(Posting.record()))
                .uid(ingest.uid("post-records")));
    rejected =
        ingest.beside(
            decoded
                .getSideOutput(Decode.REJECTED)
                .transform(
                    ingest.title("Post rejected"),
                    Decode.REJECTED.getTypeInfo(),
                    new Post<>(Posting.rejected()))
                .uid(ingest.uid("post-rejected")));
    entries =
        received
            .getSideOutput(Post.ENTRIES)
            .union(raw.getSideOutput(Post.ENTRIES), rejected.getSideOutput(Post.ENTRIES));
    if (!regions.isEmpty()) {
      String home = new TreeSet<>(regions).first();
      entries = entries.union(elsewhere(ingest, decoded, home).getSideOutput(Post.ENTRIES));
    }
  }

  private static SingleOutputStreamOperator<Arrival> elsewhere(
      Ingest ingest, SingleOutputStreamOperator<Reading> decoded, String home) {
    return ingest.beside(
        decoded
            .getSideOutput(Decode.ELSEWHERE)
            .transform(
                ingest.title("Post elsewhere"),
                Decode.ELSEWHERE.getTypeInfo(),
                new Post<>(Posting.elsewhere(home)))
            .uid(ingest.uid("post-elsewhere")));
  }

  DataStream<Reading> readings() {
    return readings;
  }

  DataStream<RawRecord> raw() {
    return raw;
  }

  DataStream<Rejected> rejected() {
    return rejected;
  }

  /** The ledger's entries of what was received, what was rejected and what is another job's. */
  DataStream<LedgerEntry> entries() {
    return entries;
  }
}
