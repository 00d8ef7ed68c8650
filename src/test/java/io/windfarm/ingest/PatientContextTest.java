package io.windfarm.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeoutException;
import java.util.function.BiConsumer;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.api.connector.source.lib.NumberSequenceSource.NumberSequenceSplit;
import org.junit.jupiter.api.Test;

class PatientContextTest {
  private final List<String> handled = new ArrayList<>();
  private final PatientContext<NumberSequenceSplit> context =
      new PatientContext<>(atOnce(), TimeoutException.class::isInstance);

  @Test
  void keepsAnOutageFromTheEnumerator() {
    look(
        () -> {
          throw new TimeoutException("nobody answers");
        });

    assertThat(handled).isEmpty();
  }

  @Test
  void handsOnWhatWasFoundAndWhatWasRefused() {
    look(() -> "partition 7");
    look(
        () -> {
          throw new SecurityException("refused");
        });

    assertThat(handled).containsExactly("partition 7", "partition 7", "refused", "refused");
  }

  private void look(Callable<String> callable) {
    context.callAsync(callable, this::handle);
    context.callAsync(callable, this::handle, 0, 1_000);
  }

  private void handle(String result, Throwable failure) {
    handled.add(failure == null ? result : failure.getMessage());
  }

  /** Calls at once, and once. */
  @SuppressWarnings("unchecked")
  private static SplitEnumeratorContext<NumberSequenceSplit> atOnce() {
    return (SplitEnumeratorContext<NumberSequenceSplit>)
        Proxy.newProxyInstance(
            PatientContextTest.class.getClassLoader(),
            new Class<?>[] {SplitEnumeratorContext.class},
            (proxy, method, arguments) -> {
              BiConsumer<Object, Throwable> handler = (BiConsumer<Object, Throwable>) arguments[1];
              Object result;
              try {
                result = ((Callable<?>) arguments[0]).call();
              } catch (Exception e) {
                handler.accept(null, e);
                return null;
              }
              handler.accept(result, null);
              return null;
            });
  }
}
