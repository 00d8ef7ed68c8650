package io.windfarm.model;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.Arrays;

/**
 * A reading that is filled again and again on its way to the exchange. Nobody there asks for its
 * id, and nearly every one is new: so it stays in bytes, and is no string before {@link #id()} is
 * called. {@link #id} is null then.
 */
public final class RefilledReading extends Reading {
  private byte[] idBytes = {};
  private int idLength;

  @Override
  public void takeId(byte[] ascii, int from, int to) {
    id = null;
    idLength = to - from;
    if (idLength > idBytes.length) {
      idBytes = Arrays.copyOfRange(ascii, from, to);
    } else {
      System.arraycopy(ascii, from, idBytes, 0, idLength);
    }
  }

  @Override
  public String id() {
    return id != null ? id : new String(idBytes, 0, idLength, US_ASCII);
  }

  /** The id in ASCII, in the first {@link #idLength} places, if {@link #id} is null. */
  public byte[] idBytes() {
    return idBytes;
  }

  public int idLength() {
    return idLength;
  }
}
