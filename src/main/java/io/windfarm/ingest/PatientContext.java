package io.windfarm.ingest;

import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.apache.flink.api.connector.source.ReaderInfo;
import org.apache.flink.api.connector.source.SourceEvent;
import org.apache.flink.api.connector.source.SourceSplit;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.api.connector.source.SplitsAssignment;
import org.apache.flink.metrics.groups.SplitEnumeratorMetricGroup;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What an enumerator works with, made patient in two ways. An outage is kept from it, which would
 * otherwise end the job: a fallback that is down must not stop what it stands in for. And while
 * what one look found is being worked on, it is not told of the next, or under load it would take
 * the same splits for new ones once more, and they would be read twice. For enumerators that look
 * again and again by themselves. Used, but for {@code callAsync}'s callables, by the coordinator's
 * thread alone.
 */
final class PatientContext<S extends SourceSplit> implements SplitEnumeratorContext<S> {
  private static final Logger LOG = LoggerFactory.getLogger(PatientContext.class);

  private final SplitEnumeratorContext<S> context;
  private final Function<Throwable, Boolean> isOutage;
  private int underWay;

  PatientContext(SplitEnumeratorContext<S> context, Function<Throwable, Boolean> isOutage) {
    this.context = context;
    this.isOutage = isOutage;
  }

  private <T> void handle(BiConsumer<T, Throwable> handler, T result, Throwable failure) {
    if (failure != null && isOutage.apply(failure)) {
      LOG.warn(
          "Partitions can't be looked for, and will be again; those known are read on. Check that"
              + " the brokers can be reached.",
          failure);
    } else {
      handler.accept(result, failure);
    }
  }

  @Override
  public <T> void callAsync(Callable<T> callable, BiConsumer<T, Throwable> handler) {
    underWay++;
    context.callAsync(
        callable,
        (result, failure) -> {
          underWay--;
          handle(handler, result, failure);
        });
  }

  @Override
  public <T> void callAsync(
      Callable<T> callable, BiConsumer<T, Throwable> handler, long initialDelay, long period) {
    context.callAsync(
        callable,
        (result, failure) -> {
          if (underWay == 0) {
            handle(handler, result, failure);
          }
        },
        initialDelay,
        period);
  }

  @Override
  public void runInCoordinatorThread(Runnable runnable) {
    context.runInCoordinatorThread(runnable);
  }

  @Override
  public SplitEnumeratorMetricGroup metricGroup() {
    return context.metricGroup();
  }

  @Override
  public void sendEventToSourceReader(int subtask, SourceEvent event) {
    context.sendEventToSourceReader(subtask, event);
  }

  @Override
  public int currentParallelism() {
    return context.currentParallelism();
  }

  @Override
  public Map<Integer, ReaderInfo> registeredReaders() {
    return context.registeredReaders();
  }

  @Override
  public void assignSplits(SplitsAssignment<S> assignments) {
    context.assignSplits(assignments);
  }

  @Override
  public void signalNoMoreSplits(int subtask) {
    context.signalNoMoreSplits(subtask);
  }

  @Override
  public void setIsProcessingBacklog(boolean isProcessingBacklog) {
    context.setIsProcessingBacklog(isProcessingBacklog);
  }
}
