package io.windfarm.bench;

import io.windfarm.bench.stream.KafkaStream;
import io.windfarm.bench.stream.KinesisStream;
import io.windfarm.bench.stream.StreamEndpoint;
import java.nio.file.Path;
import java.util.Optional;

/** Where a Flink job's events come from. */
interface From {
  /** A file: the work ends with it. */
  From FILES = (input, directory) -> Optional.empty();

  /** A topic that has all of them before the job begins. */
  From KAFKA = (input, directory) -> Optional.of(loaded(KafkaStream.start(directory), input));

  /** A stream of the Kinesis endpoint, likewise. */
  From KINESIS = (input, directory) -> Optional.of(loaded(KinesisStream.start(directory), input));

  /**
   * What holds the events of one run; empty if that is the input's file.
   *
   * @param directory the run's own
   */
  Optional<StreamEndpoint> open(Input input, Path directory) throws Exception;

  private static StreamEndpoint loaded(StreamEndpoint stream, Input input) throws Exception {
    try {
      stream.load(input.file());
      return stream;
    } catch (Exception e) {
      stream.close();
      throw e;
    }
  }
}
