package io.windfarm.config;

import com.amazonaws.services.kinesisanalytics.runtime.KinesisAnalyticsRuntime;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/** The property groups that Managed Service for Apache Flink hands to an application. */
final class ManagedServiceProperties {
  private static final String RUNTIME =
      "com.amazonaws.services.kinesisanalytics.runtime.KinesisAnalyticsRuntime";

  private ManagedServiceProperties() {}

  /** The groups as {@code group.key} pairs; empty where the service's runtime is not there. */
  static Map<String, String> read() {
    try {
      Class.forName(RUNTIME);
    } catch (ClassNotFoundException e) {
      return new LinkedHashMap<>();
    }
    return ServiceRuntime.read();
  }

  /** Apart, so that the service's classes are loaded only where they are. */
  private static final class ServiceRuntime {
    static Map<String, String> read() {
      Map<String, String> pairs = new LinkedHashMap<>();
      try {
        for (Map.Entry<String, Properties> group :
            KinesisAnalyticsRuntime.getApplicationProperties().entrySet()) {
          Properties properties = group.getValue();
          properties
              .stringPropertyNames()
              .forEach(key -> pairs.put(group.getKey() + "." + key, properties.getProperty(key)));
        }
      } catch (IOException e) {
        throw new InvalidConfigException(
            List.of("The service's application properties can't be read: " + e.getMessage()));
      }
      return pairs;
    }
  }
}
