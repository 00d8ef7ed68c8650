package io.windfarm.local;

import java.util.List;

/** The simulators, in a JVM of their own. */
public final class Producers {
  private Producers() {}

  /** How to start them with these arguments; the caller says where output goes. */
  public static ChildProcess.Builder process(List<String> arguments) {
    return ChildProcess.java("The producers", "io.windfarm.producers.Produce")
        .classpath(Project.producersJar())
        .classpath(Project.producersLib())
        .jvmOptions(List.of("-Xmx512m", "-XX:+UseSerialGC", "-Daws.cborEnabled=false"))
        .arguments(arguments);
  }
}
