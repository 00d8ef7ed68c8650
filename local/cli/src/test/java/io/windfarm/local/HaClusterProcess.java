package io.windfarm.local;

import java.nio.file.Path;

/** Runs a small cluster in DIRECTORY until it is ended; prints {@code ready} when it is. */
public final class HaClusterProcess {
  private HaClusterProcess() {}

  /** Keeps everything on the local disk. */
  public static void main(String[] args) throws Exception {
    Path directory = Path.of(args[0]);
    String root = directory.resolve("storage").toUri().toString();
    Lifetime lifetime = Lifetime.untilExit();
    FlinkCluster cluster =
        lifetime.add(FlinkCluster.in(directory).checkpoints(root).highlyAvailable(root, 1).start());
    System.out.println("ready");
    cluster.zooKeeper().orElseThrow().process().await();
  }
}
