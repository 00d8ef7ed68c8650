package io.windfarm.lake;

import java.io.BufferedOutputStream;
import java.io.IOException;
import org.apache.flink.core.fs.FSDataOutputStream;
import org.apache.parquet.io.OutputFile;
import org.apache.parquet.io.PositionOutputStream;

/**
 * A stream of Flink's as Parquet writes to it, once. Parquet's headers and footers come byte by
 * byte, and a local stream would make a call of the operating system of each. The stream is Flink's
 * to close.
 */
final class FlinkOutputFile implements OutputFile {
  private final FSDataOutputStream stream;

  FlinkOutputFile(FSDataOutputStream stream) {
    this.stream = stream;
  }

  @Override
  public PositionOutputStream create(long blockSizeHint) throws IOException {
    return new Buffered(stream);
  }

  @Override
  public PositionOutputStream createOrOverwrite(long blockSizeHint) throws IOException {
    return create(blockSizeHint);
  }

  @Override
  public boolean supportsBlockSize() {
    return false;
  }

  @Override
  public long defaultBlockSize() {
    return 0;
  }

  private static final class Buffered extends PositionOutputStream {
    private final BufferedOutputStream out;
    private long position;

    Buffered(FSDataOutputStream stream) throws IOException {
      this.out = new BufferedOutputStream(stream);
      this.position = stream.getPos();
    }

    @Override
    public long getPos() {
      return position;
    }

    @Override
    public void write(int value) throws IOException {
      out.write(value);
      position++;
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
      out.write(bytes, from, length);
      position += length;
    }

    @Override
    public void flush() throws IOException {
      out.flush();
    }

    @Override
    public void close() throws IOException {
      out.flush();
    }
  }
}
