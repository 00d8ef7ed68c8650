package io.windfarm.bench;

import static org.assertj.core.api.Assertions.assertThatNoException;

import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.Option;

class BenchCommandTest {
  /** One that can't be is shown as it stands, under a warning. */
  @Test
  void describesOptionsInTextsThatCanBeFormatted() {
    Stream<String> descriptions =
        Arrays.stream(BenchCommand.class.getDeclaredFields())
            .map(field -> field.getAnnotation(Option.class))
            .filter(option -> option != null)
            .flatMap(option -> Arrays.stream(option.description()));

    descriptions.forEach(
        text -> assertThatNoException().as(text).isThrownBy(() -> String.format(text)));
  }
}
