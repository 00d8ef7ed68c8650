package io.windfarm.producers;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.KinesisClientBuilder;

/**
 * A Kinesis stream.
 *
 * @param endpoint where it is, or empty for AWS itself
 * @param region AWS region
 * @param stream stream name
 */
record Destination(Optional<URI> endpoint, String region, String stream) {
  private static final Duration CONNECT = Duration.ofSeconds(3);
  private static final Duration ANSWER = Duration.ofSeconds(15);

  /**
   * Options first, then the environment's usual variables, then AWS in us-east-1.
   *
   * @param endpoint the option, or null
   * @param region the option, or null
   * @throws UsageException where the endpoint is no address
   */
  static Destination resolve(
      String endpoint, String region, String stream, Map<String, String> environment) {
    String address =
        firstOf(
            endpoint,
            environment.get("AWS_ENDPOINT_URL_KINESIS"),
            environment.get("AWS_ENDPOINT_URL"));
    String place =
        firstOf(region, environment.get("AWS_REGION"), environment.get("AWS_DEFAULT_REGION"));
    return new Destination(
        Optional.ofNullable(address).map(Destination::uri),
        place == null ? "us-east-1" : place,
        stream);
  }

  /**
   * A client for it.
   *
   * @throws NotAcknowledgedException where there are no credentials
   */
  KinesisClient connect(Map<String, String> environment) {
    // A POST that the JDK repeats on its own would be a duplicate that nobody counted.
    System.setProperty("sun.net.http.retryPost", "false");
    if (endpoint.isPresent()) {
      // Endpoints other than AWS speak JSON, not CBOR.
      System.setProperty("aws.cborEnabled", "false");
    }
    KinesisClientBuilder builder =
        KinesisClient.builder()
            .region(Region.of(region))
            .credentialsProvider(credentials(environment))
            .httpClientBuilder(
                UrlConnectionHttpClient.builder().connectionTimeout(CONNECT).socketTimeout(ANSWER))
            // Retries are our own business: the SDK would repeat whole calls.
            .overrideConfiguration(c -> c.retryStrategy(DefaultRetryStrategy.doNotRetry()));
    endpoint.ifPresent(builder::endpointOverride);
    return builder.build();
  }

  /** For messages. */
  String describe() {
    return "stream '"
        + stream
        + "' at "
        + endpoint.map(URI::toString).orElse("AWS Kinesis in " + region);
  }

  private AwsCredentialsProvider credentials(Map<String, String> environment) {
    boolean named =
        environment.containsKey("AWS_ACCESS_KEY_ID") || environment.containsKey("AWS_PROFILE");
    if (!named && endpoint.filter(Destination::isLoopback).isPresent()) {
      // An endpoint on this machine checks none, but the protocol wants a signature.
      return StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local"));
    }
    AwsCredentialsProvider provider = DefaultCredentialsProvider.builder().build();
    try {
      provider.resolveCredentials();
    } catch (SdkClientException e) {
      throw new NotAcknowledgedException(
          "no AWS credentials found: set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or"
              + " AWS_PROFILE",
          e);
    }
    return provider;
  }

  private static boolean isLoopback(URI endpoint) {
    try {
      return InetAddress.getByName(endpoint.getHost()).isLoopbackAddress();
    } catch (UnknownHostException e) {
      return false;
    }
  }

  private static URI uri(String address) {
    URI uri;
    try {
      uri = URI.create(address);
    } catch (IllegalArgumentException e) {
      throw refused(address);
    }
    boolean web = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
    if (!web || uri.getHost() == null) {
      throw refused(address);
    }
    return uri;
  }

  private static UsageException refused(String address) {
    return new UsageException(
        "endpoint '" + address + "' is no address: write it as in http://127.0.0.1:4566");
  }

  private static String firstOf(String... candidates) {
    for (String candidate : candidates) {
      if (candidate != null && !candidate.isBlank()) {
        return candidate;
      }
    }
    return null;
  }
}
