package io.windfarm.ingest;

import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.connector.source.Boundedness;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.api.connector.source.SourceSplit;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.api.java.typeutils.ResultTypeQueryable;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.util.function.SerializableFunction;

/**
 * A source as it is, but that {@link ShardWatermarks} learns from its {@link SplitRoster} which
 * splits a subtask reads, before the first record of any; and that an outage while splits are
 * looked for ends nothing: they are looked for again. The state is the source's own.
 */
final class RosteredSource<T, S extends SourceSplit, C>
    implements Source<T, S, C>, ResultTypeQueryable<T> {
  private static final long serialVersionUID = 1L;

  private final Source<T, S, C> source;
  private final TypeInformation<T> type;
  private final SplitRoster roster;
  private final SerializableFunction<Throwable, Boolean> isOutage;

  /**
   * @param isOutage tells a source that can't be reached from one that refuses
   */
  RosteredSource(
      Source<T, S, C> source,
      TypeInformation<T> type,
      SplitRoster roster,
      SerializableFunction<Throwable, Boolean> isOutage) {
    this.source = source;
    this.type = type;
    this.roster = roster;
    this.isOutage = isOutage;
  }

  @Override
  public SourceReader<T, S> createReader(SourceReaderContext context) throws Exception {
    RosteredReader<T, S> reader = new RosteredReader<>(source.createReader(context), roster::leave);
    roster.enter(reader, context.getIndexOfSubtask(), context.currentParallelism());
    return reader;
  }

  @Override
  public SplitEnumerator<S, C> createEnumerator(SplitEnumeratorContext<S> context)
      throws Exception {
    return source.createEnumerator(new PatientContext<>(context, isOutage));
  }

  @Override
  public SplitEnumerator<S, C> restoreEnumerator(SplitEnumeratorContext<S> context, C state)
      throws Exception {
    return source.restoreEnumerator(new PatientContext<>(context, isOutage), state);
  }

  @Override
  public Boundedness getBoundedness() {
    return source.getBoundedness();
  }

  @Override
  public SimpleVersionedSerializer<S> getSplitSerializer() {
    return source.getSplitSerializer();
  }

  @Override
  public SimpleVersionedSerializer<C> getEnumeratorCheckpointSerializer() {
    return source.getEnumeratorCheckpointSerializer();
  }

  @Override
  public TypeInformation<T> getProducedType() {
    return type;
  }
}
