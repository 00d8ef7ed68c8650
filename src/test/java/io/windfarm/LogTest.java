package io.windfarm;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.regex.Pattern;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What is in the log of a job that is fed with what nobody should read there. */
class LogTest {
  @RegisterExtension static final MiniClusterExtension CLUSTER = new MiniClusterExtension();

  /** A line of an event begins with its time; any other goes on with the one before. */
  private static final Pattern BEGINNING =
      Pattern.compile(
          "\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}\\.\\d{3}\\S+ [A-Z]+ .*", Pattern.DOTALL);

  private static final Pattern CONTROL = Pattern.compile("[\\p{Cc}\\u2028\\u2029&&[^\\n\\t]]");

  private static final Logger LOG = LoggerFactory.getLogger(LogTest.class);

  @RegisterExtension final ShippedLog log = new ShippedLog();
  @TempDir Path folder;

  @Test
  void holdsNothingOfThePayload() throws Exception {
    Path input = folder.resolve("hostile.jsonl");
    Files.write(input, hostile("MARKER"));

    WindFarmJob.main(
        new String[] {
          "--source.type", "files",
          "--source.path", input.toString(),
          "--lake.root", folder.resolve("lake").toUri().toString()
        });

    try (LakeReader lake = new LakeReader(folder.resolve("lake"))) {
      // It did get in.
      assertThat(
              lake.rows("SELECT count(*) > 4 FROM rejected WHERE payload::VARCHAR LIKE '%MARKER%'"))
          .containsExactly("true");
      assertThat(lake.rows("SELECT count(*) > 0 FROM readings WHERE turbine_id LIKE '%MARKER%'"))
          .containsExactly("true");
    }
    assertThat(log.text())
        .contains("lake.root = ")
        .doesNotContain("MARKER")
        .doesNotContainPattern(CONTROL);
  }

  @Test
  void holdsNoSecretOfTheConfiguration() throws Exception {
    Path input = Files.writeString(folder.resolve("empty.jsonl"), "");
    Path settings =
        Files.writeString(
            folder.resolve("job.properties"),
            String.join(
                "\n",
                "source.type = files",
                "source.path = " + input,
                "source.credentials = basic",
                "source.access-key = SECRET-1",
                "source.secret-key = SECRET-2",
                "source.properties.aws.credentials.provider.basic.secretkey = SECRET-3",
                "kafka.properties.sasl.jaas.config = a.Module required password=\"SECRET-4\";",
                "kafka.properties.ssl.truststore.password = SECRET-5",
                "lake.root = " + folder.resolve("lake").toUri()));

    WindFarmJob.main(new String[] {"--conf", settings.toString()});

    assertThat(log.text()).contains("source.secret-key = ******").doesNotContain("SECRET");
  }

  @Test
  void keepsAMessageOnOneLine() throws Exception {
    LOG.warn("before {} after", "\r\n2026-11-20T07:15:03.125Z ERROR forged\u001b[31m\u0085\u2028");

    assertThat(log.text()).contains("before ", "forged", " after").doesNotContainPattern(CONTROL);
    assertThat(log.lines()).filteredOn(line -> line.contains("forged")).hasSize(1);
    assertThat(log.lines()).filteredOn(line -> BEGINNING.matcher(line).matches()).hasSize(1);
  }

  @Test
  void letsNoExceptionBeginALine() throws Exception {
    String forged = "\n2026-11-20T07:15:03.125Z ERROR forged\r\u001b[31m";
    LOG.warn("first", new IllegalStateException(forged, new IllegalArgumentException(forged)));
    LOG.warn("second");

    assertThat(log.text())
        .contains("IllegalStateException", "\n    | \tat ", "letsNoExceptionBeginALine")
        .doesNotContainPattern(CONTROL);
    assertThat(log.lines())
        .filteredOn(line -> BEGINNING.matcher(line).matches())
        .hasSize(2)
        .noneMatch(line -> line.contains("forged"));
  }

  @Test
  void ofTheCommandLineToolsIsWrittenAlike() throws Exception {
    assertThat(layout("log4j-cli.properties", "appender.console.layout."))
        .isEqualTo(layout("log4j.properties", "appender.main.layout."));
  }

  private static List<String> layout(String file, String prefix) throws Exception {
    Properties properties = new Properties();
    try (Reader reader = Files.newBufferedReader(Path.of("flink-conf", file))) {
      properties.load(reader);
    }
    String pattern = properties.getProperty(prefix + "pattern");
    return List.of(
        properties.getProperty(prefix + "alwaysWriteExceptions"),
        pattern.substring(pattern.indexOf("%-5p")));
  }

  /** JSON escapes become control characters when it is read. */
  private static List<String> hostile(String marker) {
    String evil = marker + "\\r\\n\\u001b[2J\\u2028../../" + marker;
    List<String> lines = new ArrayList<>();
    for (String[] event :
        new String[][] {
          {evil, "Hydraulic Pressure", "75.5", "2026-11-20T07:00:00Z"},
          {"WT-1", evil, "75.5", "2026-11-20T07:00:01Z"},
          {"WT-1", "Hydraulic Pressure", "\"" + evil + "\"", "2026-11-20T07:00:02Z"},
          {"WT-1", "Hydraulic Pressure", "75.5", evil}
        }) {
      lines.add(
          String.format(
              "{\"id\":\"%s\",\"turbine_id\":\"%s\",\"farm_id\":\"%s\",\"region\":\"%s\","
                  + "\"unit\":\"bar\",\"%s\":1,\"type\":\"%s\",\"data\":%s,\"date\":\"%s\"}",
              evil, event[0], evil, evil, evil, event[1], event[2], event[3]));
    }
    lines.add("{\"" + marker + "\": truncated");
    lines.add(marker + "\u001b[31m");
    lines.add(
        "{\"unit\":\"" + evil + "\",\"turbine_id\":\"WT-1\",\"type\":\"Hydraulic Pressure\"}");
    return lines;
  }
}
