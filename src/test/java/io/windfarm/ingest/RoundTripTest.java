package io.windfarm.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.windfarm.model.Reading;
import java.io.IOException;
import java.io.StringWriter;
import java.time.Instant;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.NotBlank;
import net.jqwik.api.constraints.StringLength;

/** What a sender wrote in the canonical form is what is read. */
class RoundTripTest {
  @Property(seed = "42")
  void readsWhatWasWritten(
      @ForAll @NotBlank @CharRange(from = 0, to = 0xd7ff) @StringLength(max = 40) String id,
      @ForAll @NotBlank @CharRange(from = 0, to = 0xd7ff) @StringLength(max = 40) String turbine,
      @ForAll @IntRange(min = 0, max = 16) int sensor,
      @ForAll @DoubleRange(min = -1e9, max = 1e9) double value,
      @ForAll @LongRange(min = 0, max = 4_000_000_000_000L) long time)
      throws IOException {
    Assume.that(!id.isBlank() && !turbine.isBlank());
    String name = Decoded.CATALOG.names().get(sensor);
    StringWriter json = new StringWriter();
    try (JsonGenerator event = new JsonFactory().createGenerator(json)) {
      event.writeStartObject();
      event.writeStringField("id", id);
      event.writeStringField("turbine_id", turbine);
      event.writeStringField("type", name);
      event.writeNumberField("data", value);
      event.writeStringField("unit", Decoded.CATALOG.get(name, "").unit);
      event.writeStringField("date", Instant.ofEpochMilli(time).toString());
      event.writeEndObject();
    }

    Reading reading = Decoded.of(json.toString()).only();

    assertThat(reading.id).isEqualTo(id);
    assertThat(reading.turbineId).isEqualTo(turbine);
    assertThat(reading.sensor).isEqualTo(name);
    assertThat(reading.value).isEqualTo(value);
    assertThat(reading.rawValue).isEqualTo(value);
    assertThat(reading.eventTime).isEqualTo(time);
  }
}
