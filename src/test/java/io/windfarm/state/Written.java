package io.windfarm.state;

import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;

/** What serializers write, and what they wrote once: that is on record. */
public final class Written {
  private static final Path ON_RECORD = Path.of("src/test/resources/state-formats");

  private static final ObjectMapper FIELDS =
      new ObjectMapper().setVisibility(PropertyAccessor.FIELD, Visibility.ANY);

  private Written() {}

  public static <T> byte[] bytes(TypeSerializer<T> serializer, T kept) throws IOException {
    DataOutputSerializer out = new DataOutputSerializer(64);
    serializer.serialize(kept, out);
    return out.getCopyOfBuffer();
  }

  /** What was kept, all of whose bytes have been read. */
  public static <T> T read(TypeSerializer<T> serializer, byte[] bytes) throws IOException {
    DataInputDeserializer in = new DataInputDeserializer(bytes);
    T kept = serializer.deserialize(in);
    if (in.available() > 0) {
      throw new AssertionError(in.available() + " bytes were not read");
    }
    return kept;
  }

  /**
   * The bytes in which a format was first written, in lines of base64. A format never changes: what
   * is written otherwise has a number of its own, and a file of its own here.
   */
  public static byte[] onRecord(String format) throws IOException {
    String text =
        Files.readString(ON_RECORD.resolve(format + ".base64"), StandardCharsets.US_ASCII);
    return Base64.getMimeDecoder().decode(text);
  }

  /** {@code bytes} as a file on record would hold them, to be put there. */
  public static String text(byte[] bytes) {
    return Base64.getMimeEncoder(76, new byte[] {'\n'}).encodeToString(bytes) + "\n";
  }

  /** Every field of what is kept but transient ones, numbers to the last bit. */
  public static JsonNode fields(Object kept) {
    return FIELDS.valueToTree(kept);
  }
}
