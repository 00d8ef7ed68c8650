package io.windfarm.local;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The job's arguments, {@code --group.key value}, with what the environment knows added. */
public final class JobSettings {
  private final List<String> arguments;

  public JobSettings(List<String> arguments) {
    this.arguments = new ArrayList<>(arguments);
  }

  /** Adds a setting unless it was given. */
  public JobSettings orElse(String key, String value) {
    if (!gives(key)) {
      arguments.addAll(List.of("--" + key, value));
    }
    return this;
  }

  private boolean gives(String key) {
    return arguments.stream()
        .anyMatch(argument -> argument.equals("--" + key) || argument.startsWith("--" + key + "="));
  }

  /** Reads and writes the Kinesis endpoint and the lake of a stack. */
  public JobSettings forStack(String kinesisEndpoint, Aws aws) {
    orElse("source.type", "kinesis")
        .orElse("source.stream", StackCommand.TELEMETRY)
        .orElse("source.region", aws.region())
        .orElse("source.endpoint", kinesisEndpoint)
        .orElse("source.credentials", "basic")
        .orElse("source.access-key", aws.accessKeyId())
        .orElse("source.secret-key", aws.secretAccessKey())
        .orElse("source.initial-position", "TRIM_HORIZON");
    return gives("alerts.topic") ? this : orElse("alerts.stream", StackCommand.ALERTS);
  }

  /**
   * What the environment names: a stack's Kinesis endpoint, its Kafka broker, both (then Kafka is
   * read as the fallback, and alerts go to Kinesis) or none, and the lake.
   */
  public JobSettings fromEnvironment(Map<String, String> environment) {
    String kinesis = environment.get("AWS_ENDPOINT_URL_KINESIS");
    String kafka = environment.get(StackCommand.KAFKA);
    if (!names("source.type", "files")) {
      if (kafka != null) {
        orElse("source.type", kinesis == null ? "kafka" : "both")
            .orElse("kafka.bootstrap-servers", kafka);
      }
      if (kinesis != null) {
        forStack(kinesis, Aws.from(environment));
      } else if (kafka != null && !gives("alerts.stream")) {
        orElse("alerts.topic", StackCommand.ALERTS);
      }
    }
    return orElse("lake.root", "s3://" + StackCommand.BUCKET + "/lake");
  }

  private boolean names(String key, String value) {
    int at = arguments.indexOf("--" + key);
    return arguments.contains("--" + key + "=" + value)
        || (at >= 0 && at + 1 < arguments.size() && arguments.get(at + 1).equals(value));
  }

  public List<String> arguments() {
    return List.copyOf(arguments);
  }
}
