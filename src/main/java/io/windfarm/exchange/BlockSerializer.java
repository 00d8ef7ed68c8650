package io.windfarm.exchange;

import java.io.IOException;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * Writes an element as one block, its length in front. Keeps what it writes with and reads into, so
 * each thread has its own, as Flink has it anyway; all of a class are alike.
 */
public abstract class BlockSerializer<T> extends TypeSerializer<T> {
  private static final long serialVersionUID = 1L;

  private transient BlockWriter out;
  private transient BlockReader in;

  /** Adds the element's fields. */
  protected abstract void write(T element, BlockWriter block);

  /** The element whose fields come next, as {@link #write} wrote them. */
  protected abstract T read(BlockReader block);

  @Override
  public final void serialize(T element, DataOutputView target) throws IOException {
    if (out == null) {
      out = new BlockWriter();
    }
    out.clear();
    write(element, out);
    out.writeTo(target);
  }

  @Override
  public final T deserialize(DataInputView source) throws IOException {
    if (in == null) {
      in = new BlockReader();
    }
    in.readFrom(source);
    return read(in);
  }

  @Override
  public final T deserialize(T reuse, DataInputView source) throws IOException {
    return deserialize(source);
  }

  @Override
  public final T copy(T from, T reuse) {
    return copy(from);
  }

  @Override
  public final void copy(DataInputView source, DataOutputView target) throws IOException {
    byte[] block = new byte[source.readInt()];
    source.readFully(block);
    target.writeInt(block.length);
    target.write(block);
  }

  @Override
  public final boolean isImmutableType() {
    return false;
  }

  @Override
  public final int getLength() {
    return -1;
  }

  @Override
  @SuppressWarnings("EqualsGetClass") // those of two kinds of element are not alike
  public final boolean equals(Object other) {
    return other != null && other.getClass() == getClass();
  }

  @Override
  public final int hashCode() {
    return getClass().hashCode();
  }
}
