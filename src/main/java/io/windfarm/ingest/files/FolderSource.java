package io.windfarm.ingest.files;

import io.windfarm.model.Arrival;
import java.time.Duration;
import javax.annotation.Nullable;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.connector.source.Boundedness;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.api.java.typeutils.ResultTypeQueryable;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/**
 * The records of files, all files side by side in order of event time, so that nothing is late that
 * stands in another file, and memory does not grow with what there is to read. Ends where the files
 * end; or stays, and reads what is added to them and beside them. What was read is in the
 * checkpoint: a file that has grown is read from where it ended.
 *
 * <p>The order is that of all files, so one subtask reads them all: give it a parallelism of 1.
 */
public final class FolderSource
    implements Source<Arrival, FilePart, Found>, ResultTypeQueryable<Arrival> {
  private static final long serialVersionUID = 1L;

  private final Input input;
  private final Layouts layouts;
  private final Duration outOfOrderness;
  private final Duration hold;
  @Nullable private final Duration lookAgain;

  private FolderSource(
      Input input,
      Layouts layouts,
      Duration outOfOrderness,
      Duration hold,
      @Nullable Duration lookAgain) {
    this.input = input;
    this.layouts = layouts;
    this.outOfOrderness = outOfOrderness;
    this.hold = hold;
    this.lookAgain = lookAgain;
  }

  /**
   * Reads what is there, to its end.
   *
   * @param outOfOrderness disorder of this much is left in a file's records; where there is more,
   *     stretches of the file are read side by side
   */
  public static FolderSource toTheEnd(Input input, Layouts layouts, Duration outOfOrderness) {
    return new FolderSource(input, layouts, outOfOrderness, Duration.ZERO, null);
  }

  /**
   * Reads what is there, and what comes. A last line without a line end is left until it has one.
   *
   * @param hold a file whose end is not further than this from that of the latest may still grow,
   *     so that event time does not pass it
   * @param lookAgain how often to look for more
   */
  public static FolderSource goingOn(
      Input input, Layouts layouts, Duration outOfOrderness, Duration hold, Duration lookAgain) {
    return new FolderSource(input, layouts, outOfOrderness, hold, lookAgain);
  }

  @Override
  public Boundedness getBoundedness() {
    return lookAgain == null ? Boundedness.BOUNDED : Boundedness.CONTINUOUS_UNBOUNDED;
  }

  @Override
  public SourceReader<Arrival, FilePart> createReader(SourceReaderContext context) {
    return new FolderReader(
        context, layouts, outOfOrderness, hold, lookAgain == null, FolderReader.BATCH);
  }

  @Override
  public SplitEnumerator<FilePart, Found> createEnumerator(
      SplitEnumeratorContext<FilePart> context) {
    return restoreEnumerator(context, new Found());
  }

  @Override
  public SplitEnumerator<FilePart, Found> restoreEnumerator(
      SplitEnumeratorContext<FilePart> context, Found found) {
    return new FolderEnumerator(context, input, lookAgain, found.copy());
  }

  @Override
  public SimpleVersionedSerializer<FilePart> getSplitSerializer() {
    return new FilePartSerializer();
  }

  @Override
  public SimpleVersionedSerializer<Found> getEnumeratorCheckpointSerializer() {
    return new Found.Serializer();
  }

  @Override
  public TypeInformation<Arrival> getProducedType() {
    return Types.POJO(Arrival.class);
  }
}
