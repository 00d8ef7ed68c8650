package io.windfarm.local.chaos;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.stream.Stream;

/**
 * Kills the producers while Kinesis is unreachable and their readings are in the spool, and starts
 * them again with it. All that the spool held by then has to come.
 */
record ProducersKilled(Duration outage) implements Scenario {
  private static final Duration AFTER = Duration.ofSeconds(15);

  @Override
  public String name() {
    return "spool";
  }

  @Override
  public String fault() {
    return "kill -9 the producers in an outage";
  }

  @Override
  public void play(Trial trial) throws Exception {
    Path spool = trial.rig().folder(name()).resolve("spool.db");
    // A reading in five seconds: the time between two runs is no sensor's silence.
    Fleet fleet =
        Fleet.faultless(60)
            .with("--rate", "0.2", "--spool", spool.toString(), "--patience", "2s")
            .lasting(outage.plus(AFTER));
    trial.produce(fleet);
    trial.pause(Duration.ofSeconds(1), Duration.ofSeconds(5));
    trial.rig().stopKinesis();
    trial.letPass(outage.dividedBy(2));
    trial.killProducers();
    Path held = copy(spool);
    trial.produce(fleet);
    trial.letPass(outage.dividedBy(2));
    trial.rig().startKinesis();
    trial.awaitCaughtUp(outage);
    trial.awaitSent();

    int spooled = trial.requireSent(held);
    trial.require(spooled > 0, "the spool was empty when the producers were killed");
    trial.did("gone for " + outage.toSeconds() + " s: " + spooled + " records in the spool");
  }

  /** The spool as the kill left it: SQLite keeps a journal beside the file. */
  private static Path copy(Path spool) throws IOException {
    Path folder = Files.createDirectories(spool.resolveSibling("held"));
    String name = spool.getFileName().toString();
    try (Stream<Path> files = Files.list(spool.toAbsolutePath().getParent())) {
      for (Path file :
          files.filter(each -> each.getFileName().toString().startsWith(name)).toList()) {
        Files.copy(file, folder.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
      }
    }
    return folder.resolve(name);
  }
}
