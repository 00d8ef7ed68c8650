package io.windfarm.s3;

import java.net.BindException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.nio2blob.FilesystemNio2BlobStore;

/**
 * An S3 endpoint on the loopback interface over a directory: {@code S3Server DIRECTORY PORT
 * [BUCKET…]}. Buckets are folders of DIRECTORY and objects plain files under their keys, so the
 * data survives any end of the process. PORT 0 takes a free one. Prints {@code listening on URI}
 * once it answers; any credentials are accepted.
 */
public final class S3Server {
  private S3Server() {}

  /** Runs until the process is ended; exit code 2 for wrong arguments, 1 if it can't start. */
  public static void main(String[] args) throws Exception {
    if (args.length < 2) {
      System.err.println("Usage: S3Server DIRECTORY PORT [BUCKET…]");
      System.exit(2);
    }
    Path directory = Path.of(args[0]);
    Files.createDirectories(directory);
    for (int i = 2; i < args.length; i++) {
      Files.createDirectories(directory.resolve(args[i]));
    }
    S3Proxy proxy =
        S3Proxy.builder()
            .endpoint(URI.create("http://127.0.0.1:" + args[1]))
            .awsAuthentication(AuthenticationType.NONE, null, null)
            .ignoreUnknownHeaders(true) // Trino sends some.
            .blobStore(new FilesystemNio2BlobStore(directory.toString()))
            .build();
    try {
      proxy.start();
    } catch (Exception e) {
      if (e instanceof BindException || e.getCause() instanceof BindException) {
        System.err.println("Port " + args[1] + " is taken: choose another one, or 0 for any.");
        System.exit(1);
      }
      throw e;
    }
    System.out.println("listening on http://127.0.0.1:" + proxy.getPort());
  }
}
