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
    boolean given =
        arguments.stream()
            .anyMatch(
                argument -> argument.equals("--" + key) || argument.startsWith("--" + key + "="));
    if (!given) {
      arguments.addAll(List.of("--" + key, value));
    }
    return this;
  }

  /** Reads and writes the Kinesis endpoint and the lake of a stack. */
  public JobSettings forStack(String kinesisEndpoint, Aws aws) {
    return orElse("source.type", "kinesis")
        .orElse("source.stream", StackCommand.TELEMETRY)
        .orElse("source.region", aws.region())
        .orElse("source.endpoint", kinesisEndpoint)
        .orElse("source.credentials", "basic")
        .orElse("source.access-key", aws.accessKeyId())
        .orElse("source.secret-key", aws.secretAccessKey())
        .orElse("source.initial-position", "TRIM_HORIZON")
        .orElse("alerts.stream", StackCommand.ALERTS);
  }

  /** What the environment names: a stack's Kinesis endpoint, if any, and the lake. */
  public JobSettings fromEnvironment(Map<String, String> environment) {
    String kinesis = environment.get("AWS_ENDPOINT_URL_KINESIS");
    if (kinesis != null && !names("source.type", "files")) {
      forStack(kinesis, Aws.from(environment));
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
