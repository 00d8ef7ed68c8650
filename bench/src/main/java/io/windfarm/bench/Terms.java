package io.windfarm.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the Flink jobs of a run have in common. The same for all, so that what differs is theirs.
 *
 * @param tables that are written
 * @param slots of the one TaskManager, and so the parallelism
 * @param rocksDb whether state lies in RocksDB; else on the heap
 * @param jobSettings more settings of the job: {@code --group.key}, {@code value}
 * @param flinkSettings of Flink, in the place of what {@code flink-conf/} says
 */
public record Terms(
    Tables tables,
    int slots,
    boolean rocksDb,
    List<String> jobSettings,
    Map<String, String> flinkSettings) {
  private static final String CHECKPOINT_INTERVAL = "10s";

  /** One slot, state on the heap, and the job as it is shipped. */
  public static Terms of(Tables tables) {
    return new Terms(tables, 1, false, List.of(), Map.of());
  }

  /** The same with other slots. */
  public Terms withSlots(int other) {
    return new Terms(tables, other, rocksDb, jobSettings, flinkSettings);
  }

  /** The same with state in RocksDB. */
  public Terms withRocksDb() {
    return new Terms(tables, slots, true, jobSettings, flinkSettings);
  }

  /** The same with more settings of the job. */
  public Terms withSettings(List<String> more) {
    return new Terms(tables, slots, rocksDb, more, flinkSettings);
  }

  /** The same with settings of Flink's own. */
  public Terms withFlink(Map<String, String> more) {
    return new Terms(tables, slots, rocksDb, jobSettings, more);
  }

  /** The job's settings, but for its input and its lake. */
  List<String> settings() {
    List<String> settings = new ArrayList<>(List.of("--source.type", "files"));
    settings.addAll(settingsButForTheSource());
    return settings;
  }

  /** The same for one that reads no files. */
  List<String> settingsButForTheSource() {
    List<String> settings = new ArrayList<>();
    settings.addAll(List.of("--lake.tables", String.join(",", tables.names())));
    settings.addAll(jobSettings);
    return settings;
  }

  /** What Flink is told beyond {@code flink-conf/}. */
  Map<String, String> flink() {
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put("taskmanager.numberOfTaskSlots", String.valueOf(slots));
    settings.put("parallelism.default", String.valueOf(slots));
    settings.put("execution.checkpointing.interval", CHECKPOINT_INTERVAL);
    // A run that fails is not measured: it ends at once.
    settings.put("restart-strategy.type", "disable");
    settings.putAll(flinkSettings);
    return settings;
  }
}
