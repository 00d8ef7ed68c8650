package io.windfarm.lake.parquet;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdCompressCtx;
import java.nio.ByteBuffer;
import org.apache.parquet.bytes.ByteBufferReleaser;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.bytes.HeapByteBufferAllocator;
import org.apache.parquet.compression.CompressionCodecFactory.BytesInputCompressor;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;

/**
 * Compresses pages at one go, with one native context for many of them: Parquet's own codec makes a
 * stream with tables of a megabyte for each, and most pages here have a few dozen bytes. What
 * {@link #release} lets go is made anew when it is needed.
 */
final class ZstdPages implements BytesInputCompressor {
  /**
   * What level 3 takes for input of unknown length, as streams have it. For a page it would look
   * for matches of four bytes: hexadecimal digits have many, and get a twentieth larger for them.
   */
  private static final int SHORTEST_MATCH = 5;

  private static final int HASH_LOG = 17;

  private final int level;

  /** Where Parquet would copy pages that are in pieces, which ours are not. */
  private final ByteBufferReleaser copies = new ByteBufferReleaser(new HeapByteBufferAllocator());

  private ZstdCompressCtx context;
  private byte[] compressed = new byte[1 << 10];

  ZstdPages(int level) {
    this.level = level;
  }

  /** Gives a view that is gone with the next call. */
  @Override
  public BytesInput compress(BytesInput page) {
    if (context == null) {
      context =
          new ZstdCompressCtx().setLevel(level).setMinMatch(SHORTEST_MATCH).setHashLog(HASH_LOG);
    }
    ByteBuffer source = page.toByteBuffer(copies);
    int most = Math.toIntExact(Zstd.compressBound(source.remaining()));
    if (compressed.length < most) {
      compressed = new byte[Math.max(most, 2 * compressed.length)];
    }
    int length =
        context.compressByteArray(
            compressed,
            0,
            compressed.length,
            source.array(),
            source.arrayOffset() + source.position(),
            source.remaining());
    return BytesInput.from(compressed, 0, length);
  }

  @Override
  public CompressionCodecName getCodecName() {
    return CompressionCodecName.ZSTD;
  }

  @Override
  public void release() {
    copies.close();
    if (context != null) {
      context.close();
      context = null;
    }
  }
}
