package io.windfarm.producers;

import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * The simulators' front door: {@code fleet} (the default) sends all sensors, and each sensor has a
 * program of its own; {@code drain} sends what waits in a spool.
 *
 * <p>Exit codes: 0 everything was acknowledged or is in the spool, 1 something was not, 2 the
 * options can't be used. SIGTERM and SIGINT end a run early but orderly: what was made up is
 * delivered, the ground truth and the summary are written, and the code is 0 or 1 as usual.
 */
@Command(
    name = "produce",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel =
        "[fleet | power-factor | temperature-battery | hydraulic-pressure | drain]",
    description = "Simulated wind turbines send telemetry to a Kinesis stream.",
    footer = {"", "Without a command: fleet. Options: produce COMMAND --help"})
public final class Produce {
  private static final Map<String, List<Sensor>> PROGRAMS = new LinkedHashMap<>();

  static {
    PROGRAMS.put("fleet", Sensor.CORE);
    PROGRAMS.put("power-factor", List.of(Sensor.POWER_FACTOR));
    PROGRAMS.put("temperature-battery", List.of(Sensor.BATTERY_TEMPERATURE));
    PROGRAMS.put("hydraulic-pressure", List.of(Sensor.HYDRAULIC_PRESSURE));
  }

  private Produce() {}

  /** Runs the program and exits with its code. */
  public static void main(String[] args) {
    StopSignal stop = new StopSignal();
    CountDownLatch finished = new CountDownLatch(1);
    AtomicInteger code = new AtomicInteger(1);
    Thread onSignal =
        new Thread(
            () -> {
              stop.stop();
              try {
                finished.await();
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
              // Without this the code would be the signal's, whatever became of the readings.
              Runtime.getRuntime().halt(code.get());
            },
            "signal");
    Runtime.getRuntime().addShutdownHook(onSignal);
    PrintStream out = new PrintStream(System.out, false, StandardCharsets.UTF_8);
    PrintStream err = new PrintStream(System.err, true, StandardCharsets.UTF_8);
    try {
      code.set(run(args, System.getenv(), out, err, stop));
    } finally {
      out.flush();
      err.flush();
      finished.countDown();
    }
    System.exit(code.get());
  }

  /** Runs the program and answers with its exit code. */
  static int run(
      String[] args,
      Map<String, String> environment,
      PrintStream out,
      PrintStream err,
      StopSignal stop) {
    CommandLine commands = new CommandLine(new Produce());
    PROGRAMS.forEach(
        (name, sensors) -> {
          CommandLine command =
              new CommandLine(new ProduceCommand(sensors, environment, out, err, stop));
          command
              .getCommandSpec()
              .usageMessage()
              .description(
                  "Sends "
                      + String.join(", ", sensors.stream().map(Sensor::eventType).toList())
                      + " readings of the turbines of the reference fleet.");
          commands.addSubcommand(name, command);
        });
    commands.addSubcommand("drain", new CommandLine(new DrainCommand(environment, err, stop)));
    commands.setOut(new PrintWriter(out, true, StandardCharsets.UTF_8));
    commands.setErr(new PrintWriter(err, true, StandardCharsets.UTF_8));
    commands.setParameterExceptionHandler(Produce::refuse);
    commands.setExecutionExceptionHandler(
        (failure, command, parsed) -> {
          command.getErr().println("error: " + failure);
          return CommandLine.ExitCode.SOFTWARE;
        });
    return commands.execute(withProgram(args));
  }

  /** Options without a program are the fleet's. */
  private static String[] withProgram(String[] args) {
    boolean own =
        args.length > 0
            && (!args[0].startsWith("-")
                || List.of("-h", "--help", "-V", "--version").contains(args[0]));
    if (own) {
      return args;
    }
    List<String> all = new ArrayList<>(List.of("fleet"));
    all.addAll(Arrays.asList(args));
    return all.toArray(new String[0]);
  }

  private static int refuse(ParameterException refusal, String[] args) {
    PrintWriter err = refusal.getCommandLine().getErr();
    err.println("error: " + refusal.getMessage());
    UnmatchedArgumentException.printSuggestions(refusal, err);
    err.println("Try '" + refusal.getCommandLine().getCommandSpec().qualifiedName() + " --help'.");
    return CommandLine.ExitCode.USAGE;
  }
}
