package io.windfarm.local.chaos;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.windfarm.local.ChildProcess;
import io.windfarm.local.ExpectedAlert;
import io.windfarm.local.Failure;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** A {@link Fleet} that sends, or has sent. */
record FleetRun(ChildProcess process, Path groundTruth, Path summary) implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * Waits until everything was sent and acknowledged.
   *
   * @throws Failure if something was not
   */
  void await() throws InterruptedException {
    if (process.await() != 0) {
      throw new Failure("The producers failed. Their log: " + process.log());
    }
  }

  /** Ends it as a crash would (signal 9). */
  void kill() throws InterruptedException {
    process.kill();
  }

  /** Readings that it has left in its spool; once the run is over. */
  long spooledReadings() throws IOException {
    return JSON.readTree(summary.toFile()).path("readings_in_spool").asLong();
  }

  /** Records that Kinesis or Kafka acknowledged; once the run is over. */
  long acknowledgedRecords() throws IOException {
    JsonNode account = JSON.readTree(summary.toFile());
    return account.path("records").asLong();
  }

  /** The alerts that its emergencies have to raise, once each. */
  List<ExpectedAlert> expectedAlerts() throws IOException {
    return ExpectedAlert.in(groundTruth);
  }

  @Override
  public void close() {
    process.close();
  }
}
