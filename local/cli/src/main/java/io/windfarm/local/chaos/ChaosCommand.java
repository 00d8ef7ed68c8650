package io.windfarm.local.chaos;

import io.windfarm.local.DataDirectory;
import io.windfarm.local.Lifetime;
import io.windfarm.local.Project;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Breaks the pipeline on purpose and shows what became of the readings. */
@Command(
    name = "chaos",
    description = {
      "Breaks the pipeline on purpose, on this machine, and shows what became of the readings.",
      "A cluster of processes runs the job while turbines send; one after another the faults strike."
          + " Each ends with the lake held against all that was sent."
    },
    footer = {"", "Exit code 0: every row passes. 1: one does not, and a line below says why."})
public final class ChaosCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "Of readings, moments and choices; default: ${DEFAULT-VALUE}.")
  private long seed;

  @Option(
      names = "--only",
      paramLabel = "NAME",
      split = ",",
      description = "These scenarios, by the names that --list shows; default: all.")
  private List<String> only = List.of();

  @Option(names = "--list", description = "Shows the scenarios and does nothing.")
  private boolean list;

  @Option(
      names = "--long",
      description =
          "More kills and outages as long as they are in life: about an hour. Default: each fault"
              + " once, outages of 10 s.")
  private boolean longForm;

  @Option(
      names = "--dir",
      paramLabel = "DIR",
      description =
          "Where everything is kept; what an earlier run left there is removed."
              + " Default: windfarm-data/chaos.")
  private Path directory;

  @Option(names = "--json", paramLabel = "FILE", description = "Also writes the table as JSON.")
  private Path json;

  @Override
  public Integer call() throws Exception {
    List<Scenario> scenarios = chosen();
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    if (list) {
      scenarios.forEach(each -> out.printf("%-14s %s%n", each.name(), each.fault()));
      return 0;
    }
    DataDirectory data =
        DataDirectory.of(directory == null ? Project.data().resolve("chaos") : directory);
    data.clearForDemo();
    Lifetime lifetime = Lifetime.untilExit();
    List<Row> rows = new ArrayList<>();
    Sweep sweep;
    try {
      lifetime.add(data.lock());
      Progress progress = new Progress(out);
      progress.say("", "starting Kinesis, S3 and a cluster; seed " + seed);
      Rig rig = lifetime.add(Rig.start(data, seed, progress));
      for (Scenario scenario : scenarios) {
        if (!rows.isEmpty()) {
          rig.freshTaskManagers();
        }
        Row row = Trial.run(rig, scenario);
        progress.say(
            row.scenario(),
            row.passes() ? "passes" : "DOES NOT PASS: " + String.join("; ", row.complaints()));
        rows.add(row);
      }
      sweep = rig.sweep();
    } finally {
      lifetime.close();
    }
    ResultTable table = new ResultTable(rows);
    table.print(out);
    out.println(sweep);
    if (json != null) {
      table.write(json);
    }
    if (rows.stream().allMatch(Row::passes) && sweep.isClean()) {
      return 0;
    }
    out.println("The logs: " + data.logs() + "   Rows that differ: " + data.demo());
    return 1;
  }

  private List<Scenario> chosen() {
    List<Scenario> all = longForm ? Scenarios.longForm() : Scenarios.shortForm();
    List<String> names = all.stream().map(Scenario::name).toList();
    for (String name : only) {
      if (!names.contains(name)) {
        throw new ParameterException(
            spec.commandLine(),
            "There is no scenario '" + name + "'. There are: " + String.join(", ", names));
      }
    }
    return only.isEmpty()
        ? all
        : all.stream().filter(scenario -> only.contains(scenario.name())).toList();
  }
}
