package io.windfarm.local;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** The job's arguments, {@code --group.key value}, with what the environment knows added. */
public final class JobSettings {
  private final List<String> arguments;

  public JobSettings(List<String> arguments) {
    this.arguments = new ArrayList<>(arguments);
  }

  /**
   * Refuses what is no setting of a job's.
   *
   * @throws ParameterException of {@code command}
   */
  public static void refuseOthers(CommandLine command, List<String> settings) {
    for (int i = 0; i < settings.size(); i++) {
      String argument = settings.get(i);
      boolean isValue = i > 0 && settings.get(i - 1).matches("--[^=]*\\.[^=]*");
      if (!isValue && !argument.matches("--[^=]*\\..*")) {
        throw new UnmatchedArgumentException(command, List.of(argument));
      }
      if (!isValue && !argument.contains("=") && i + 1 == settings.size()) {
        throw new ParameterException(command, argument + " lacks its value.");
      }
    }
  }

  /**
   * A job's arguments for what a command was given.
   *
   * @param configuration a file; without it, null, the environment counts as well
   */
  static List<String> arguments(Path configuration, List<String> settings) {
    if (configuration == null) {
      return new JobSettings(settings).fromEnvironment(System.getenv()).arguments();
    }
    List<String> arguments = new ArrayList<>();
    arguments.addAll(List.of("--conf", configuration.toAbsolutePath().toString()));
    arguments.addAll(settings);
    return arguments;
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
    reading(StackCommand.TELEMETRY, kinesisEndpoint, aws);
    return gives("alerts.topic") ? this : orElse("alerts.stream", StackCommand.ALERTS);
  }

  /** Reads a stream of a Kinesis endpoint from its beginning. */
  public JobSettings reading(String stream, String kinesisEndpoint, Aws aws) {
    return orElse("source.type", "kinesis")
        .orElse("source.stream", stream)
        .orElse("source.region", aws.region())
        .orElse("source.endpoint", kinesisEndpoint)
        .orElse("source.credentials", "basic")
        .orElse("source.access-key", aws.accessKeyId())
        .orElse("source.secret-key", aws.secretAccessKey())
        .orElse("source.initial-position", "TRIM_HORIZON");
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
