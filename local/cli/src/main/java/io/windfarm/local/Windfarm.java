package io.windfarm.local;

import io.windfarm.local.backfill.BackfillCommand;
import io.windfarm.local.chaos.ChaosCommand;
import io.windfarm.local.plan.PlanCommand;
import io.windfarm.local.report.ReportCommand;
import io.windfarm.local.score.ScoreCommand;
import java.util.List;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.UnmatchedArgumentException;

/** The front door: {@code ./windfarm COMMAND}. Exit codes: 0 done, 1 failed, 2 asked wrongly. */
@Command(
    name = "./windfarm",
    description =
        "Wind farm telemetry: alerts in seconds, statistics in a minute, a lake to query.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      DemoCommand.class,
      StackCommand.class,
      ProduceCommand.class,
      JobCommand.class,
      BackfillCommand.class,
      QueryCommand.class,
      DdlCommand.class,
      CompactCommand.class,
      SweepCommand.class,
      ChaosCommand.class,
      PlanCommand.class,
      ReportCommand.class,
      ScoreCommand.class,
      Windfarm.TestCommand.class,
      HelpCommand.class
    },
    footer = {"", "./windfarm COMMAND --help says more. Start with: ./windfarm demo"})
public final class Windfarm implements Callable<Integer> {
  @Spec private CommandSpec spec;

  /** Runs a command and exits with its code. */
  public static void main(String[] args) {
    System.exit(commandLine().execute(args));
  }

  /** All commands, ready to execute. */
  static CommandLine commandLine() {
    CommandLine commandLine = new CommandLine(new Windfarm());
    ServiceLoader.load(Subcommand.class).forEach(commandLine::addSubcommand);
    addHelp(commandLine);
    commandLine
        .getSubcommands()
        .forEach(
            (name, command) -> {
              if (name.equals("produce")) {
                // Its options are the simulators', --help included.
                command.setUnmatchedOptionsArePositionalParams(true);
              } else if (!name.equals("help")) {
                addHelp(command);
              }
            });
    // --group.key is the job's to judge.
    for (String command : List.of("job", "ddl", "compact", "backfill")) {
      commandLine.getSubcommands().get(command).setUnmatchedOptionsArePositionalParams(true);
    }
    commandLine.setCaseInsensitiveEnumValuesAllowed(true);
    commandLine.setUsageHelpAutoWidth(true);
    commandLine.setParameterExceptionHandler(Windfarm::refuse);
    commandLine.setExecutionExceptionHandler(
        (e, command, parsed) -> {
          if (e instanceof Failure || e instanceof StartFailure) {
            command.getErr().println(e.getMessage());
          } else {
            e.printStackTrace(command.getErr());
          }
          return CommandLine.ExitCode.SOFTWARE;
        });
    return commandLine;
  }

  private static Set<String> namesKnownTo(CommandLine command) {
    return command.getSubcommands().isEmpty()
        ? command.getCommandSpec().optionsMap().keySet().stream()
            .filter(
                name ->
                    name.startsWith("--") && !command.getCommandSpec().findOption(name).hidden())
            .collect(Collectors.toSet())
        : command.getSubcommands().keySet();
  }

  private static void addHelp(CommandLine command) {
    command
        .getCommandSpec()
        .addOption(
            OptionSpec.builder("-h", "--help").usageHelp(true).description("Shows this.").build());
  }

  @Override
  public Integer call() {
    spec.commandLine().usage(spec.commandLine().getErr());
    return CommandLine.ExitCode.USAGE;
  }

  /** One line that says what is wrong, one with what was meant, one with where to read on. */
  private static int refuse(ParameterException e, String[] args) {
    CommandLine command = e.getCommandLine();
    command.getErr().println(e.getMessage());
    if (!UnmatchedArgumentException.printSuggestions(e, command.getErr())
        && e instanceof UnmatchedArgumentException) {
      command
          .getErr()
          .println("It knows: " + String.join(", ", new TreeSet<>(namesKnownTo(command))));
    }
    command.getErr().println("See " + command.getCommandSpec().qualifiedName() + " --help");
    return CommandLine.ExitCode.USAGE;
  }

  /** Listed here for help and suggestions: the script runs it before anything is built. */
  @Command(name = "test", description = "All tests, as CI runs them: mvn -f build/pom.xml verify.")
  static final class TestCommand implements Callable<Integer> {
    @Spec private CommandSpec spec;

    @Override
    public Integer call() {
      throw new ParameterException(
          spec.commandLine(), "Run it through the script: ./windfarm test");
    }
  }
}
