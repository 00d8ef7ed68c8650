package io.windfarm.local.plan;

import io.windfarm.local.plan.Setup.Stream;
import java.util.Locale;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads {@code provisioned} and {@code on-demand}. */
final class StreamMode implements ITypeConverter<Stream> {
  @Override
  public Stream convert(String text) {
    try {
      return Stream.valueOf(text.toUpperCase(Locale.ROOT).replace('-', '_'));
    } catch (IllegalArgumentException e) {
      throw new TypeConversionException("'" + text + "' is neither provisioned nor on-demand");
    }
  }
}
