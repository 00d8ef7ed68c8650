package io.windfarm.local;

import java.net.URI;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.NoSuchUploadException;
import software.amazon.awssdk.services.s3.model.S3Object;

/** A prefix of a bucket. What is not finished in S3 is an open multipart upload. */
final class S3Storage implements Storage {
  private final S3Client s3;
  private final String bucket;
  private final String prefix;

  private S3Storage(S3Client s3, String bucket, String prefix) {
    this.s3 = s3;
    this.bucket = bucket;
    this.prefix = prefix;
  }

  static S3Storage at(URI location) {
    String bucket = location.getAuthority();
    String path = location.getPath().replaceFirst("^/+", "").replaceFirst("/+$", "");
    if (bucket == null) {
      throw new Failure(location + " names no bucket: write s3://bucket/prefix.");
    }
    return new S3Storage(client(), bucket, path.isEmpty() ? "" : path + "/");
  }

  private static S3Client client() {
    Map<String, String> environment = System.getenv();
    boolean elsewhere =
        environment.containsKey("AWS_ENDPOINT_URL_S3")
            || environment.containsKey("AWS_ENDPOINT_URL");
    try {
      // Only AWS gives every bucket a host name of its own.
      return S3Client.builder().forcePathStyle(elsewhere).build();
    } catch (SdkException e) {
      throw new Failure(
          "No S3 client: " + e.getMessage() + " Set AWS_REGION, or a profile that names one.", e);
    }
  }

  /**
   * A finished object.
   *
   * @param path below the prefix, such as {@code raw/region=…/raw-1.parquet}
   */
  record Stored(String path, long bytes) {}

  /** The finished objects below a folder of the prefix. */
  List<Stored> stored(String folder) {
    return call(
        () ->
            s3
                .listObjectsV2Paginator(list -> list.bucket(bucket).prefix(prefix + folder + "/"))
                .contents()
                .stream()
                .map(object -> new Stored(object.key().substring(prefix.length()), object.size()))
                .toList());
  }

  /** Copies an object into a new file. */
  void fetch(Stored object, Path file) {
    call(() -> s3.getObject(get -> get.bucket(bucket).key(prefix + object.path()), file));
  }

  @Override
  public List<Unfinished> unfinished() {
    return call(
        () ->
            s3
                .listMultipartUploadsPaginator(list -> list.bucket(bucket).prefix(prefix))
                .uploads()
                .stream()
                .map(upload -> new Unfinished(upload.key(), upload.initiated(), upload.uploadId()))
                .sorted(Comparator.comparing(Unfinished::since))
                .toList());
  }

  @Override
  public void remove(Unfinished unfinished) {
    call(
        () -> {
          try {
            return s3.abortMultipartUpload(
                abort -> abort.bucket(bucket).key(unfinished.name()).uploadId(unfinished.id()));
          } catch (NoSuchUploadException e) {
            return null; // Finished or aborted meanwhile.
          }
        });
  }

  @Override
  public void deleteFiles(Predicate<String> byName) {
    call(
        () -> {
          s3.listObjectsV2Paginator(list -> list.bucket(bucket).prefix(prefix)).contents().stream()
              .map(S3Object::key)
              .filter(key -> byName.test(key.substring(key.lastIndexOf('/') + 1)))
              .forEach(key -> s3.deleteObject(delete -> delete.bucket(bucket).key(key)));
          return null;
        });
  }

  @Override
  public Optional<Retained> oldestRetained() {
    return call(
        () ->
            s3
                .listObjectsV2Paginator(list -> list.bucket(bucket).prefix(prefix))
                .contents()
                .stream()
                .filter(object -> object.key().endsWith("/" + METADATA))
                .map(
                    object ->
                        new Retained("s3://" + bucket + "/" + object.key(), object.lastModified()))
                .min(Comparator.comparing(Retained::completed)));
  }

  private <T> T call(Supplier<T> request) {
    try {
      return request.get();
    } catch (SdkException e) {
      throw new Failure(
          "S3 refused s3://"
              + bucket
              + "/"
              + prefix
              + ": "
              + e.getMessage()
              + ". Check AWS_ENDPOINT_URL_S3 (unset for AWS), AWS_REGION and the credentials.",
          e);
    }
  }

  @Override
  public void close() {
    s3.close();
  }
}
