package io.windfarm.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.kinesisanalytics.runtime.KinesisAnalyticsRuntime;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What is in the jar for Managed Service for Apache Flink; docs/managed-service.md says why. */
class ManagedServiceJarIT {
  /** The service refuses larger ones. */
  private static final long LIMIT_BYTES = 512L << 20;

  private static final int JAVA_11 = 55;

  private static Path jar;
  private static List<String> entries;

  @BeforeAll
  static void list() throws IOException {
    jar = Project.managedServiceJar();
    entries = entries(jar);
  }

  @Test
  void isSmallEnough() throws Exception {
    assertThat(Files.size(jar)).isLessThan(LIMIT_BYTES);
  }

  @Test
  void holdsNothingTwice() {
    assertThat(entries).hasSizeGreaterThan(10_000).doesNotHaveDuplicates();
  }

  @Test
  void runsOnJava11() throws Exception {
    List<String> newer = new ArrayList<>();
    try (JarFile file = new JarFile(jar.toFile())) {
      for (String name : entries) {
        if (name.endsWith(".class") && version(file, name) > JAVA_11) {
          newer.add(name);
        }
      }
    }

    assertThat(newer).isEmpty();
  }

  @Test
  void holdsNoClassOfFlinkThatTheServiceProvides() throws Exception {
    Set<String> provided = new HashSet<>(entries(Project.codeOf(KinesisAnalyticsRuntime.class)));
    try (Stream<Path> lib = Files.list(Project.flinkLib())) {
      for (Path file : lib.toList()) {
        if (file.getFileName().toString().matches("(flink|log4j|slf4j)-.*\\.jar")) {
          provided.addAll(entries(file));
        }
      }
    }
    provided.removeIf(name -> !name.endsWith(".class"));
    assertThat(provided).contains("org/apache/flink/core/fs/FileSystem.class");

    assertThat(entries.stream().filter(provided::contains)).isEmpty();
  }

  @Test
  void holdsTheS3FileSystemWhereFlinkLooksForIt() throws Exception {
    assertThat(text("META-INF/services/org.apache.flink.core.fs.FileSystemFactory"))
        .contains("org.apache.flink.fs.s3hadoop.S3FileSystemFactory");
    assertThat(entries)
        .contains(
            "org/apache/flink/fs/s3hadoop/S3FileSystemFactory.class",
            "org/apache/hadoop/fs/s3a/S3AFileSystem.class",
            "io/windfarm/WindFarmJob.class");
  }

  /** S3A and the Hadoop that it runs on are of one release: that of Flink's file system. */
  @Test
  void holdsOneHadoop() throws Exception {
    assertThat(text("common-version-info.properties")).contains("version=3.3.4");
    // New in 3.3.6, which the ordinary jar has for Parquet.
    assertThat(entries).doesNotContain("org/apache/hadoop/fs/LeaseRecoverable.class");
  }

  @Test
  void holdsNativeCodeForTheServicesMachinesAlone() {
    assertThat(entries.stream().filter(name -> name.matches(".*\\.(so|a|dll|dylib|jnilib|exe)")))
        .isNotEmpty()
        .allMatch(name -> name.matches("(?i).*linux/(amd64|x86_64|aarch64)/[^/]*\\.so"));
    assertThat(entries).noneMatch(name -> name.startsWith("amazon-kinesis-producer"));
  }

  private static List<String> entries(Path file) throws IOException {
    try (JarFile opened = new JarFile(file.toFile())) {
      return opened.stream().map(JarEntry::getName).toList();
    }
  }

  private static String text(String name) throws IOException {
    try (JarFile file = new JarFile(jar.toFile());
        InputStream in = file.getInputStream(file.getEntry(name))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  /** The major version of the class file. */
  private static int version(JarFile file, String name) throws IOException {
    try (DataInputStream in = new DataInputStream(file.getInputStream(file.getEntry(name)))) {
      in.readInt();
      in.readUnsignedShort();
      return in.readUnsignedShort();
    }
  }
}
