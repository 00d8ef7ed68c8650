package io.windfarm.producers;

import java.util.stream.Stream;

/** The program that sends hydraulic pressures alone: {@code produce hydraulic-pressure}. */
public final class HydraulicPressureProducer {
  private HydraulicPressureProducer() {}

  /** Runs {@link Produce} for this sensor, with the same options and exit codes. */
  public static void main(String[] args) {
    Produce.main(
        Stream.concat(Stream.of("hydraulic-pressure"), Stream.of(args)).toArray(String[]::new));
  }
}
