package io.windfarm.local.score;

import io.windfarm.kinesis.KinesisEndpoint;
import io.windfarm.local.Aws;
import io.windfarm.local.DataDirectory;
import io.windfarm.local.FlinkCluster;
import io.windfarm.local.JobSettings;
import io.windfarm.local.Lifetime;
import io.windfarm.local.chaos.Feed;
import io.windfarm.local.chaos.JobRun;
import io.windfarm.local.chaos.KinesisApi;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Sends what a fleet measured through Kinesis, into the job on a real cluster, as fast as both go:
 * event time is the turbines', and nine minutes of it take as long as the machine needs. One shard,
 * so that what arrives too late does so in every run.
 */
final class ScoreRun {
  private static final String STREAM = "windfarm-score";
  private static final int SUBTASKS = 2;
  private static final int READINGS_A_RECORD = 40;
  private static final Duration PATIENCE = Duration.ofMinutes(30);

  private final DataDirectory data;
  private final Consumer<String> progress;

  ScoreRun(DataDirectory data, Consumer<String> progress) {
    this.data = data;
    this.progress = progress;
  }

  /** The alerts that the job raised. */
  List<Raised> raisedFor(Fleet fleet) throws Exception {
    Path lake = data.demo().resolve("lake");
    Lifetime lifetime = Lifetime.untilExit();
    try {
      lifetime.add(data.lock());
      KinesisEndpoint kinesis = lifetime.add(kinesis());
      progress.accept("starting a cluster");
      FlinkCluster cluster = lifetime.add(cluster());
      progress.accept("sending what the turbines measured");
      long records = send(fleet, kinesis);
      Instant begun = Instant.now();
      JobRun job =
          JobRun.submit(cluster.rest(), arguments(kinesis, lake), Optional.empty(), SUBTASKS);
      job.awaitRunningSince(begun);
      progress.accept("the job reads " + records + " records");
      job.awaitDecoded(records, PATIENCE);
      progress.accept("ending the job");
      job.drain();
    } finally {
      lifetime.close();
    }
    return Raised.in(lake);
  }

  private KinesisEndpoint kinesis() throws IOException {
    KinesisEndpoint kinesis =
        KinesisEndpoint.builder()
            .directory(Files.createDirectories(data.kinesis()))
            .region(Aws.LOCAL.region())
            // What is measured is the rules and not the shard.
            .limits(false)
            .build()
            .start();
    kinesis.createStreamIfMissing(STREAM, 1);
    return kinesis;
  }

  private FlinkCluster cluster() throws IOException, InterruptedException {
    return FlinkCluster.in(data.flink())
        .logs(data.logs())
        .checkpoints(data.flink().resolve("checkpoints").toUri().toString())
        .start();
  }

  private static long send(Fleet fleet, KinesisEndpoint kinesis)
      throws IOException, InterruptedException {
    Feed feed = new Feed(new KinesisApi(kinesis.uri(), STREAM));
    List<String> waiting = new ArrayList<>();
    for (Iterator<String> lines = fleet.lines().iterator(); lines.hasNext(); ) {
      waiting.add(lines.next());
      if (waiting.size() == READINGS_A_RECORD || !lines.hasNext()) {
        feed.record(0, STREAM, String.join("\n", waiting).getBytes(StandardCharsets.UTF_8));
        waiting.clear();
      }
    }
    feed.flush();
    return feed.records();
  }

  private static List<String> arguments(KinesisEndpoint kinesis, Path lake) {
    return new JobSettings(List.of())
        .reading(STREAM, kinesis.uri().toString(), Aws.LOCAL)
        .orElse("ingest.out-of-orderness", Scorecard.OUT_OF_ORDERNESS_MILLIS + "ms")
        .orElse("lake.root", lake.toUri().toString())
        .arguments();
  }
}
