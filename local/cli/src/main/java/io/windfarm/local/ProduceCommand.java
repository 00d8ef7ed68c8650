package io.windfarm.local;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** The simulators: every argument is theirs. */
@Command(
    name = "produce",
    description = {"The turbine simulators, against the endpoints that the environment names."})
final class ProduceCommand implements Callable<Integer> {
  @Parameters(paramLabel = "ARGUMENT", hidden = true)
  private List<String> arguments = new ArrayList<>();

  @Override
  public Integer call() throws Exception {
    try (Lifetime lifetime = Lifetime.untilExit()) {
      // Ctrl-C is for the simulators: they end in order, print their summary, and we pass it on.
      ChildProcess producers = lifetime.add(Producers.process(arguments).heedsInterrupt().start());
      return producers.await();
    }
  }
}
