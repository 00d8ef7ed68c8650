package io.windfarm.bench;

import java.nio.file.Path;
import java.util.List;

/** What is measured. */
public interface Contestant {
  /** As options and tables name it. */
  String name();

  /** Which of the lake's tables it writes. */
  List<String> tables();

  /**
   * Works through an input, from the start of its processes to their end.
   *
   * @param warmUp events that are not measured, the first of the input
   * @param directory its own, empty; the lake is left in its folder {@code lake}
   * @throws io.windfarm.local.Failure if it does not come to its end
   */
  Run run(Input input, long warmUp, Path directory) throws Exception;
}
