package io.windfarm.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import io.windfarm.model.Condition;
import io.windfarm.model.Edge;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;

/** An edge arrives as it was sent, whatever is in it and whatever travelled before it. */
class EdgesTravelTest {
  @Property(seed = "42", tries = 200)
  void everyFieldArrivesAndIsCopied(@ForAll("edges") List<Edge> sent) throws IOException {
    TypeSerializer<Edge> serializer = Exchanged.EDGE.createSerializer(new SerializerConfigImpl());
    TypeSerializer<Edge> other = serializer.duplicate();
    DataOutputSerializer out = new DataOutputSerializer(64);
    for (Edge edge : sent) {
      serializer.serialize(serializer.copy(edge), out);
    }
    DataInputDeserializer in = new DataInputDeserializer(out.getCopyOfBuffer());
    List<Edge> arrived = new ArrayList<>();
    for (int i = 0; i < sent.size(); i++) {
      arrived.add(other.deserialize(in));
    }

    assertThat(arrived)
        .usingRecursiveComparison()
        .withEqualsForType(Double::equals, Double.class)
        .isEqualTo(sent);
    assertThat(in.available()).isZero();
  }

  @Provide
  Arbitrary<List<Edge>> edges() {
    Arbitrary<String> text =
        Arbitraries.oneOf(
                Arbitraries.of("WT-1", "WT-2", "", "power_factor", "風", "a\uD83D\uDE00b"),
                Arbitraries.strings().ofMaxLength(200))
            .injectNull(0.1);
    return Combinators.combine(
            text.list().ofSize(6),
            Arbitraries.of(Condition.class).injectNull(0.1),
            Arbitraries.of(true, false),
            Arbitraries.of(true, false),
            Arbitraries.of(0.0, -0.0, 74.3, Double.NaN, Double.MIN_VALUE),
            Arbitraries.longs())
        .as(
            (texts, condition, holds, changes, value, time) -> {
              Edge edge = new Edge();
              edge.turbineId = texts.get(0);
              edge.farmId = texts.get(1);
              edge.region = texts.get(2);
              edge.countryCode = texts.get(3);
              edge.sensor = texts.get(4);
              edge.readingId = texts.get(5);
              edge.condition = condition;
              edge.holds = holds;
              edge.changes = changes;
              edge.value = value;
              edge.eventTime = time;
              edge.since = ~time;
              edge.patience = time >>> 7;
              return edge;
            })
        .list()
        .ofMaxSize(12);
  }
}
