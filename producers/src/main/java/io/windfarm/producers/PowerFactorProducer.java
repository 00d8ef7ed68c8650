package io.windfarm.producers;

import java.util.stream.Stream;

/** The program that sends power factors alone: {@code produce power-factor}. */
public final class PowerFactorProducer {
  private PowerFactorProducer() {}

  /** Runs {@link Produce} for this sensor, with the same options and exit codes. */
  public static void main(String[] args) {
    Produce.main(Stream.concat(Stream.of("power-factor"), Stream.of(args)).toArray(String[]::new));
  }
}
