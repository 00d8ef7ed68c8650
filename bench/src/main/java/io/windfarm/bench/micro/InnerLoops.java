package io.windfarm.bench.micro;

import io.windfarm.alert.DetectEdges;
import io.windfarm.bench.baseline.Stage;
import io.windfarm.clean.Clean;
import io.windfarm.clean.OutlierPolicy;
import io.windfarm.config.SensorCatalog;
import io.windfarm.exchange.Exchanged;
import io.windfarm.ingest.EventDecoder;
import io.windfarm.lake.LakeFiles;
import io.windfarm.lake.LakeRoots;
import io.windfarm.lake.TableFiles;
import io.windfarm.model.Arrival;
import io.windfarm.model.CleanedReading;
import io.windfarm.model.Edge;
import io.windfarm.model.Reading;
import io.windfarm.model.Rejected;
import io.windfarm.model.Statistic;
import io.windfarm.stats.Statistics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/**
 * What each stage costs a reading, nanoseconds on one thread, without Flink: each goes through the
 * whole {@link Sample} from an empty state, and is divided by its readings.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@OperationsPerInvocation(Sample.READINGS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class InnerLoops {
  private List<Arrival> records;
  private List<Reading> readings;
  private List<List<Reading>> turns;
  private List<List<CleanedReading>> cleaned;
  private SensorCatalog sensors;
  private EventDecoder decoder;
  private TypeSerializer<Reading> serializer;
  private Path lake;

  /** Makes the sample, and what each stage makes of it. */
  @Setup
  public void prepare() throws Exception {
    records = Sample.records();
    readings = Sample.readings(records);
    turns = Sample.turns(readings);
    sensors = SensorCatalog.load(null);
    decoder = Sample.decoder();
    serializer = Exchanged.READING.createSerializer(new SerializerConfigImpl());
    cleaned = new ArrayList<>();
    runClean(cleaned::add);
    lake = Files.createTempDirectory("windfarm-micro");
  }

  /** The lake of the last invocation. */
  @TearDown(Level.Invocation)
  public void forgetFiles() throws IOException {
    try (var paths = Files.walk(lake)) {
      for (Path path : paths.sorted((a, b) -> b.compareTo(a)).toList()) {
        if (!path.equals(lake)) {
          Files.delete(path);
        }
      }
    }
  }

  /** From bytes to readings, each in the place of the one before, as in the job. */
  @Benchmark
  public void decode(Blackhole out) {
    EventDecoder.Output consumer =
        new EventDecoder.Output() {
          private final Reading blank = new Reading();

          @Override
          public Reading blank() {
            return blank;
          }

          @Override
          public void reading(Reading reading) {
            out.consume(reading);
          }

          @Override
          public void rejected(Rejected rejected) {
            throw new IllegalStateException("The sample has no faults: " + rejected.detail);
          }
        };
    for (Arrival record : records) {
      decoder.decode(record, consumer);
    }
  }

  /** Into the form in which readings cross the exchange, and back. */
  @Benchmark
  public void exchange(Blackhole out) throws IOException {
    DataOutputSerializer bytes = new DataOutputSerializer(1 << 10);
    DataInputDeserializer input = new DataInputDeserializer();
    for (Reading reading : readings) {
      bytes.clear();
      serializer.serialize(reading, bytes);
      input.setBuffer(bytes.getSharedBuffer(), 0, bytes.length());
      out.consume(serializer.deserialize(input));
    }
  }

  /** The verdict of cleaning. */
  @Benchmark
  public void clean(Blackhole out) throws Exception {
    runClean(out::consume);
  }

  private void runClean(Consumer<List<CleanedReading>> out) throws Exception {
    Stage<List<Reading>, List<CleanedReading>> stage =
        new Stage<>(
            new Clean(sensors, OutlierPolicy.IMPUTE, Duration.ofSeconds(30), 3),
            turn -> turn.get(0).turbineId,
            out);
    for (List<Reading> turn : turns) {
      stage.take(turn);
    }
    stage.advance(Long.MAX_VALUE);
  }

  /** Windows of a minute and more. */
  @Benchmark
  public void statistics(Blackhole out) throws Exception {
    Stage<List<CleanedReading>, Statistic> stage =
        new Stage<>(new Statistics(true), turn -> turn.get(0).reading.turbineId, out::consume);
    for (List<CleanedReading> turn : cleaned) {
      stage.take(turn);
    }
    stage.advance(Long.MAX_VALUE);
  }

  /** The few edges among many readings. */
  @Benchmark
  public void edges(Blackhole out) throws Exception {
    Stage<List<Reading>, Edge> stage =
        new Stage<>(new DetectEdges(sensors), turn -> turn.get(0).turbineId, out::consume);
    for (List<Reading> turn : turns) {
      stage.take(turn);
    }
    stage.advance(Long.MAX_VALUE);
  }

  /** Into files of the table {@code readings}, on the temporary folder's disk. */
  @Benchmark
  public void parquet() throws Exception {
    LakeRoots roots = LakeRoots.at(lake.toUri().toString());
    try (TableFiles<CleanedReading> files = new LakeFiles(roots, "1").readings()) {
      for (List<CleanedReading> turn : cleaned) {
        for (CleanedReading row : turn) {
          files.add(row);
        }
      }
    }
  }
}
