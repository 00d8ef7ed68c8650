package io.windfarm.local;

import java.util.LinkedHashMap;
import java.util.Map;

/** How Flink reaches S3, where the environment says so to every client of AWS. */
public final class S3Settings {
  private S3Settings() {}

  /**
   * Flink's settings; none if the environment says nothing that Flink would not find by itself.
   *
   * <p>With {@code AWS_ENDPOINT_URL_S3} it is that endpoint, with the keys of the environment or
   * else the local stack's. With {@code AWS_WEB_IDENTITY_TOKEN_FILE} it is AWS, as the role that a
   * pod's service account may take, which is not among what Flink's S3 file system tries.
   */
  public static Map<String, String> of(Map<String, String> environment) {
    Map<String, String> settings = new LinkedHashMap<>();
    String endpoint = environment.get("AWS_ENDPOINT_URL_S3");
    if (endpoint != null) {
      Aws aws = Aws.from(environment);
      settings.put("s3.endpoint", endpoint);
      settings.put("s3.endpoint.region", aws.region());
      settings.put("s3.access-key", aws.accessKeyId());
      settings.put("s3.secret-key", aws.secretAccessKey());
    } else if (environment.containsKey("AWS_WEB_IDENTITY_TOKEN_FILE")) {
      settings.put(
          "s3.aws.credentials.provider", "com.amazonaws.auth.WebIdentityTokenCredentialsProvider");
    }
    return settings;
  }
}
