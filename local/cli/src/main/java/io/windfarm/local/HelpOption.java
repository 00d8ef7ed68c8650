package io.windfarm.local;

import picocli.CommandLine.Option;

/** {@code --help}, for every command. */
final class HelpOption {
  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Shows this.")
  private boolean asked;
}
