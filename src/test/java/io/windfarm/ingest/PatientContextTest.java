package io.windfarm.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeoutException;
import java.util.function.BiConsumer;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.api.connector.source.lib.NumberSequenceSource.NumberSequenceSplit;
import org.junit.jupiter.api.Test;

class PatientContextTest {
  private final Exception outage = new TimeoutException("nobody answers");

  private final List<BiConsumer<Object, Throwable>> looks = new ArrayList<>();
  private final List<String> told = new ArrayList<>();
  private final PatientContext<NumberSequenceSplit> context =
      new PatientContext<>(coordinator(), TimeoutException.class::isInstance);

  @Test
  void keepsAnOutageFromTheEnumerator() {
    context.callAsync(() -> "", this::tell, 0, 1_000);
    looks.get(0).accept(null, outage);
    context.callAsync(() -> "", this::tell);
    looks.get(1).accept(null, outage);

    assertThat(told).isEmpty();
  }

  @Test
  void handsOnWhatWasFoundAndWhatWasRefused() {
    context.callAsync(() -> "", this::tell, 0, 1_000);
    looks.get(0).accept("partition 7", null);
    looks.get(0).accept(null, new SecurityException("refused"));
    context.callAsync(() -> "", this::tell);
    looks.get(1).accept("its offset", null);

    assertThat(told).containsExactly("partition 7", "refused", "its offset");
  }

  @Test
  void doesNotTellOfWhatIsFoundWhileTheLastFindIsWorkedOn() {
    context.callAsync(() -> "", this::tell, 0, 1_000);
    looks.get(0).accept("partition 7", null);
    context.callAsync(() -> "", this::tell);
    looks.get(0).accept("partition 7", null);
    looks.get(1).accept("its offset", null);
    looks.get(0).accept("none", null);

    assertThat(told).containsExactly("partition 7", "its offset", "none");
  }

  @Test
  void looksOnAfterAnOutageWhileTheLastFindWasWorkedOn() {
    context.callAsync(() -> "", this::tell, 0, 1_000);
    context.callAsync(() -> "", this::tell);
    looks.get(1).accept(null, outage);
    looks.get(0).accept("partition 7", null);

    assertThat(told).containsExactly("partition 7");
  }

  private void tell(String result, Throwable failure) {
    told.add(failure == null ? result : failure.getMessage());
  }

  /** Keeps the handlers, for the test to call. */
  @SuppressWarnings("unchecked")
  private SplitEnumeratorContext<NumberSequenceSplit> coordinator() {
    return (SplitEnumeratorContext<NumberSequenceSplit>)
        Proxy.newProxyInstance(
            PatientContextTest.class.getClassLoader(),
            new Class<?>[] {SplitEnumeratorContext.class},
            (proxy, method, arguments) -> {
              looks.add((BiConsumer<Object, Throwable>) arguments[1]);
              return null;
            });
  }
}
