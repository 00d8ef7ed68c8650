package io.windfarm.kinesis;

import java.io.IOException;
import java.nio.ByteBuffer;

/** The bytes of one log segment, in a file or on the heap. Only ever appended to. */
interface LogStore {
  long size();

  /** Adds the buffer's bytes at the end; after a failure the store is as it was before. */
  void append(ByteBuffer bytes) throws IOException;

  /** Fills the buffer from that position as far as there are bytes. */
  void read(long position, ByteBuffer target) throws IOException;

  void truncate(long size) throws IOException;

  /** No more will be appended; lets go of what only appending needs. */
  void seal() throws IOException;

  void close() throws IOException;

  void delete() throws IOException;
}
