package io.windfarm.kubernetes;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import org.apache.flink.autoscaler.config.AutoScalerOptions;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.kubernetes.configuration.KubernetesConfigOptions;
import org.apache.flink.util.TimeUtils;

/**
 * Every key that {@code flinkConfiguration} may have, and what its value has to be: Flink's own and
 * the autoscaler's from their code, S3's from the plugin's, the operator's from its reference.
 */
final class FlinkKeys {
  private static final Pattern OPTIONS =
      Pattern.compile("org/apache/flink/configuration/\\w+Options\\.class");
  private static final String S3 = "s3.";
  private static final Pattern REPORTER =
      Pattern.compile(
          "metrics\\.reporter\\.\\w+\\.(factory\\.class|port|filterLabelValueCharacters)");

  private final Map<String, ConfigOption<?>> options = new TreeMap<>();
  private final Set<String> operator = new TreeSet<>();
  private final Set<String> s3 = new TreeSet<>();

  FlinkKeys() {
    try {
      flinkCore();
      add(KubernetesConfigOptions.class);
      add(AutoScalerOptions.class);
      operator();
      s3();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  private void flinkCore() throws IOException, ReflectiveOperationException {
    String core =
        PipelineOptions.class.getProtectionDomain().getCodeSource().getLocation().getPath();
    try (JarFile jar = new JarFile(core)) {
      for (var entry : jar.stream().toList()) {
        if (OPTIONS.matcher(entry.getName()).matches()) {
          add(Class.forName(entry.getName().replace('/', '.').replaceFirst("\\.class$", "")));
        }
      }
    }
  }

  private void add(Class<?> holder) throws ReflectiveOperationException {
    for (Field field : holder.getDeclaredFields()) {
      if (field.getType() == ConfigOption.class && Modifier.isPublic(field.getModifiers())) {
        ConfigOption<?> option = (ConfigOption<?>) field.get(null);
        options.put(option.key(), option);
      }
    }
  }

  private void operator() throws IOException {
    try (InputStream file = FlinkKeys.class.getResourceAsStream("operator-keys.txt")) {
      new String(file.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.startsWith("#"))
          .forEach(operator::add);
    }
  }

  /** Flink hands {@code s3.x} on to Hadoop as {@code fs.s3a.x}. */
  private void s3() throws IOException, ReflectiveOperationException {
    URL plugin = Path.of(System.getProperty("s3.plugin")).toUri().toURL();
    try (URLClassLoader inside =
        new URLClassLoader(new URL[] {plugin}, ClassLoader.getPlatformClassLoader())) {
      for (Field field : inside.loadClass("org.apache.hadoop.fs.s3a.Constants").getFields()) {
        if (field.getType() == String.class) {
          s3.add(((String) field.get(null)).replaceFirst("^fs\\.s3a\\.", S3));
        }
      }
    }
  }

  /** What is wrong with a setting; empty if nothing is. */
  Optional<String> fault(String key, String value) {
    try {
      if (options.containsKey(key)) {
        Configuration.fromMap(Map.of(key, value)).getOptional(options.get(key));
        return Optional.empty();
      }
      if (operator.contains(key)) {
        return ofOperator(key, value);
      }
      if (REPORTER.matcher(key).matches()) {
        if (key.endsWith("class")) {
          Class.forName(value);
        } else if (key.endsWith("port")) {
          Integer.parseInt(value);
        }
        return Optional.empty();
      }
    } catch (ReflectiveOperationException | IllegalArgumentException e) {
      return Optional.of(key + " = " + value + ": " + e);
    }
    return s3.contains(key) && key.startsWith(S3)
        ? Optional.empty()
        : Optional.of(key + ": there is no such key");
  }

  private static Optional<String> ofOperator(String key, String value) {
    if (key.endsWith(".enabled") && !value.matches("true|false")) {
      return Optional.of(key + " = " + value + ": is neither true nor false");
    }
    if (key.matches(".*(timeout|interval|age)")) {
      Duration duration = TimeUtils.parseDuration(value);
      return duration.isZero() ? Optional.of(key + " is zero") : Optional.empty();
    }
    return Optional.empty();
  }
}
