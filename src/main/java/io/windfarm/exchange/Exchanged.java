package io.windfarm.exchange;

import io.windfarm.model.CleanedReading;
import io.windfarm.model.Edge;
import io.windfarm.model.Reading;
import java.util.List;
import org.apache.flink.api.common.ExecutionConfig;
import org.apache.flink.api.common.serialization.SerializerConfig;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.common.typeutils.TypeSerializer;

/**
 * The types of streams whose elements travel by serializers of their own. Of streams alone: state
 * has formats of its own.
 */
public final class Exchanged<T> extends TypeInformation<T> {
  private static final long serialVersionUID = 1L;

  /** Readings before cleaning. */
  public static final TypeInformation<Reading> READING =
      new Exchanged<>(Reading.class, new ReadingSerializer());

  /** Readings with their verdicts. */
  public static final TypeInformation<CleanedReading> CLEANED_READING =
      new Exchanged<>(CleanedReading.class, new CleanedReadingSerializer());

  /** Edges that leave the subtask of their turbine. */
  public static final TypeInformation<Edge> EDGE =
      new Exchanged<>(Edge.class, new EdgeSerializer());

  /** Some readings of one turbine, in order. */
  public static final TypeInformation<List<Reading>> READINGS = Types.LIST(READING);

  /** Some readings of one turbine with their verdicts, in order for each sensor. */
  public static final TypeInformation<List<CleanedReading>> CLEANED_READINGS =
      Types.LIST(CLEANED_READING);

  private final Class<T> type;
  private final TypeSerializer<T> serializer;

  private Exchanged(Class<T> type, TypeSerializer<T> serializer) {
    this.type = type;
    this.serializer = serializer;
  }

  @Override
  public TypeSerializer<T> createSerializer(SerializerConfig config) {
    return serializer.duplicate();
  }

  @Override
  @SuppressWarnings("deprecation") // abstract, though deprecated
  public TypeSerializer<T> createSerializer(ExecutionConfig config) {
    return serializer.duplicate();
  }

  @Override
  public Class<T> getTypeClass() {
    return type;
  }

  @Override
  public boolean isBasicType() {
    return false;
  }

  @Override
  public boolean isTupleType() {
    return false;
  }

  @Override
  public int getArity() {
    return 1;
  }

  @Override
  public int getTotalFields() {
    return 1;
  }

  @Override
  public boolean isKeyType() {
    return false;
  }

  @Override
  public boolean canEqual(Object other) {
    return other instanceof Exchanged;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Exchanged && ((Exchanged<?>) other).type == type;
  }

  @Override
  public int hashCode() {
    return type.hashCode();
  }

  @Override
  public String toString() {
    return "Exchanged(" + type.getSimpleName() + ")";
  }
}
