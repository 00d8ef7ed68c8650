package io.windfarm.local;

import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.serialization.SimpleStringEncoder;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.connector.source.util.ratelimit.RateLimiterStrategy;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.connector.datagen.source.DataGeneratorSource;
import org.apache.flink.connector.file.sink.FileSink;
import org.apache.flink.core.fs.Path;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.filesystem.rollingpolicies.OnCheckpointRollingPolicy;

/**
 * A small job for the cluster's tests: {@code NumbersJob ROOT COUNT RATE} writes 0, 1, 2, …, each
 * with its place among the numbers of its remainder, which is kept in keyed state. {@link Numbers}
 * checks what it wrote.
 */
public final class NumbersJob {
  /** How many keys there are. */
  static final long REMAINDERS = 97;

  private NumbersJob() {}

  /** Submits itself. */
  public static void main(String[] args) throws Exception {
    if (args.length != 3) {
      throw new IllegalArgumentException("Give a root, a count and a rate.");
    }
    StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
    env.fromSource(
            new DataGeneratorSource<>(
                number -> Tuple2.of(number, 1L),
                Long.parseLong(args[1]),
                RateLimiterStrategy.perSecond(Double.parseDouble(args[2])),
                Types.TUPLE(Types.LONG, Types.LONG)),
            WatermarkStrategy.noWatermarks(),
            "Numbers")
        .uid("numbers")
        .keyBy(number -> number.f0 % REMAINDERS, Types.LONG)
        .reduce((last, number) -> Tuple2.of(number.f0, last.f1 + 1))
        .uid("places")
        .name("Places")
        .map(number -> number.f0 + " " + number.f1, Types.STRING)
        .uid("lines")
        .name("Lines")
        .sinkTo(
            FileSink.forRowFormat(new Path(args[0]), new SimpleStringEncoder<String>())
                .withRollingPolicy(OnCheckpointRollingPolicy.build())
                .build())
        .uid("files")
        .name("Files");
    env.execute("numbers");
  }
}
