package io.windfarm.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.windfarm.exchange.BlockReader;
import io.windfarm.exchange.BlockWriter;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.junit.jupiter.api.Test;

class StateSerializerTest {
  /** Some names, and from format 2 on how often they were heard. */
  public static class Heard {
    public List<String> names = new ArrayList<>();
    public long times = 1;
  }

  @Test
  void readsWhatEarlierFormatsWrote() throws IOException {
    Heard heard = Written.read(new Second(), Written.bytes(new First(), heard("a", "b")));

    assertThat(heard.names).containsExactly("a", "b");
    assertThat(heard.times).isEqualTo(1);
  }

  @Test
  void refusesWhatALaterFormatWrote() throws IOException {
    byte[] later = Written.bytes(new Second(), heard("a"));

    assertThatThrownBy(() -> Written.read(new First(), later))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(
            "State of format 2, and formats up to 1 are known to First: start the version of the"
                + " job that wrote it, or a later one");
  }

  @Test
  void restoresStateOfEarlierFormatsAsItIsAndNoneOfLater() throws IOException {
    TypeSerializerSnapshot<Heard> first = restored(new Snapshot1());
    TypeSerializerSnapshot<Heard> second = restored(new Snapshot2());

    assertThat(new Snapshot1().resolveSchemaCompatibility(first).isCompatibleAsIs()).isTrue();
    assertThat(latest(First::new).resolveSchemaCompatibility(first).isIncompatible())
        .as("of another class")
        .isTrue();
    assertThat(new Snapshot2().resolveSchemaCompatibility(second).isCompatibleAsIs()).isTrue();
    Snapshot2.serializer = First::new; // the version before, with the same class
    try {
      assertThat(new Snapshot2().resolveSchemaCompatibility(second).isIncompatible()).isTrue();
    } finally {
      Snapshot2.serializer = Second::new;
    }
  }

  @Test
  void rewritesWhatWasAPojo() {
    TypeSerializerSnapshot<Heard> pojo =
        Types.POJO(Heard.class)
            .createSerializer(new SerializerConfigImpl())
            .snapshotConfiguration();

    assertThat(new Snapshot1().resolveSchemaCompatibility(pojo).isCompatibleAfterMigration())
        .isTrue();
  }

  @Test
  void writesEachNameOnce() throws IOException {
    String name = "hydraulic_pressure";

    int once = Written.bytes(new First(), heard(name)).length;

    assertThat(Written.bytes(new First(), heard(name, name, name)).length).isEqualTo(once + 2);
  }

  @Test
  void givesBackNamesOfAllKinds() throws IOException {
    List<String> names = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      names.add("sensor-" + i);
    }
    names.add(null);
    names.add("");
    names.add("€".repeat(40));
    names.add("x".repeat(500));
    names.addAll(new ArrayList<>(names));
    Heard heard = new Heard();
    heard.names = names;
    First serializer = new First();

    assertThat(Written.read(serializer, Written.bytes(serializer, heard)).names).isEqualTo(names);
    assertThat(Written.read(serializer, Written.bytes(serializer, heard("sensor-1"))).names)
        .as("the next block begins anew")
        .containsExactly("sensor-1");
  }

  @Test
  void readsNamesIntoStringsThatAreThereAlready() throws IOException {
    First serializer = new First();
    byte[] bytes = Written.bytes(serializer, heard("hydraulic_pressure"));

    assertThat(Written.read(serializer, bytes).names.get(0))
        .isSameAs(Written.read(serializer, bytes).names.get(0));
  }

  private static Heard heard(String... names) {
    Heard heard = new Heard();
    heard.names = List.of(names);
    return heard;
  }

  /** As a savepoint gives it back. */
  private static TypeSerializerSnapshot<Heard> restored(TypeSerializerSnapshot<Heard> snapshot)
      throws IOException {
    DataOutputSerializer out = new DataOutputSerializer(64);
    TypeSerializerSnapshot.writeVersionedSnapshot(out, snapshot);
    return TypeSerializerSnapshot.readVersionedSnapshot(
        new DataInputDeserializer(out.getCopyOfBuffer()),
        StateSerializerTest.class.getClassLoader());
  }

  private static TypeSerializerSnapshot<Heard> latest(
      Supplier<? extends StateSerializer<Heard>> serializer) {
    return new StateSerializer.Snapshot<>(serializer) {};
  }

  private static class First extends StateSerializer<Heard> {
    private static final long serialVersionUID = 1L;

    First() {
      this(1);
    }

    First(int format) {
      super(format);
    }

    @Override
    protected void write(Heard heard, BlockWriter block, Names names) {
      block.addVarint(heard.names.size());
      heard.names.forEach(name -> names.write(name, block));
    }

    @Override
    protected Heard read(BlockReader block, Names names, int format) {
      Heard heard = new Heard();
      for (long left = block.varint(); left > 0; left--) {
        heard.names.add(names.read(block));
      }
      return heard;
    }

    @Override
    public Heard copy(Heard from) {
      throw new UnsupportedOperationException("Not asked for here");
    }

    @Override
    public Heard createInstance() {
      return new Heard();
    }

    @Override
    public TypeSerializer<Heard> duplicate() {
      return new First();
    }

    @Override
    public TypeSerializerSnapshot<Heard> snapshotConfiguration() {
      return new Snapshot1();
    }
  }

  private static final class Second extends First {
    private static final long serialVersionUID = 1L;

    Second() {
      super(2);
    }

    @Override
    protected void write(Heard heard, BlockWriter block, Names names) {
      super.write(heard, block, names);
      block.addVarint(heard.times);
    }

    @Override
    protected Heard read(BlockReader block, Names names, int format) {
      Heard heard = super.read(block, names, format);
      if (format >= 2) {
        heard.times = block.varint();
      }
      return heard;
    }
  }

  /** Made by name, as a savepoint is read. */
  public static final class Snapshot1 extends StateSerializer.Snapshot<Heard> {
    public Snapshot1() {
      super(First::new);
    }
  }

  /** Of a class that has come to a second format. */
  public static final class Snapshot2 extends StateSerializer.Snapshot<Heard> {
    static Supplier<StateSerializer<Heard>> serializer = Second::new;

    public Snapshot2() {
      super(serializer);
    }
  }
}
