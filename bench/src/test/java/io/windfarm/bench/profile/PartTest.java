package io.windfarm.bench.profile;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class PartTest {
  private static final String TASK = "Once, in order -> Clean (1/1)#0";

  private static Part of(String... frames) {
    return Part.of(TASK, List.of(frames));
  }

  @Test
  void givesWhatTheJdkAndTheStateDoToTheStageThatCalledThem() {
    assertThat(
            of(
                "java.util.HashMap",
                "org.apache.flink.runtime.state.heap.CopyOnWriteStateMap",
                "io.windfarm.stats.Statistics",
                "org.apache.flink.streaming.api.operators.KeyedProcessOperator",
                "io.windfarm.clean.Clean"))
        .isEqualTo(Part.STATISTICS);
  }

  @Test
  void knowsTheStagesByTheirClasses() {
    assertThat(of("io.windfarm.ingest.files.Lines")).isEqualTo(Part.READ);
    assertThat(of("io.windfarm.ingest.PlainObject")).isEqualTo(Part.DECODE);
    assertThat(of("io.windfarm.exchange.ReadingSerializer")).isEqualTo(Part.EXCHANGE);
    assertThat(of("io.windfarm.clean.ReadingOrder")).isEqualTo(Part.ORDER);
    assertThat(of("io.windfarm.clean.Judge")).isEqualTo(Part.CLEAN);
    assertThat(of("io.windfarm.stats.OutlyingReadings")).isEqualTo(Part.SUMMARIES);
    assertThat(of("io.windfarm.alert.DetectEdges")).isEqualTo(Part.EDGES);
    assertThat(of("org.apache.flink.cep.nfa.NFA")).isEqualTo(Part.CEP);
    assertThat(of("io.windfarm.ledger.Postings")).isEqualTo(Part.LEDGER);
    assertThat(of("sun.nio.ch.EPoll", "org.apache.pekko.Dispatcher")).isEqualTo(Part.OTHER);
  }

  @Test
  void tellsTheCopyOfWhatCameInFromTheTablesOfWhatBecameOfIt() {
    assertThat(of("org.apache.parquet.column.Writer", "io.windfarm.ingest.Decode"))
        .isEqualTo(Part.RAW);
    assertThat(of("org.apache.parquet.column.Writer", "io.windfarm.clean.Clean"))
        .isEqualTo(Part.PARQUET);
  }

  @Test
  void givesWhatRunsBesideTheTaskToCheckpoints() {
    assertThat(Part.of("AsyncOperations-thread-1", List.of("io.windfarm.exchange.Pool")))
        .isEqualTo(Part.CHECKPOINTS);
  }

  @Test
  void knowsTheThreadsOfTheJvmAndOfRocksDbByFifteenLettersOfTheirNames() {
    assertThat(ThreadTimes.kind("C2 CompilerThre")).isEqualTo("compiler");
    assertThat(ThreadTimes.kind("G1 Young RemSet")).isEqualTo("collector");
    assertThat(ThreadTimes.kind("GC Thread#1")).isEqualTo("collector");
    assertThat(ThreadTimes.kind("rocksdb:high")).isEqualTo("rocksdb");
    assertThat(ThreadTimes.kind("Source: Files -")).isEqualTo("others");
  }
}
