package io.windfarm.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class S3SettingsTest {
  private static final Map<String, String> POD =
      Map.of("AWS_REGION", "eu-west-1", "AWS_WEB_IDENTITY_TOKEN_FILE", "/var/run/token");

  @Test
  void leavesItToFlinkWhereNothingIsSaid() {
    assertThat(S3Settings.of(Map.of("AWS_REGION", "eu-west-1"))).isEmpty();
  }

  @Test
  void takesTheRoleOfThePod() {
    assertThat(S3Settings.of(POD))
        .containsExactly(
            Map.entry(
                "s3.aws.credentials.provider",
                "com.amazonaws.auth.WebIdentityTokenCredentialsProvider"));
  }

  @Test
  void usesTheEndpointWithTheKeysOfTheEnvironment() {
    assertThat(
            S3Settings.of(
                Map.of(
                    "AWS_ENDPOINT_URL_S3", "http://s3:4566",
                    "AWS_ACCESS_KEY_ID", "key",
                    "AWS_SECRET_ACCESS_KEY", "secret",
                    "AWS_WEB_IDENTITY_TOKEN_FILE", "/var/run/token")))
        .containsOnly(
            Map.entry("s3.endpoint", "http://s3:4566"),
            Map.entry("s3.endpoint.region", "us-east-1"),
            Map.entry("s3.access-key", "key"),
            Map.entry("s3.secret-key", "secret"));
  }

  /** Both SDKs that read S3 find the role: the commands' own needs its part for STS. */
  @Test
  void theCommandsCanTakeTheRoleToo() throws ClassNotFoundException {
    assertThat(
            Class.forName(
                "software.amazon.awssdk.services.sts.internal.StsWebIdentityCredentialsProviderFactory"))
        .isNotNull();
  }
}
