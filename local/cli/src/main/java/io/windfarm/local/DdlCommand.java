package io.windfarm.local;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
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
      "  ./windfarm ddl --conf production.properties --dialect databricks --out ddl"
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
      description = "athena, databricks (Spark as well) or snowflake; default: athena.")
  private Dialect dialect;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "A file a statement under DIR; default: all on standard output.")
  private Path out;

  @Parameters(paramLabel = "--group.key value", description = "Settings of the job.")
  private List<String> settings = new ArrayList<>();

  /** A folder of {@code sql}. */
  enum Dialect {
    ATHENA,
    DATABRICKS,
    SNOWFLAKE
  }

  @Override
  public Integer call() throws Exception {
    JobSettings.refuseOthers(spec.commandLine(), settings);
    LakeLayout layout = LayoutOfJob.of(JobSettings.arguments(configuration, settings));
    Path folder = Project.sql().resolve(dialect.name().toLowerCase(Locale.ROOT));
    List<DdlScript.Step> steps = DdlScript.of(folder, layout);
    if (out == null) {
      print(steps);
    } else {
      write(steps);
    }
    return CommandLine.ExitCode.OK;
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
