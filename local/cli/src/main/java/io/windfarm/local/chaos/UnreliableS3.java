package io.windfarm.local.chaos;

import io.windfarm.local.S3Endpoint;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;

/**
 * An S3 endpoint that can be killed, started again over the same directory, and made to fail a
 * share of the requests. Its address stays.
 */
final class UnreliableS3 implements AutoCloseable {
  private final Path directory;
  private final Path log;
  private final String bucket;
  private final FaultyProxy proxy;
  private S3Endpoint endpoint;

  private UnreliableS3(Path directory, Path log, String bucket, S3Endpoint endpoint, long seed)
      throws IOException {
    this.directory = directory;
    this.log = log;
    this.bucket = bucket;
    this.endpoint = endpoint;
    this.proxy = FaultyProxy.inFrontOf(endpoint.uri(), seed);
  }

  /** Starts it, well at first. */
  static UnreliableS3 start(Path directory, Path log, String bucket, long seed)
      throws IOException, InterruptedException {
    S3Endpoint endpoint = S3Endpoint.start(directory, 0, log, bucket);
    try {
      return new UnreliableS3(directory, log, bucket, endpoint, seed);
    } catch (IOException e) {
      endpoint.close();
      throw e;
    }
  }

  /** Where clients find it, whether or not anybody answers. */
  URI uri() {
    return proxy.uri();
  }

  /** The objects, a plain file each; a folder a bucket. */
  Path directory() {
    return directory;
  }

  /** Kills the process (signal 9). */
  void kill() throws InterruptedException {
    endpoint.process().kill();
  }

  /** Starts it again after {@link #kill} and waits until it answers. */
  void restart() throws IOException, InterruptedException {
    endpoint = S3Endpoint.start(directory, endpoint.uri().getPort(), log, bucket);
  }

  /** Fails that share of the requests from now on; see {@link FaultyProxy}. */
  void fail(double share) {
    proxy.fail(share);
  }

  /** Requests failed by {@link #fail} so far. */
  long failed() {
    return proxy.failed();
  }

  @Override
  public void close() {
    proxy.close();
    endpoint.close();
  }
}
