package io.windfarm.local;

import java.util.Map;

/** The region and the credentials that clients of an endpoint use. */
public record Aws(String region, String accessKeyId, String secretAccessKey) {
  /** What the local stack is told: it accepts any credentials, but clients insist on some. */
  public static final Aws LOCAL = new Aws("us-east-1", "windfarm", "windfarm");

  /** What the environment names, with the local stack's for what it doesn't. */
  public static Aws from(Map<String, String> environment) {
    return new Aws(
        environment.getOrDefault("AWS_REGION", LOCAL.region),
        environment.getOrDefault("AWS_ACCESS_KEY_ID", LOCAL.accessKeyId),
        environment.getOrDefault("AWS_SECRET_ACCESS_KEY", LOCAL.secretAccessKey));
  }
}
