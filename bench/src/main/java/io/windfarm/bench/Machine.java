package io.windfarm.bench;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** What figures were measured on. */
final class Machine {
  private Machine() {}

  /** Adds what is known of it; what a system does not say is left out. */
  static void describe(ObjectNode json) {
    json.put("processors", Runtime.getRuntime().availableProcessors());
    json.put("processor", first(Path.of("/proc/cpuinfo"), "model name"));
    json.put("memory", first(Path.of("/proc/meminfo"), "MemTotal"));
    json.put("system", System.getProperty("os.name") + " " + System.getProperty("os.version"));
    json.put("java", System.getProperty("java.vm.version"));
    json.put("load", load());
  }

  /** How much other work there was when asked, as Linux reckons it over the last minute. */
  static double load() {
    return ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
  }

  private static String first(Path file, String key) {
    try (Stream<String> lines = Files.lines(file)) {
      return lines
          .filter(line -> line.startsWith(key))
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .findFirst()
          .orElse("");
    } catch (IOException e) {
      return "";
    }
  }
}
