package io.windfarm.state;

import io.windfarm.exchange.BlockReader;
import io.windfarm.exchange.BlockSerializer;
import io.windfarm.exchange.BlockWriter;
import java.util.function.Supplier;
import org.apache.flink.api.common.typeutils.TypeSerializerSchemaCompatibility;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.api.java.typeutils.runtime.PojoSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * Writes what an operator keeps of a key as one block, the number of its format in front. To keep
 * more, raise the number, write the new field, and read it where the block says that it has it:
 * blocks of all formats up to the latest are read, so that no restore rewrites them. What a later
 * version of the job wrote is refused.
 */
public abstract class StateSerializer<T> extends BlockSerializer<T> {
  private static final long serialVersionUID = 1L;

  private final int format;
  private transient Names names;

  /**
   * @param format the latest, from 1 to 127, which is what is written
   */
  protected StateSerializer(int format) {
    this.format = format;
  }

  /** Adds all that is kept; names by {@code names}. */
  protected abstract void write(T kept, BlockWriter block, Names names);

  /**
   * What was kept.
   *
   * @param format in which it was written, not above the latest
   */
  protected abstract T read(BlockReader block, Names names, int format);

  /** The number of the format in which state is written now. */
  public final int format() {
    return format;
  }

  @Override
  protected final void write(T kept, BlockWriter block) {
    block.add(format);
    write(kept, block, names());
  }

  @Override
  protected final T read(BlockReader block) {
    int written = block.small();
    if (written > format) {
      throw new IllegalStateException(
          "State of format "
              + written
              + ", and formats up to "
              + format
              + " are known to "
              + getClass().getSimpleName()
              + ": start the version of the job that wrote it, or a later one");
    }
    return read(block, names(), written);
  }

  private Names names() {
    if (names == null) {
      names = new Names();
    }
    names.clear();
    return names;
  }

  /** Says in a checkpoint which serializer wrote, and its latest format. */
  public abstract static class Snapshot<T> implements TypeSerializerSnapshot<T> {
    private final Supplier<? extends StateSerializer<T>> serializer;
    private int written;

    /**
     * @param serializer of this version of the job
     */
    protected Snapshot(Supplier<? extends StateSerializer<T>> serializer) {
      this.serializer = serializer;
      this.written = getCurrentVersion();
    }

    @Override
    public final int getCurrentVersion() {
      return serializer.get().format();
    }

    @Override
    public final void writeSnapshot(DataOutputView out) {
      // The number of the format goes before it.
    }

    @Override
    public final void readSnapshot(int readVersion, DataInputView in, ClassLoader classes) {
      written = readVersion;
    }

    @Override
    public final StateSerializer<T> restoreSerializer() {
      return serializer.get();
    }

    /** What the same class wrote in no later format is read as it is; a POJO is rewritten. */
    @Override
    public final TypeSerializerSchemaCompatibility<T> resolveSchemaCompatibility(
        TypeSerializerSnapshot<T> old) {
      if (old instanceof PojoSerializerSnapshot) {
        return TypeSerializerSchemaCompatibility.compatibleAfterMigration();
      }
      boolean known =
          old.getClass() == getClass() && ((Snapshot<T>) old).written <= getCurrentVersion();
      return known
          ? TypeSerializerSchemaCompatibility.compatibleAsIs()
          : TypeSerializerSchemaCompatibility.incompatible();
    }
  }
}
