package io.windfarm.local.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.windfarm.kinesis.KinesisEndpoint;
import io.windfarm.local.Failure;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ShardsTest {
  private KinesisEndpoint kinesis;
  private Shards shards;

  @BeforeEach
  void start() throws Exception {
    kinesis = KinesisEndpoint.builder().limits(false).build().start();
    kinesis.createStreamIfMissing("stream", 2);
    shards = new Shards(new KinesisApi(kinesis.uri(), "stream"));
  }

  @AfterEach
  void stop() throws Exception {
    kinesis.close();
  }

  @Test
  void splitsOneMergesTwoAndScalesAll() throws Exception {
    shards.split();
    assertThat(shards.open()).hasSize(3);

    shards.merge();
    assertThat(shards.open()).hasSize(2);

    shards.scale(4);
    assertThat(shards.open()).hasSize(4);
    assertThat(shards.all()).isGreaterThan(5);
  }

  @Test
  void saysThatThereIsNothingToMergeASingleShardWith() throws Exception {
    shards.merge();

    assertThatThrownBy(shards::merge).isInstanceOf(Failure.class).hasMessageContaining("one shard");
  }
}
