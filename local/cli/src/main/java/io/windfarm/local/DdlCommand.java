package io.windfarm.local;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The statements that make a job's lake known to a query engine. */
@Command(
    name = "ddl",
    description = {
      "The statements that make a job's lake known to a query engine: database, tables and views.",
      "They hold for the configuration given, as for './windfarm job': its roots, its regions, its years. Sent nowhere: sql/README.md says how to run them."
    },
    footer = {
      "",
      "Settings of the job are passed on: --group.key value.",
      "",
      "Examples:",
      "  ./windfarm ddl --lake.root s3://your-bucket/lake",
      "  ./windfarm ddl --conf production.properties --dialect databricks --out ddl",
      "  ./windfarm ddl --conf infra/lake.properties --dialect cloudformation --out infra"
    })
final class DdlCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(
      names = "--conf",
      paramLabel = "FILE",
      description = "The job's configuration; nothing is then taken from the environment for it.")
  private Path configuration;

  @Option(
      names = "--dialect",
      paramLabel = "ENGINE",
      defaultValue = "ATHENA",
      description = {
        "athena, databricks (Spark as well) or snowflake; default: athena.",
        "cloudformation: no statements, but infra/pipeline.yaml with these tables in it."
      })
  private Dialect dialect;

  @Option(
      names = "--compacted-before",
      paramLabel = "TIME",
      converter = CompactedBefore.Converter.class,
      description =
          "Has partitions that were over by that hour (UTC), such as 2026-11-20T07, read from what ./windfarm compact made of them: it says which hour that may be.")
  private CompactedBefore compactedBefore;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "A file a statement under DIR; default: all on standard output.")
  private Path out;

  @Parameters(paramLabel = "--group.key value", description = "Settings of the job.")
  private List<String> settings = new ArrayList<>();

  /** What is written: statements, from a folder of {@code sql}, or a template. */
  enum Dialect {
    ATHENA,
    DATABRICKS,
    SNOWFLAKE,
    CLOUDFORMATION;

    /** Glue's tables are Athena's. */
    Path folder() {
      Dialect dialect = this == CLOUDFORMATION ? ATHENA : this;
      return Project.sql().resolve(dialect.name().toLowerCase(Locale.ROOT));
    }
  }

  @Override
  public Integer call() throws Exception {
    JobSettings.refuseOthers(spec.commandLine(), settings);
    LakeLayout layout = LayoutOfJob.of(JobSettings.arguments(configuration, settings));
    List<DdlScript.Step> steps =
        DdlScript.of(dialect.folder(), layout, Optional.ofNullable(compactedBefore));
    if (dialect == Dialect.CLOUDFORMATION) {
      writeTemplate(PipelineTemplate.of(steps));
    } else if (out == null) {
      print(steps);
    } else {
      write(steps);
    }
    return CommandLine.ExitCode.OK;
  }

  private void writeTemplate(String template) throws IOException {
    if (out == null) {
      PrintStream stream = new PrintStream(System.out, false, StandardCharsets.UTF_8);
      stream.print(template);
      stream.flush();
      return;
    }
    Files.createDirectories(out);
    Path file = out.resolve(PipelineTemplate.FILE);
    Files.writeString(file, template);
    System.out.println(file);
  }

  private static void print(List<DdlScript.Step> steps) {
    PrintStream stream = new PrintStream(System.out, false, StandardCharsets.UTF_8);
    steps.forEach(step -> stream.println(step.text() + ";\n"));
    stream.flush();
  }

  private void write(List<DdlScript.Step> steps) throws IOException {
    for (DdlScript.Step step : steps) {
      Path file = out.resolve(step.path());
      Files.createDirectories(file.getParent());
      Files.writeString(file, step.text() + "\n");
      // In the order in which to run them.
      System.out.println(file);
    }
  }
}
