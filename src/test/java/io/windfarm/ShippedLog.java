package io.windfarm;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.config.Configurator;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Everything that is logged during a test, as {@code flink-conf/log4j.properties} has it. */
final class ShippedLog implements BeforeEachCallback, AfterEachCallback {
  private static final String FILE = "log.file";

  private Path directory;

  @Override
  public void beforeEach(ExtensionContext context) throws IOException {
    directory = Files.createTempDirectory("log");
    System.setProperty(FILE, directory.resolve("taskmanager.log").toString());
    Configurator.reconfigure(Path.of("flink-conf", "log4j.properties").toUri());
  }

  @Override
  public void afterEach(ExtensionContext context) throws IOException {
    // Back to the default; while the property is set, for the file is opened by its name.
    ((LoggerContext) LogManager.getContext(false)).setConfigLocation(null);
    System.clearProperty(FILE);
    Files.delete(directory.resolve("taskmanager.log"));
    Files.delete(directory);
  }

  String text() throws IOException {
    return Files.readString(directory.resolve("taskmanager.log"));
  }

  /** As whoever reads the file sees them: ended by a line feed alone. */
  List<String> lines() throws IOException {
    return List.of(text().split("\n", -1));
  }
}
