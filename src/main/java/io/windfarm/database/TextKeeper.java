package io.windfarm.database;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * Makes of a text what PostgreSQL can keep, and remembers that it had to:
 *
 * <ul>
 *   <li>NUL, which {@code text} can't hold, becomes {@code ␀} (U+2400);
 *   <li>half of a surrogate pair becomes {@code ?}, as in the lake;
 *   <li>of a key's text beyond {@value #KEY_CHARACTERS} characters the beginning is kept, and in
 *       place of the rest {@code ~} and the SHA-256 of all of it: an index takes no longer ones.
 * </ul>
 *
 * What PostgreSQL would take for the same must be the same here, or a statement would touch a row
 * twice.
 */
final class TextKeeper {
  /**
   * Three of them, 3 bytes a character at worst, fit the 2,704 bytes that an index row may have.
   */
  static final int KEY_CHARACTERS = 200;

  private static final int DIGEST_CHARACTERS = 64;

  private boolean altered;

  /** The text, or null if it is null or empty. */
  String orNull(String text) {
    return text == null || text.isEmpty() ? null : of(text);
  }

  /** The text; never null. */
  String of(String text) {
    for (int i = 0; i < text.length(); i++) {
      char each = text.charAt(i);
      if (each == 0 || Character.isSurrogate(each)) {
        return mended(text);
      }
    }
    return text;
  }

  /** The text as part of a key; never null. */
  String key(String text) {
    String storable = of(text);
    return storable.length() <= KEY_CHARACTERS ? storable : cut(storable);
  }

  /** Whether a text was changed since this was last asked. */
  boolean takeAltered() {
    boolean was = altered;
    altered = false;
    return was;
  }

  private String mended(String text) {
    String mended = new String(text.getBytes(UTF_8), UTF_8).replace('\0', '\u2400');
    altered |= !mended.equals(text);
    return mended;
  }

  private String cut(String text) {
    altered = true;
    int kept = KEY_CHARACTERS - 1 - DIGEST_CHARACTERS;
    if (Character.isHighSurrogate(text.charAt(kept - 1))) {
      kept--;
    }
    return text.substring(0, kept) + "~" + sha256(text);
  }

  private static String sha256(String text) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
      StringBuilder hexadecimal = new StringBuilder(DIGEST_CHARACTERS);
      for (byte each : digest) {
        hexadecimal.append(String.format("%02x", each));
      }
      return hexadecimal.toString();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256", e);
    }
  }
}
