package io.windfarm.lake;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * A partition value as part of a path: any string becomes ASCII letters, digits, {@code _}, {@code
 * -}, {@code .} and {@code %XX}, at most {@value #MAX_LENGTH} characters, and decodes back.
 *
 * <p>The escape is Hive's ({@code %} and two hexadecimal digits), applied to the UTF-8 bytes of
 * everything outside that set, so that neither a file system's own encoding nor an S3 client's
 * normalisation matters. A value that would be longer keeps its beginning and ends in {@code ~} and
 * a digest: still one value, one path, but no way back. Unpaired surrogates become {@code ?}, as
 * they do in the columns.
 */
final class PathSegment {
  /**
   * A path component holds 255 bytes on common file systems; the key's name and "=" come on top.
   */
  static final int MAX_LENGTH = 128;

  private static final char[] HEX = "0123456789ABCDEF".toCharArray();

  /** Bytes of the digest behind a shortened value; as hexadecimal digits twice as many. */
  private static final int DIGEST_BYTES = 16;

  private PathSegment() {}

  static String encode(String value) {
    byte[] bytes = value.getBytes(UTF_8);
    StringBuilder segment = new StringBuilder(bytes.length + 16);
    int room = MAX_LENGTH - 1 - 2 * DIGEST_BYTES;
    int kept = 0;
    for (byte b : bytes) {
      if (isSafe(b)) {
        segment.append((char) b);
      } else {
        segment.append('%').append(HEX[(b >> 4) & 0xF]).append(HEX[b & 0xF]);
      }
      if (segment.length() <= room) {
        kept = segment.length();
      } else if (segment.length() > MAX_LENGTH) {
        segment.setLength(kept);
        return segment.append('~').append(digest(bytes)).toString();
      }
    }
    return segment.toString();
  }

  /** The value that {@link #encode} was given, unless it had to be shortened. */
  static String decode(String segment) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(segment.length());
    for (int i = 0; i < segment.length(); i++) {
      char c = segment.charAt(i);
      if (c == '%') {
        bytes.write(Integer.parseInt(segment.substring(i + 1, i + 3), 16));
        i += 2;
      } else {
        bytes.write(c);
      }
    }
    return bytes.toString(UTF_8);
  }

  private static boolean isSafe(byte b) {
    return (b >= 'a' && b <= 'z')
        || (b >= 'A' && b <= 'Z')
        || (b >= '0' && b <= '9')
        || b == '_'
        || b == '-'
        || b == '.';
  }

  private static String digest(byte[] bytes) {
    byte[] hash;
    try {
      hash = MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java platform has SHA-256", e);
    }
    StringBuilder digits = new StringBuilder(2 * DIGEST_BYTES);
    for (int i = 0; i < DIGEST_BYTES; i++) {
      digits.append(HEX[(hash[i] >> 4) & 0xF]).append(HEX[hash[i] & 0xF]);
    }
    return digits.toString();
  }
}
