package io.windfarm.lake;

import java.io.ByteArrayInputStream;
import org.apache.parquet.io.DelegatingSeekableInputStream;
import org.apache.parquet.io.InputFile;
import org.apache.parquet.io.SeekableInputStream;

/** A file that is in memory, for Parquet to read. */
final class FetchedFile implements InputFile {
  private final String name;
  private final byte[] bytes;

  FetchedFile(String name, byte[] bytes) {
    this.name = name;
    this.bytes = bytes;
  }

  @Override
  public long getLength() {
    return bytes.length;
  }

  @Override
  public SeekableInputStream newStream() {
    Positioned in = new Positioned(bytes);
    return new DelegatingSeekableInputStream(in) {
      @Override
      public long getPos() {
        return in.position();
      }

      @Override
      public void seek(long position) {
        in.seek(position);
      }
    };
  }

  @Override
  public String toString() {
    return name;
  }

  private static final class Positioned extends ByteArrayInputStream {
    Positioned(byte[] bytes) {
      super(bytes);
    }

    synchronized long position() {
      return pos;
    }

    synchronized void seek(long position) {
      pos = (int) Math.min(position, count);
    }
  }
}
