package io.windfarm.kinesis;

import java.net.URI;
import org.junit.jupiter.api.AfterAll;

/** The scenarios against this project's endpoint, with the limits on as they are by default. */
class KinesisEndpointScenariosTest extends KinesisScenarios {
  private KinesisEndpoint endpoint;

  @Override
  URI startEndpoint() throws Exception {
    endpoint = KinesisEndpoint.builder().build().start();
    return endpoint.uri();
  }

  @AfterAll
  void stopEndpoint() throws Exception {
    endpoint.close();
  }
}
