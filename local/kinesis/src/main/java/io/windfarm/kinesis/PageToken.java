package io.windfarm.kinesis;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.zip.CRC32C;

/**
 * What goes into an opaque token and comes back: texts, with a checksum, so that a token that was
 * made up or cut short is told from one of ours. It keeps no secret.
 */
final class PageToken {
  private static final String SEPARATOR = "\n";

  private PageToken() {}

  static String of(Object... parts) {
    StringBuilder text = new StringBuilder();
    for (Object part : parts) {
      text.append(SEPARATOR).append(part);
    }
    String content = text.toString();
    return Base64.getEncoder()
        .encodeToString((checksum(content) + content).getBytes(StandardCharsets.UTF_8));
  }

  /**
   * The parts of a token.
   *
   * @throws IllegalArgumentException if it is not one of ours with that many parts
   */
  static List<String> parts(String token, int count) {
    String text = new String(Base64.getDecoder().decode(token), StandardCharsets.UTF_8);
    List<String> parts = List.of(text.split(SEPARATOR, -1));
    if (parts.size() != count + 1
        || !parts.get(0).equals(checksum(text.substring(parts.get(0).length())))) {
      throw new IllegalArgumentException("not a token of this endpoint");
    }
    return parts.subList(1, parts.size());
  }

  private static String checksum(String content) {
    CRC32C crc = new CRC32C();
    crc.update(content.getBytes(StandardCharsets.UTF_8));
    return Long.toHexString(crc.getValue());
  }
}
