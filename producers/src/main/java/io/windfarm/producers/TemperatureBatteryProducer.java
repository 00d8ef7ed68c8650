package io.windfarm.producers;

import java.util.stream.Stream;

/** The program that sends battery temperatures alone: {@code produce temperature-battery}. */
public final class TemperatureBatteryProducer {
  private TemperatureBatteryProducer() {}

  /** Runs {@link Produce} for this sensor, with the same options and exit codes. */
  public static void main(String[] args) {
    Produce.main(
        Stream.concat(Stream.of("temperature-battery"), Stream.of(args)).toArray(String[]::new));
  }
}
