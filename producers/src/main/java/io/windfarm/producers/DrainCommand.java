package io.windfarm.producers;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Sends what waits in a spool, and measures nothing. */
@Command(
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = "Sends the readings that an earlier run left in its --spool.",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:the spool is empty",
      "1:readings still wait in it",
      "2:the options can't be used"
    })
final class DrainCommand implements Callable<Integer> {
  private final Map<String, String> environment;
  private final PrintStream standardErr;
  private final StopSignal stop;

  @Spec private CommandSpec spec;
  @Mixin private SenderOptions sender;

  DrainCommand(Map<String, String> environment, PrintStream standardErr, StopSignal stop) {
    this.environment = environment;
    this.standardErr = standardErr;
    this.stop = stop;
  }

  @Override
  public Integer call() throws InterruptedException {
    try {
      if (!sender.hasSpool()) {
        throw new UsageException("name the file to send from: --spool FILE");
      }
      try (Sending sending = sender.start(environment, Duration.ZERO, true, standardErr::println)) {
        return drain(sending.sink());
      }
    } catch (UsageException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    } catch (NotAcknowledgedException | SpoolException e) {
      standardErr.println("error: " + e.getMessage());
      return 1;
    }
  }

  private int drain(RecordSink sink) throws InterruptedException {
    stop.whenStopped(sink::hurry);
    sink.finish();
    Delivery delivery = sink.delivery();
    standardErr.println(
        String.format(
            Locale.ROOT,
            "sent to Kinesis %,d readings, diverted to Kafka %,d, still in the spool %,d",
            delivery.direct(),
            delivery.diverted(),
            delivery.spooled()));
    Optional<String> waiting = sender.waiting(delivery);
    waiting.ifPresent(standardErr::println);
    return waiting.isPresent() ? 1 : 0;
  }
}
